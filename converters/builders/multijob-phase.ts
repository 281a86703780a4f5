import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { START_FINDINGS, startJobs } from '../../src/convert/elements/start-jobs.js';
import { together } from '../../src/convert/elements/together.js';
import type { StartJobStep, Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  ...START_FINDINGS,
  condition: 'The job was started under a condition in Groovy: decide when its steps shall run.',
  'phase-options': 'How the jobs of a phase are stopped, repeated and shown has no counterpart.',
} as const;

type Code = keyof typeof FINDINGS;

const USED = new Set(['jobName', 'currParams', 'configs', 'enableCondition', 'condition', 'disableJob']);

/** After which result of a phase the next one goes on → what fails it. */
const FAILS_ON: Readonly<Record<string, StartJobStep['failsOn']>> = {
  SUCCESSFUL: 'UNSTABLE',
  UNSTABLE: 'FAILURE',
  COMPLETED: null,
  ALWAYS: null,
  FAILURE: null,
};

/**
 * A phase of a MultiJob project: jobs that run at the same time, and what they end with decides whether the next phase runs.
 * Source: MultiJob plugin, MultiJobBuilder; jenkins-elements: MultiJobBuilder.
 */
export default defineConverter({
  element: 'com.tikal.jenkins.plugins.multijob.MultiJobBuilder',
  section: 'builders',
  plugin: 'jenkins-multijob-plugin',
  summary: 'Starts the jobs of a phase and waits for them',
  becomes: 'the steps of those jobs',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const condition = input.child('continuationCondition');
    const failsOn = FAILS_ON[condition?.text().trim() ?? 'SUCCESSFUL'];
    if (failsOn === undefined) notes.approximated('other-results', condition!);
    const options = input.elements.filter(({ name }) => name !== 'phaseJobs' && name !== 'continuationCondition');
    const jobs = input.child('phaseJobs')?.children() ?? [];
    const extras = jobs.flatMap((job) => job.elements.filter(({ name }) => !USED.has(name)));
    together([...options, ...extras], 'dropped', (first) => notes.dropped('phase-options', first));
    if (jobs.length > 1) notes.approximated('in-turn', jobs[1]!.need('jobName'));
    const waiting = { wait: true, failsOn: failsOn === undefined ? 'UNSTABLE' : failsOn } as const;
    return { run: jobs.flatMap((job) => phaseJob(job, waiting, notes)) };
  },
});

function phaseJob(job: Element, waiting: Pick<StartJobStep, 'wait' | 'failsOn'>, notes: Notes<Code>): readonly Step[] {
  if (job.booleanOf('disableJob')) {
    notes.dropped('never-starts', job);
    return [];
  }
  const steps = startJobs(job, waiting, notes, 'multijob-phase', {
    projects: job.need('jobName'),
    passParameters: job.booleanOf('currParams'),
  });
  const condition = job.child('condition');
  if (!job.booleanOf('enableCondition')) {
    condition?.judgeAll('dropped');
    return steps;
  }
  notes.needsHuman('condition', condition ?? job);
  const code = 'multijob-phase/condition';
  const stop: Step = { kind: 'fail', name: 'Decide whether to go on', at: job.at, code, message: FINDINGS.condition };
  return [{ kind: 'block', name: 'Run steps under an unknown condition', at: job.at, steps: [stop, ...steps] }];
}
