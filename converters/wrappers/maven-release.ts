import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** M2 Release plugin: a button that runs other goals instead of those of the job. Source: M2ReleaseBuildWrapper. */
export default defineConverter({
  element: 'org.jvnet.hudson.plugins.m2release.M2ReleaseBuildWrapper',
  section: 'wrappers',
  plugin: 'm2release',
  summary: 'Lets a person start releases with Maven',
  becomes: 'Nothing in this job: its builds are as before',
  grade: 'needs-human',
  findings: {
    goals:
      'A person started releases, which ran these goals instead of those of the job: make a job of them in a release pipeline.',
    details: 'Belongs to the releases, which are not a part of the builds of this job.',
  },
  convert(input, notes) {
    const goals = input.child('releaseGoals') ?? input;
    notes.needsHuman('goals', goals, `(${goals.rawText.trim()})`);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return { environment: { IS_M2RELEASEBUILD: 'false' } };
  },
});
