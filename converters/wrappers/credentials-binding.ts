import { defineConverter } from '../../src/convert/converter.js';
import { removeSecretFileStep, secretField, writeSecretFileStep } from '../../src/convert/elements/role-steps.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import type { Contribution, SecretUse } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Field of the placeholder for credentials that Jenkins hands over as `user:password`. */
const PAIR = 'username_and_password';

/**
 * Credentials Binding plugin: credentials as variables, or as files whose paths are variables, during the builders. Values are
 * never read. Zuul reference: Secret, and `secrets` of Job.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.credentialsbinding.impl.SecretBuildWrapper',
  section: 'wrappers',
  plugin: 'credentials-binding',
  summary: 'Gives credentials to the builders, in variables or files',
  becomes: 'Secrets with placeholders and variables with the same names',
  grade: 'needs-human',
  findings: {
    value:
      'The credential is a placeholder: encrypt its value with zuul-client encrypt and put it into the secret. Zuul gives secrets only to jobs that run after review.',
    pair: 'The secret has to hold user name and password in one text, joined by a colon.',
    'unknown-binding': 'Credentials of this kind have no counterpart yet: hand them over by a step of your own.',
  },
  convert(input, notes) {
    return mergeContributions(sectionOf(input, 'bindings').map((binding) => convertBinding(binding)));

    function convertBinding(binding: Element): Contribution {
      const id = binding.child('credentialsId');
      const credential = id?.text().trim() ?? '';
      const contribution = credential === '' ? undefined : boundBy(binding, credential);
      if (contribution === undefined || id === undefined) {
        notes.needsHuman('unknown-binding', binding, `(${binding.type})`);
        return failing(binding);
      }
      notes.needsHuman('value', id, `(${credential})`);
      if (kindOf(binding) === 'UsernamePasswordBinding') notes.approximated('pair', binding.need('variable'));
      return contribution;
    }
  },
});

function boundBy(binding: Element, credential: string): Contribution | undefined {
  const use = (kind: SecretUse['kind'], binds: SecretUse['binds']): Contribution => ({
    secrets: [{ credential, kind, binds, at: binding.at }],
  });
  switch (kindOf(binding)) {
    case 'StringBinding':
      return use('text', { [binding.need('variable').text()]: 'value' });
    case 'UsernamePasswordBinding':
      return use('username-password', { [binding.need('variable').text()]: PAIR });
    case 'UsernamePasswordMultiBinding':
      return use('username-password', {
        [binding.need('usernameVariable').text()]: 'username',
        [binding.need('passwordVariable').text()]: 'password',
      });
    case 'FileBinding': {
      const variable = binding.need('variable').text();
      return mergeContributions([
        use('file', { [variable]: 'content' }),
        asFile(binding, credential, 'content', variable),
      ]);
    }
    case 'SSHUserPrivateKeyBinding': {
      const variable = binding.need('keyFileVariable').text();
      const named = { username: binding.textOf('usernameVariable'), passphrase: binding.textOf('passphraseVariable') };
      const binds = Object.entries(named).filter(([, name]) => name !== '');
      return mergeContributions([
        use('ssh-key', { [variable]: 'private_key' }),
        binds.length === 0
          ? {}
          : use('username-password', Object.fromEntries(binds.map(([field, name]) => [name, field]))),
        asFile(binding, credential, 'private_key', variable),
      ]);
    }
    default:
      return undefined;
  }
}

/** The plugin writes the file outside of the workspace and removes it before publishers run. */
function asFile(binding: Element, credential: string, field: string, variable: string): Contribution {
  const file = { name: `the file in ${variable}`, content: secretField(credential, field), variable };
  return { setUp: [writeSecretFileStep(file, binding.at)], after: [removeSecretFileStep(file, binding.at)] };
}

function failing(binding: Element): Contribution {
  const message = `The job needs credentials that Jenkins hands over by ${binding.type}: hand them over by a step of your own.`;
  const code = 'credentials-binding/unknown-binding';
  return { setUp: [{ kind: 'fail', name: 'Hand over credentials', at: binding.at, code, message }] };
}

function kindOf(binding: Element): string {
  return binding.type.split('.').at(-1)!;
}
