import { defineConverter } from '../../src/convert/converter.js';

/** Folder Properties plugin: asks for the variables of the folders around the job, which it has here anyway. */
export default defineConverter({
  element: 'com.mig82.folders.wrappers.ParentFolderBuildWrapper',
  section: 'wrappers',
  plugin: 'folder-properties',
  summary: 'Gives a job the variables of its folders',
  becomes: 'Nothing: the job has them',
  grade: 'exact',
  findings: { given: 'The job has the variables of its folders without asking.' },
  convert(input, notes) {
    notes.dropped('given', input);
    return {};
  },
});
