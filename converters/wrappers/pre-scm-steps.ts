import { defineConverter } from '../../src/convert/converter.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import type { Step } from '../../src/model/step.js';

/** Pre SCM BuildStep plugin: builders that run before the checkout. Source: PreSCMBuildStepsWrapper. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.preSCMbuildstep.PreSCMBuildStepsWrapper',
  section: 'wrappers',
  plugin: 'preSCMbuildstep',
  summary: 'Runs steps before the checkout',
  becomes: 'The same steps, before the checkout',
  grade: 'exact',
  findings: {},
  convert(input, _notes, walk) {
    const { run = [], ...others } = walk.convert(sectionOf(input, 'buildSteps'));
    const stopsBuild = input.booleanOf('failOnError');
    const before = stopsBuild ? run : run.map((step): Step => ({ ...step, ignoreErrors: true }));
    return run.length === 0 ? others : { ...others, before: [...(others.before ?? []), ...before] };
  },
});
