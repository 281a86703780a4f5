import { defineConverter } from '../../src/convert/converter.js';
import { CI_MESSAGE_FINDINGS, ciMessage } from '../../src/convert/elements/ci-message.js';

/** Sends a message to a bus, in the middle of a build. See `ciMessage`. */
export default defineConverter({
  element: 'com.redhat.jenkins.plugins.ci.CIMessageBuilder',
  section: 'builders',
  plugin: 'jms-messaging',
  summary: 'Sends a message to a message bus',
  becomes: 'role call-service, with a secret for the broker',
  grade: 'needs-human',
  findings: CI_MESSAGE_FINDINGS,
  convert(input, notes) {
    const { secrets, steps } = ciMessage(input, notes, 'ci-message');
    return { ...(secrets.length > 0 && { secrets }), run: steps };
  },
});
