import { defineConverter } from '../../src/convert/converter.js';
import { startAgentStep, stopAgentStep } from '../../src/convert/elements/role-steps.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** SSH Agent plugin. The agent is there for the checkout and the builders, not for publishers. Zuul reference: Secret. */
export default defineConverter({
  element: 'com.cloudbees.jenkins.plugins.sshagent.SSHAgentBuildWrapper',
  section: 'wrappers',
  plugin: 'ssh-agent',
  summary: 'Starts an SSH agent with keys of the credential store',
  becomes: 'Secrets with placeholders, and the role ssh-agent around the steps',
  grade: 'needs-human',
  findings: {
    key: 'The key is a placeholder: encrypt a private key without passphrase with zuul-client encrypt and put it into the secret.',
    'ignore-missing': 'Jenkins went on without a key it did not have; here the key has to be there.',
    'no-key': 'No key is named: the agent is started empty, as in Jenkins. Check whether one is missing.',
  },
  convert(input, notes) {
    const fields = keyFields(input);
    const keys = fields.map((field) => field.text().trim()).filter((key) => key !== '');
    for (const field of fields)
      if (field.rawText.trim() !== '') notes.needsHuman('key', field, `(${field.rawText.trim()})`);
    if (keys.length === 0) notes.approximated('no-key', input);
    // Job Builder writes it among the keys.
    const holder = input.child('ignoreMissing') === undefined ? input.child('credentialIds') : input;
    const ignore = holder?.child('ignoreMissing');
    if (ignore !== undefined && holder!.booleanOf('ignoreMissing')) notes.approximated('ignore-missing', ignore);
    return {
      secrets: keys.map((credential) => ({
        credential,
        kind: 'ssh-key' as const,
        binds: { SSH_AUTH_SOCK: 'private_key' },
        at: input.at,
      })),
      before: [startAgentStep(keys, input.at)],
      after: [stopAgentStep(input.at)],
    };
  },
});

/** Before version 1.5 of the plugin there was one key, in `user`. */
function keyFields(input: Element): readonly Element[] {
  const old = input.child('user');
  const keys = (input.child('credentialIds')?.children() ?? []).filter(({ name }) => name !== 'ignoreMissing');
  return [...(old === undefined ? [] : [old]), ...keys];
}
