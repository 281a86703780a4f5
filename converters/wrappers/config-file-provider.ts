import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import {
  removeSecretFileStep,
  secretField,
  writeSecretFileStep,
  type SecretFile,
} from '../../src/convert/elements/role-steps.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';

/**
 * Config File Provider plugin: files whose text is kept by Jenkins, not in the job. They may hold passwords, so each becomes a
 * secret. They are gone when publishers run.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.configfiles.buildwrapper.ConfigFileBuildWrapper',
  section: 'wrappers',
  plugin: 'config-file-provider',
  summary: 'Puts files that Jenkins keeps into the workspace',
  becomes: 'Secrets with placeholders, and the role secret-file around the steps',
  grade: 'needs-human',
  findings: {
    content:
      'The text of this file is kept by Jenkins (Managed files) and not in the job: encrypt it with zuul-client encrypt and put it into the secret.',
    tokens:
      'Jenkins replaced variables in the text of the file; here the text is written as it is. Put the values in, or let a step do it.',
  },
  convert(input, notes) {
    const secrets: SecretUse[] = [];
    const files: SecretFile[] = [];
    for (const managed of sectionOf(input, 'managedFiles')) {
      const id = managed.need('fileId');
      const credential = id.text().trim();
      const target = managed.textOf('targetLocation').trim();
      const variable = managed.textOf('variable').trim();
      notes.needsHuman('content', id, `(${credential})`);
      const tokens = managed.child('replaceTokens');
      if (tokens !== undefined && managed.booleanOf('replaceTokens')) notes.needsHuman('tokens', tokens);
      secrets.push({
        credential,
        kind: 'config-file',
        binds: { [target || variable || credential]: 'content' },
        at: managed.at,
      });
      files.push({
        name: target || credential,
        content: secretField(credential, 'content'),
        ...(target === '' ? {} : { path: expandMacros(target) }),
        ...(variable === '' ? {} : { variable }),
      });
    }
    return {
      secrets,
      setUp: files.map((file) => writeSecretFileStep(file, input.at)),
      after: [...files].reverse().map((file) => removeSecretFileStep(file, input.at)),
    };
  },
});
