import { defineConverter } from '../../src/convert/converter.js';
import { MANAGED_FILE_FINDINGS, managedFiles } from '../../src/convert/elements/managed-files.js';

/**
 * Puts files that Jenkins keeps into the workspace in the middle of a build; they are there until its end.
 * Source: Config File Provider plugin, ConfigFileBuildStep. See `managedFiles`.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.configfiles.builder.ConfigFileBuildStep',
  section: 'builders',
  plugin: 'config-file-provider',
  summary: 'Puts files that Jenkins keeps into the workspace, in the middle of a build',
  becomes: 'Secrets with placeholders, and the role secret-file',
  grade: 'needs-human',
  findings: MANAGED_FILE_FINDINGS,
  convert(input, notes) {
    // Publishers may still read them: they go with the node.
    const { secrets, write } = managedFiles(input, notes);
    return secrets.length === 0 ? {} : { secrets, run: write };
  },
});
