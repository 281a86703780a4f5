import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { START_FINDINGS, startJobs, type Waiting } from '../../src/convert/elements/start-jobs.js';
import { together } from '../../src/convert/elements/together.js';
import type { BlockStep, Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  ...START_FINDINGS,
  condition: 'The job was started under a condition in Groovy: decide when its steps shall run.',
  'phase-options': 'How the jobs of a phase are shown and what is shared between them has no counterpart.',
  'only-changes': 'The job was left out where nobody had changed its repository. Here it runs each time.',
  retry: 'A job that failed was started again where its log fitted some rules. Here its first failure counts.',
} as const;

type Code = keyof typeof FINDINGS;

/** Fields with an answer of their own; all others are options of how a phase is shown. */
const USED = new Set([
  'jobName',
  'currParams',
  'configs',
  'enableCondition',
  'condition',
  'disableJob',
  'killPhaseOnJobResultCondition',
  'abortAllJob',
  'buildOnlyIfSCMChanges',
  'enableRetryStrategy',
  'maxRetries',
  'parsingRulesPath',
  'ignoreJobResult',
]);

const USED_OF_PHASE = new Set(['phaseName', 'phaseJobs', 'continuationCondition', 'executionType']);

/**
 * A phase of a MultiJob project: jobs that run at the same time, and what they end with decides whether the next phase runs.
 * Whatever the next phase does, a failed job makes the whole build a failure.
 *
 * A job that ends the phase when it fails (`killPhaseOnJobResultCondition`, in old versions `abortAllJob`) ends it here too;
 * after any other the jobs behind it still run.
 * Source: MultiJob plugin, MultiJobBuilder, MultiJobBuild.evaluateResult; jenkins-elements: MultiJobBuilder.
 */
export default defineConverter({
  element: 'com.tikal.jenkins.plugins.multijob.MultiJobBuilder',
  section: 'builders',
  plugin: 'jenkins-multijob-plugin',
  summary: 'Starts the jobs of a phase and waits for them',
  becomes: 'the steps of those jobs, or jobs with dependencies',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const jobs = input.child('phaseJobs')?.children() ?? [];
    const name = `Phase ${input.textOf('phaseName').trim()}`.trim();
    const waiting = readContinuation(input.child('continuationCondition'), notes);
    readOrder(input.child('executionType'), jobs, notes);
    const options = input.elements.filter((one) => !USED_OF_PHASE.has(one.name));
    const extras = jobs.flatMap((job) => job.elements.filter((one) => !USED.has(one.name)));
    together([...options, ...extras], 'dropped', (first) => notes.dropped('phase-options', first));
    const started = jobs.flatMap((job) => phaseJob(job, notes));
    const phase = inOrder(started, name, input);
    // Only several jobs get a block with the name of the phase.
    if (started.length <= 1) input.child('phaseName')?.judgeAll('dropped');
    return { run: phase.map((step) => ({ ...step, ...waiting })) };
  },
});

/** Jobs of the next phase run after a failure too; the build fails then, but at its end. */
function readContinuation(field: Element | undefined, notes: Notes<Code>): Pick<Step, 'failsLate'> {
  switch (field?.text().trim() ?? 'SUCCESSFUL') {
    case 'SUCCESSFUL':
      return {};
    case 'ALWAYS':
    case 'COMPLETED':
      return { failsLate: true };
    default:
      // UNSTABLE goes on after unstable jobs, FAILURE after failed ones only.
      notes.approximated('other-results', field!);
      return {};
  }
}

function readOrder(field: Element | undefined, jobs: readonly Element[], notes: Notes<Code>): void {
  if (jobs.length <= 1) field?.judgeAll('dropped');
  else if (field?.text().trim().toUpperCase() !== 'SEQUENTIALLY') {
    notes.approximated('in-turn', field ?? jobs[1]!.need('jobName'));
  }
}

interface PhaseJob {
  readonly steps: readonly Step[];
  /** The jobs behind it are not run when it fails. */
  readonly ends: boolean;
}

function phaseJob(job: Element, notes: Notes<Code>): readonly PhaseJob[] {
  if (job.booleanOf('disableJob')) {
    notes.dropped('never-starts', job);
    return [];
  }
  const ignored = /^(FAILURE|ALWAYS)$/.test(job.textOf('ignoreJobResult', 'NEVER').trim());
  const waiting: Waiting = { wait: true, failsOn: ignored ? null : 'UNSTABLE' };
  const elsewhere = { projects: job.need('jobName'), passParameters: job.booleanOf('currParams') };
  const steps = startJobs(job, waiting, notes, 'multijob-phase', elsewhere);
  if (job.booleanOf('buildOnlyIfSCMChanges')) notes.approximated('only-changes', job.need('buildOnlyIfSCMChanges'));
  readRetry(job, notes);
  const kill = job.textOf('killPhaseOnJobResultCondition', 'NEVER').trim();
  const ends = job.booleanOf('abortAllJob') || kill === 'FAILURE' || kill === 'UNSTABLE';
  return [{ steps: underCondition(job, steps, notes), ends }];
}

function readRetry(job: Element, notes: Notes<Code>): void {
  const rules = [job.child('maxRetries'), job.child('parsingRulesPath')];
  if (job.booleanOf('enableRetryStrategy')) {
    together([job.child('enableRetryStrategy'), ...rules], 'approximated', (first) =>
      notes.approximated('retry', first),
    );
  } else for (const rule of rules) rule?.judgeAll('dropped');
}

function underCondition(job: Element, steps: readonly Step[], notes: Notes<Code>): readonly Step[] {
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

/** The jobs one after the other: behind one that ends the phase only after its success, behind any other in every case. */
function inOrder(jobs: readonly PhaseJob[], name: string, at: Element): readonly Step[] {
  const [first, ...rest] = jobs.filter(({ steps }) => steps.length > 0);
  if (first === undefined) return [];
  if (rest.length === 0) return first.steps;
  const behind = inOrder(rest, name, at);
  const block: BlockStep = { kind: 'block', name, at: at.at, steps: first.steps };
  return first.ends
    ? [{ ...block, steps: [...first.steps, ...behind] }]
    : [{ ...block, steps: [], always: [...first.steps, ...behind] }];
}
