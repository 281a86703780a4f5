import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** Credentials and files that a folder keeps for its jobs. Values are never read. Zuul reference: Secret. */
export default defineConverter({
  element: [
    'com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider$FolderCredentialsProperty',
    'org.jenkinsci.plugins.configfiles.folder.FolderConfigFileProperty',
  ],
  section: 'properties',
  plugin: 'cloudbees-folder, config-file-provider',
  summary: 'Keeps credentials or files for the jobs of a folder',
  becomes: 'Nothing here: jobs that use one have a secret with a placeholder',
  grade: 'needs-human',
  findings: {
    kept: 'Jobs that use this have a secret with a placeholder: encrypt its value with zuul-client encrypt and put it there. It was not copied.',
    details: 'Belongs to what the folder keeps. Passwords and texts are not copied.',
  },
  convert(input, notes) {
    input.walk((element) => {
      if (element.name === 'id' && element.isLeaf && element.rawText.trim() !== '') {
        notes.needsHuman('kept', element, `(${element.rawText.trim()})`);
      }
    });
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return {};
  },
});
