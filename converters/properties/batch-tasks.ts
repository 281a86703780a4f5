import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';

/** Batch Task plugin: scripts that a person starts by hand in the workspace of the last build. Source: BatchTaskProperty. */
export default defineConverter({
  element: 'hudson.plugins.batch_task.BatchTaskProperty',
  section: 'properties',
  plugin: 'batch-task',
  summary: 'Keeps scripts that a person starts after a build',
  becomes: 'Nothing in the job: they never were a part of its builds',
  grade: 'needs-human',
  findings: {
    task: 'A person started this script by hand after a build: make a job of it in a pipeline that a comment starts, if it is still needed.',
    name: 'Names the script that is left out.',
  },
  convert(input, notes) {
    for (const task of sectionOf(input, 'tasks')) {
      const script = task.child('script');
      if (script !== undefined) notes.needsHuman('task', script, `(${task.child('name')?.rawText.trim() ?? ''})`);
    }
    leaveOutRest(input, (rest) => notes.dropped('name', rest));
    return {};
  },
});
