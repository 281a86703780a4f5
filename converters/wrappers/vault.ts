import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { variableName } from '../../src/convert/attach/slug.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';

/** HashiCorp Vault plugin: values of a vault as variables. Zuul reference: Secret. */
export default defineConverter({
  element: 'com.datapipe.jenkins.vault.VaultBuildWrapper',
  section: 'wrappers',
  plugin: 'hashicorp-vault-plugin',
  summary: 'Gives values from HashiCorp Vault to the steps, in variables',
  becomes: 'A secret with placeholders for each path, and variables with the same names',
  grade: 'needs-human',
  findings: {
    value:
      'The values are in the vault: encrypt them with zuul-client encrypt and put them into the secret, or let a pre-run playbook read them from the vault.',
    vault: 'Says how Jenkins logs in to the vault: Zuul keeps the values itself.',
  },
  convert(input, notes) {
    const secrets = sectionOf(input, 'vaultSecrets').flatMap((secret): SecretUse[] => {
      const path = secret.need('path');
      const credential = path.text().trim();
      const pairs = sectionOf(secret, 'secretValues').map(
        (value) => [value.need('envVar').text().trim(), variableName(value.need('vaultKey').text())] as const,
      );
      if (pairs.length === 0) return [];
      notes.needsHuman('value', path, `(${credential})`);
      return [{ credential, kind: 'text', binds: Object.fromEntries(pairs), at: secret.at }];
    });
    leaveOutRest(input, (rest) => notes.dropped('vault', rest));
    return secrets.length === 0 ? {} : { secrets };
  },
});
