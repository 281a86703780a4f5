import { defineConverter } from '../../src/convert/converter.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';

/** Where a message names its receiver, by class. */
const RECEIVERS = ['providerName', 'commentFile', 'commentOnSuccess'];

/**
 * Messages about a build to a bus or to a review. Zuul has no reporter for these; nothing in the build depends on them, but
 * somebody may wait for them. jenkins-elements: CIMessageNotifier, PhabricatorNotifier.
 */
export default defineConverter({
  element: ['com.redhat.jenkins.plugins.ci.CIMessageNotifier', 'com.uber.jenkins.phabricator.PhabricatorNotifier'],
  section: 'publishers',
  plugin: 'jms-messaging, phabricator-plugin',
  summary: 'Tells a message bus or a review how a build ended',
  becomes: 'nothing yet: a person decides who shall be told, and how',
  grade: 'needs-human',
  findings: {
    'not-sent':
      'Nothing is sent: Zuul has no reporter for this, and the server is set up in Jenkins alone. Let what waits for the message follow an MQTT reporter of the pipeline, or send it in a step of the job with a secret.',
    message: 'It belongs to a message that is not sent.',
  },
  convert(input, notes) {
    notes.needsHuman('not-sent', firstFilled(input, RECEIVERS));
    if (input.elements.length > 1) notes.dropped('message', input);
    return {};
  },
});
