import { defineConverter } from '../../src/convert/converter.js';
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
  },
  convert(input, notes, walk) {
    for (const name of ['description', 'displayName', 'icon', 'healthMetrics', 'folderViews', 'views', 'viewsTabBar']) {
      noteIfFilled(input.child(name), (field) => notes.dropped('display', field));
    }
    noteIfFilled(input.child('actions'), (field) => notes.dropped('display', field));
    // What a folder sets for its jobs (libraries, credentials) is no part of those jobs' definitions.
    walk.convert(sectionOf(input, 'properties'));
    return { job: { skipped: 'a folder, not a job' } };
  },
});
