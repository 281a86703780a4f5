import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { FAILED, SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Step } from '../../src/model/step.js';

/** True in builds that are releases: the plugin sets the variable. */
const IS_RELEASE = "jenkins_env.IS_RELEASE | default('') == 'true'";

/** Sections of steps → when they run. */
const SECTIONS: readonly (readonly [name: string, place: 'setUp' | 'after', tests: readonly string[]])[] = [
  ['preBuildSteps', 'setUp', []],
  ['postBuildSteps', 'after', []],
  ['postSuccessfulBuildSteps', 'after', [SUCCEEDED]],
  ['postFailedBuildSteps', 'after', [FAILED]],
];

/**
 * Release plugin: a second kind of build, with parameters and steps of its own around the builders. A release is a variant of
 * the job with the parameter IS_RELEASE. Source: ReleaseWrapper.
 */
export default defineConverter({
  element: 'hudson.plugins.release.ReleaseWrapper',
  section: 'wrappers',
  plugin: 'release',
  summary: 'Lets a person start releases: builds with further parameters and steps',
  becomes: 'The steps, which only run where IS_RELEASE is true',
  grade: 'approximate',
  findings: {
    start:
      'A person started releases. Add the job to a release pipeline with IS_RELEASE: "true" below jenkins_parameters, and with values for the parameters of the release.',
    display: 'Only says how Jenkins shows and keeps releases, or says nothing: left out.',
  },
  convert(input, notes, walk) {
    const { environment = {}, ...others } = walk.convert(sectionOf(input, 'parameterDefinitions'));
    const parts = SECTIONS.map(([name, place, tests]): Contribution => {
      const { run = [], post = [], ...more } = walk.convert(sectionOf(input, name));
      const steps = [...run, ...post].map((step): Step => withTests(step, [IS_RELEASE, ...tests]));
      return steps.length === 0 ? more : { ...more, [place]: steps };
    });
    const template = input.child('releaseVersionTemplate');
    if (template !== undefined && template.rawText.trim() !== '') notes.approximated('start', template);
    else notes.approximated('start', input.child('overrideBuildParameters') ?? input);
    leaveOutRest(input, (rest) => notes.dropped('display', rest));
    const release: Contribution = { environment: { ...environment, IS_RELEASE: 'false' } };
    // Tear-downs are put together backwards; these stand in one list.
    const after = parts.flatMap((part) => part.after ?? []);
    const merged = mergeContributions([release, others, ...parts]);
    return after.length === 0 ? merged : { ...merged, after };
  },
});
