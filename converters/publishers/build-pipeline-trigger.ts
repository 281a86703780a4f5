import { defineConverter } from '../../src/convert/converter.js';
import { START_FINDINGS, startJobs } from '../../src/convert/elements/start-jobs.js';

/** There is no condition on the result: the person has seen it. */
const { 'other-results': ofConditions, ...FINDINGS } = START_FINDINGS;
void ofConditions;

/**
 * Offers a button that starts the next jobs, with parameters.
 * Source: Build Pipeline plugin, BuildPipelineTrigger; jenkins-elements: BuildPipelineTrigger.
 */
export default defineConverter({
  element: 'au.com.centrumsystems.hudson.plugin.buildpipeline.trigger.BuildPipelineTrigger',
  section: 'publishers',
  plugin: 'build-pipeline-plugin',
  summary: 'Offers a button that starts the next jobs',
  becomes: 'the jobs in a pipeline that a person starts, where there is no layout',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const projects = input.child('downstreamProjectNames') ?? input.need('downstreamProjects');
    const waiting = { wait: false, failsOn: null } as const;
    const steps = startJobs(input, waiting, notes, 'build-pipeline-trigger', { projects });
    return { post: steps.map((step) => (step.kind === 'start-job' ? { ...step, byHand: true } : step)) };
  },
});
