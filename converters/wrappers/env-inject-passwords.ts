import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';

/** Environment Injector plugin: passwords as variables. Values are encrypted for that Jenkins and never read. */
export default defineConverter({
  element: ['EnvInjectPasswordWrapper', 'org.jenkinsci.plugins.envinject.EnvInjectPasswordWrapper'],
  section: 'wrappers',
  plugin: 'envinject',
  summary: 'Gives passwords to the steps, in variables',
  becomes: 'Secrets with placeholders and variables with the same names',
  grade: 'needs-human',
  findings: {
    value:
      'The value is encrypted for that Jenkins and was not copied: encrypt it with zuul-client encrypt and put it in place of the placeholder.',
    global:
      'The job also got all passwords of the settings of Jenkins (Global Passwords), which are not in its definition: give it secrets for those it uses.',
    masks: 'Nothing prints secrets here: what hides them in the log is left out.',
  },
  convert(input, notes, walk) {
    const global = input.child('injectGlobalPasswords');
    if (global !== undefined && /^(true|yes)$/i.test(global.rawText.trim())) notes.needsHuman('global', global);
    const secrets = sectionOf(input, 'passwordEntries').map((entry): SecretUse => {
      const name = entry.need('name').text().trim();
      const value = entry.child('value');
      if (value !== undefined) notes.needsHuman('value', value, `(${name})`);
      return { credential: `${walk.job}-${name}`, kind: 'text', binds: { [name]: 'value' }, at: entry.at };
    });
    leaveOutRest(input, (rest) => notes.dropped('masks', rest));
    return secrets.length === 0 ? {} : { secrets };
  },
});
