import { defineConverter } from '../../src/convert/converter.js';
import { recipientsIn, recipientsText } from '../../src/convert/elements/mail.js';
import { together } from '../../src/convert/elements/together.js';

const TRIGGER = /(?:Trigger)?$/;

/**
 * Zuul sends mail per pipeline (smtp reporter), not per job, and knows nothing of earlier builds. So nothing is sent until
 * somebody has decided who shall get what. Zuul reference: Pipeline, reporters; jenkins-elements: ExtendedEmailPublisher.
 */
export default defineConverter({
  element: 'hudson.plugins.emailext.ExtendedEmailPublisher',
  section: 'publishers',
  plugin: 'email-ext',
  summary: 'Sends mail after certain results',
  becomes: 'nothing yet: a person decides who gets which mail',
  grade: 'needs-human',
  findings: {
    'no-mail':
      'No mail is sent: Zuul sends it per pipeline. Give the job a pipeline with an smtp reporter, or tell the recipients.',
    'mail-text': 'Subject, text and sender belong to mail that is not sent.',
    'mail-script': 'A Groovy script changed or stopped mail: think of it when the mail is set up anew.',
    disabled: 'Mail is switched off.',
  },
  convert(input, notes) {
    const off = input.child('disabled');
    if (off !== undefined && input.booleanOf('disabled')) {
      notes.dropped('disabled', input);
      return {};
    }
    const script = input.child('presendScript');
    if (script !== undefined && !['', '$DEFAULT_PRESEND_SCRIPT'].includes(script.text().trim())) {
      notes.needsHuman('mail-script', script);
    }
    const recipients = input.child('recipientList');
    const triggers = input.child('configuredTriggers');
    const count = recipientsIn(recipients?.text() ?? '');
    const when = (triggers?.children() ?? []).map(({ type }) => type.split('.').at(-1)!.replace(TRIGGER, ''));
    const told = `(${recipientsText(count)}; ${when.length === 0 ? 'no trigger' : when.join(', ')})`;
    together([recipients ?? input, triggers], 'needs-human', (first) => notes.needsHuman('no-mail', first, told));
    together(
      input.elements.filter((element) => element !== recipients && element !== triggers),
      'dropped',
      (first) => notes.dropped('mail-text', first),
    );
    return {};
  },
});
