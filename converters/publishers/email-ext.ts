import { defineConverter } from '../../src/convert/converter.js';
import { recipientsIn, recipientsText } from '../../src/convert/elements/mail.js';
import { together } from '../../src/convert/elements/together.js';
import type { Element } from '../../src/read/jenkins/element.js';

const TRIGGER = /(?:Trigger)?$/;

/**
 * Zuul sends mail per pipeline (smtp reporter), not per job, and knows nothing of earlier builds. So nothing is sent until
 * somebody has decided who shall get what: each list that names somebody asks for that, the rest is about mail that is not
 * sent. Zuul reference: Pipeline, reporters; jenkins-elements: ExtendedEmailPublisher.
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
    'mail-text': 'Subject, text, attachments and groups of recipients belong to mail that is not sent.',
    'mail-script': 'A Groovy script changed or stopped mail, which is not sent: think of it when mail is set up anew.',
    authors: 'It wrote to the people behind a change only, whom Zuul tells in the review.',
    'no-trigger': 'No result is named after which it wrote mail: none was sent.',
    disabled: 'Mail is switched off.',
  },
  convert(input, notes) {
    if (input.booleanOf('disabled')) {
      notes.dropped('disabled', input);
      return {};
    }
    const triggers = input.child('configuredTriggers')?.children() ?? [];
    if (triggers.length === 0) {
      notes.dropped('no-trigger', input);
      return {};
    }
    const lists = listsOf(input, triggers);
    const when = triggers.map(({ type }) => type.split('.').at(-1)!.replace(TRIGGER, ''));
    for (const list of lists) {
      notes.needsHuman('no-mail', list, `(${recipientsText(recipientsIn(list.text()))}; ${when.join(', ')})`);
    }
    const scripts = ['presendScript', 'postsendScript'].map((name) => input.child(name));
    together(
      scripts.filter((script) => script !== undefined && !/^(\$DEFAULT_\w+)?$/.test(script.rawText.trim())),
      'dropped',
      (first) => notes.dropped('mail-script', first),
    );
    // Judged once, a leaf keeps its judgement: this is about all others.
    notes.dropped(lists.length === 0 ? 'authors' : 'mail-text', input);
    return {};
  },
});

/** The lists of addresses that name somebody, each text once. */
function listsOf(input: Element, triggers: readonly Element[]): Element[] {
  const own = triggers.map((trigger) => trigger.child('email')?.child('recipientList'));
  const lists = [input.child('recipientList'), ...own].flatMap((list) => list ?? []);
  const texts = lists.map((list) => list.rawText.trim());
  return lists.filter((_, index) => recipientsIn(texts[index]!) > 0 && texts.indexOf(texts[index]!) === index);
}
