import { defineConverter } from '../../src/convert/converter.js';
import { recipientsIn, recipientsText } from '../../src/convert/elements/mail.js';
import { together } from '../../src/convert/elements/together.js';

/** Zuul reference: Pipeline, reporters; jenkins-elements: Mailer. */
export default defineConverter({
  element: 'hudson.tasks.Mailer',
  section: 'publishers',
  plugin: 'mailer',
  summary: 'Sends mail after a failure and when a job works again',
  becomes: 'nothing yet: a person decides who gets which mail',
  grade: 'needs-human',
  findings: {
    'no-mail':
      'No mail is sent: Zuul sends it per pipeline and does not know whether a job works again. Give the job a pipeline with an smtp reporter, or tell the recipients.',
    'mail-options': 'Belongs to mail that is not sent.',
  },
  convert(input, notes) {
    const recipients = input.child('recipients');
    const sendsToAuthors = input.booleanOf('sendToIndividuals');
    const count = recipientsIn(recipients?.text() ?? '');
    const told = `(${recipientsText(count)}${sendsToAuthors ? ' and the authors of changes' : ''})`;
    notes.needsHuman('no-mail', recipients ?? input, told);
    together(
      input.elements.filter((element) => element !== recipients),
      'dropped',
      (first) => notes.dropped('mail-options', first),
    );
    return {};
  },
});
