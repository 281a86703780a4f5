import { defineConverter } from '../../src/convert/converter.js';
import { MANAGED_FILE_FINDINGS, managedFiles } from '../../src/convert/elements/managed-files.js';

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
  findings: MANAGED_FILE_FINDINGS,
  convert(input, notes) {
    const { secrets, write, remove } = managedFiles(input, notes);
    return { secrets, setUp: write, after: remove };
  },
});
