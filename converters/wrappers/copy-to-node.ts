import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { failingSetUp } from '../../src/convert/elements/left-to-a-person.js';

const FILES = 'Jenkins copied these files from its controller: put them into a repository, and let a step copy them.';

/** Copy To Slave plugin: files of the controller in the workspace. Source: CopyToSlaveBuildWrapper. */
export default defineConverter({
  element: 'com.michelin.cio.hudson.plugins.copytoslave.CopyToSlaveBuildWrapper',
  section: 'wrappers',
  plugin: 'copy-to-slave',
  summary: 'Copies files of the controller into the workspace',
  becomes: 'A step that fails until the files are in a repository',
  grade: 'needs-human',
  findings: {
    files: FILES,
    details: 'Belongs to the files that are not copied.',
  },
  convert(input, notes) {
    const includes = input.child('includes') ?? input;
    notes.needsHuman('files', includes, `(${includes.rawText.trim()})`);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return failingSetUp('Copy files into the workspace', 'copy-to-node/files', FILES, input);
  },
});
