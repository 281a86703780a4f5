import type { ExplainedJob, Explanation, Reason } from '../model/explanation.js';
import type { ItemAnswer, ItemJob } from '../model/item-answer.js';
import { formatPlace } from '../model/place.js';
import type { Scenario } from '../model/scenario.js';
import { plural } from './words.js';

const BELOW_A_JOB = ' '.repeat(10);

/**
 * An explanation for people: the item, whether it gets in and why, what becomes of it, and each job with its reasons and
 * their places. Ends with a line break.
 */
export function explanationText(scenario: Scenario, { answer, triggers, jobs }: Explanation): string {
  const lines = [
    describeScenario(scenario),
    '',
    `${answer.triggered ? 'triggered' : 'not triggered: somebody would have to enqueue it'}`,
    ...triggers.map((reason) => reasonLine(reason)),
    '',
    outcomeWords(answer, jobs.length),
    ...jobs.flatMap(jobLines),
  ];
  return `${lines.join('\n')}\n`;
}

/** An item in words: `nova in check: a change on master with the files /COMMIT_MSG, a.py`. */
export function describeScenario(scenario: Scenario): string {
  const place = `${scenario.project} in ${scenario.pipeline}`;
  switch (scenario.kind) {
    case 'change': {
      const files = scenario.files.length === 0 ? 'without files' : `with the files ${scenario.files.join(', ')}`;
      return `${place}: a change on ${scenario.branch} ${files}`;
    }
    case 'ref':
      return `${place}: ${scenario.op} of the ref ${scenario.ref}`;
    case 'timer':
      return `${place}: a timer`;
  }
}

function outcomeWords({ outcome, jobs, queue, error }: ItemAnswer, listed: number): string {
  const shared = queue === null ? '' : `, in the queue ${queue}`;
  const why = error === undefined ? '' : `: ${error}`;
  switch (outcome) {
    case 'runs':
      return `runs ${String(jobs.length)} of ${plural(listed, 'job')}${shared}`;
    case 'nothing':
      return `no job of ${String(listed)} runs: the item is dropped without a report`;
    case 'hangs':
      return `runs ${String(jobs.length)} of ${plural(listed, 'job')}, and the item stays in the queue for ever${shared}${why}`;
    case 'error':
      return `the item fails${why}`;
    case 'unknown':
      return 'the project is not in this pipeline';
  }
}

function jobLines({ name, runs, at, job, reasons, attributes }: ExplainedJob): readonly string[] {
  const details = job === undefined ? '' : jobDetails(job);
  const further = Object.entries(runs ? (attributes ?? {}) : {})
    .filter(([, value]) => value !== false)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return [
    `  ${runs ? 'runs' : 'no  '}  ${name}${details}${at === undefined ? '' : `  (${formatPlace(at)})`}`,
    ...reasons.map((reason) => reasonLine(reason, BELOW_A_JOB)),
    ...further.map((text) => `${BELOW_A_JOB}${text}`),
  ];
}

function jobDetails({ voting, dependencies, semaphores, hold, tags }: ItemJob): string {
  const parts = [
    ...(voting ? [] : ['non-voting']),
    ...(dependencies.length === 0
      ? []
      : [`after ${dependencies.map((one) => (one.soft ? `${one.name} if there` : one.name)).join(', ')}`]),
    ...(semaphores.length === 0 ? [] : [`semaphores ${semaphores.join(', ')}`]),
    ...(hold ? ['holds following changes'] : []),
    ...(tags.length === 0 ? [] : [`tags ${tags.join(', ')}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function reasonLine({ text, at }: Reason, indent = '  '): string {
  return `${indent}${text}${at === undefined ? '' : `  (${formatPlace(at)})`}`;
}
