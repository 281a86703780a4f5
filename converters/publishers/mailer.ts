import { defineConverter } from '../../src/convert/converter.js';
import { recipientsIn, recipientsText } from '../../src/convert/elements/mail.js';
import { together } from '../../src/convert/elements/together.js';

/** Zuul reference: Pipeline, reporters; jenkins-elements: Mailer. */
export default defineConverter({
  element: ['hudson.tasks.Mailer', 'hudson.maven.reporters.MavenMailer'],
  section: 'publishers',
  plugin: 'mailer',
  summary: 'Sends mail after a failure and when a job works again',
  becomes: 'nothing yet: a person decides who gets which mail',
  grade: 'needs-human',
  findings: {
    'no-mail':
      'No mail is sent: Zuul sends it per pipeline and does not know whether a job works again. Give the job a pipeline with an smtp reporter, or tell the recipients.',
    'mail-options': 'Belongs to mail that is not sent.',
    authors: 'It wrote to the people behind a change only, whom Zuul tells in the review.',
    nobody: 'It names nobody: no mail was sent.',
  },
  convert(input, notes) {
    const recipients = input.child('recipients');
    const sendsToAuthors = input.booleanOf('sendToIndividuals');
    const count = recipientsIn(recipients?.text() ?? '');
    if (recipients === undefined || count === 0) {
      notes.dropped(sendsToAuthors ? 'authors' : 'nobody', input);
      return {};
    }
    notes.needsHuman(
      'no-mail',
      recipients,
      `(${recipientsText(count)}${sendsToAuthors ? ' and the authors of changes' : ''})`,
    );
    together(
      input.elements.filter((element) => element !== recipients),
      'dropped',
      (first) => notes.dropped('mail-options', first),
    );
    return {};
  },
});
