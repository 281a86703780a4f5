import { defineConverter } from '../../src/convert/converter.js';
import { startAside } from '../../src/convert/elements/start-aside.js';
import { jobNames } from '../../src/convert/elements/start-jobs.js';
import type { BlockStep, Step } from '../../src/model/step.js';

/**
 * Runs jobs and publishers once all jobs have ended that the build starts, each with success.
 * Source: Join plugin, JoinTrigger and JoinAction; jenkins-elements: JoinTrigger.
 */
export default defineConverter({
  element: 'join.JoinTrigger',
  section: 'publishers',
  plugin: 'join',
  summary: 'Runs something after all downstream jobs have ended',
  becomes: 'jobs with dependencies, or steps behind those of the downstream jobs',
  grade: 'approximate',
  findings: {
    nothing: 'Nothing is said to run after the other jobs: left out.',
    'in-turn':
      'Jenkins started these jobs at the same time. Where they do not become jobs of their own, their steps run one after the other.',
    unstable: 'Zuul knows success and failure only: an unstable job is a failed one, after which this does not run.',
  },
  convert(input, notes, walk) {
    const projects = input.child('joinProjects');
    const jobs = jobNames(projects?.text() ?? '');
    const { run = [], post = [], ...rest } = walk.convert(input.child('joinPublishers')?.children() ?? []);
    const unstable = input.child('evenIfDownstreamUnstable');
    if (input.booleanOf('evenIfDownstreamUnstable')) notes.approximated('unstable', unstable!);
    else unstable?.judgeAll('dropped');
    const steps: readonly Step[] = [...run, ...post, ...(jobs.length === 0 ? [] : [startAside(jobs, input)])];
    if (jobs.length > 1) notes.approximated('in-turn', projects!);
    if (steps.length === 0) {
      notes.dropped('nothing', input);
      return rest;
    }
    const block: BlockStep = {
      kind: 'block',
      name: 'After the jobs that were started',
      at: input.at,
      steps: [],
      always: steps,
      joins: true,
    };
    return { ...rest, post: [block] };
  },
});
