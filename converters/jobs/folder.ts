import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { noteIfFilled, sectionOf } from '../../src/convert/jenkins/job-fields.js';

/** Folders plugin. Its jobs are definitions of their own, named `folder/job`. */
export default defineConverter({
  element: 'com.cloudbees.hudson.plugins.folder.Folder',
  section: 'job',
  plugin: 'cloudbees-folder',
  summary: 'Groups jobs',
  becomes: 'Nothing: its jobs carry its name in theirs',
  grade: 'dropped',
  findings: {
    display: 'Only changes how Jenkins shows the folder: left out.',
    'runs-nothing': 'A folder runs nothing: left out.',
  },
  convert(input, notes, walk) {
    for (const name of ['description', 'displayName', 'icon', 'healthMetrics', 'folderViews', 'views', 'viewsTabBar']) {
      noteIfFilled(input.child(name), (field) => notes.dropped('display', field));
    }
    noteIfFilled(input.child('actions'), (field) => notes.dropped('display', field));
    // The engine hands on to the jobs of the folder what it says for all of them.
    const { environment = {}, secrets = [] } = walk.convert(sectionOf(input, 'properties'));
    leaveOutRest(input, (first) => notes.dropped('runs-nothing', first));
    return { job: { skipped: 'a folder, not a job' }, environment, secrets };
  },
});
