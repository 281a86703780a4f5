import type { ExplainedJob, Explanation, Reason } from '../../model/explanation.js';
import type { ItemAnswer } from '../../model/item-answer.js';
import type { V2JobEntry } from '../../model/layout.js';
import type { Place } from '../../model/place.js';
import type { Scenario } from '../../model/scenario.js';
import { itemJob } from './answers.js';
import { isPattern, type JobKey, type V2Job } from './jobs.js';
import { branchReason, fileReason, skipReason } from './matcher-reasons.js';
import { jobFits } from './matchers.js';
import type { JobTree, TreeNode } from './tree.js';
import { explainTriggers } from './trigger-reasons.js';
import type { EventFilter } from './triggers.js';

/**
 * Says of one item why each trigger lets it in or not, and why each job of the tree runs or not.
 *
 * @param tree Of this very project, so that places are its own.
 */
export function explainItem(
  answer: ItemAnswer,
  tree: JobTree,
  filters: readonly EventFilter[],
  item: Scenario,
): Explanation {
  const jobs: ExplainedJob[] = [];
  explainNodes(tree, undefined, true, { answer, item, into: jobs });
  return { answer, triggers: explainTriggers(filters, item), jobs };
}

interface Explaining {
  readonly answer: ItemAnswer;
  readonly item: Scenario;
  readonly into: ExplainedJob[];
}

function explainNodes(nodes: readonly TreeNode[], parent: V2Job | undefined, isReached: boolean, to: Explaining): void {
  for (const { job, children, at } of nodes) {
    const fits = jobFits(job, to.item);
    const started = to.answer.jobs.find(
      ({ name, dependencies }) => name === job.name && dependencies[0]?.name === parent?.name,
    );
    const runs = isReached && fits && started !== undefined;
    to.into.push({
      name: job.name,
      runs,
      at,
      reasons: [
        ...attributeReasons(job),
        ...matcherReasons(job, to.item),
        ...placeReasons(fits, isReached, runs, parent, to),
      ],
      ...(runs ? { job: itemJob(job, parent) } : {}),
      attributes: attributesOf(job),
    });
    explainNodes(children, job, isReached && fits, to);
  }
}

/** What comes of where in the tree the job stands. */
function placeReasons(
  fits: boolean,
  isReached: boolean,
  runs: boolean,
  parent: V2Job | undefined,
  { answer }: Explaining,
): readonly Reason[] {
  if (answer.outcome === 'error') {
    return [{ text: `Zuul v2 fails on the item: ${answer.error ?? ''}`, against: true }];
  }
  // A matcher has said so.
  if (!fits) return [];
  if (!isReached) {
    const text = 'a job above it does not run, so it is never started, and Zuul v2 waits for it for ever';
    return [{ text, against: true }];
  }
  if (!runs) return [{ text: 'runs, but was started at another place of the tree' }];
  return parent === undefined ? [] : [{ text: `runs when ${parent.name} has succeeded` }];
}

const TOLD: readonly (readonly [JobKey, string])[] = [
  ['voting', 'voting'],
  ['mutex', 'mutex'],
  ['holdFollowingChanges', 'hold-following-changes'],
  ['queueName', 'queue-name'],
  ['parameterFunction', 'parameter-function'],
  ['tags', 'tags'],
];

function attributeReasons({ setBy }: V2Job): Reason[] {
  return TOLD.flatMap(([key, name]) => {
    const entry = setBy.get(key);
    return entry === undefined ? [] : [{ text: `${name} comes from ${entryName(entry)}`, at: placeOf(entry, key) }];
  });
}

function entryName({ name }: V2JobEntry): string {
  return isPattern(name.value) ? `the pattern ${name.value}` : 'its own entry';
}

function placeOf(entry: V2JobEntry, key: JobKey): Place {
  const value: { readonly at: Place } | readonly { readonly at: Place }[] | undefined = entry[key];
  if (value === undefined) return entry.at;
  return Array.isArray(value)
    ? ((value as readonly { readonly at: Place }[])[0] ?? entry).at
    : (value as { readonly at: Place }).at;
}

function matcherReasons(job: V2Job, item: Scenario): Reason[] {
  const reasons: Reason[] = [];
  const from = (key: JobKey): string => {
    const entry = job.setBy.get(key);
    return entry === undefined ? '' : ` (from ${entryName(entry)})`;
  };
  if (job.branch !== undefined) reasons.push(branchReason(job.branch, item, `branch${from('branch')}`));
  if (job.files !== undefined) reasons.push(fileReason(job.files, item, `files${from('files')}`));
  for (const skip of job.skipIf) reasons.push(skipReason(skip, item, `skip-if${from('skipIf')}`));
  return reasons;
}

function attributesOf(job: V2Job): Readonly<Record<string, unknown>> {
  const text = (key: 'successMessage' | 'failureMessage' | 'successPattern' | 'failurePattern' | 'parameterFunction') =>
    job.setBy.get(key)?.[key]?.value;
  const attributes: Readonly<Record<string, unknown>> = {
    'queue-name': job.queueName?.value,
    'success-message': text('successMessage'),
    'failure-message': text('failureMessage'),
    'success-pattern': text('successPattern'),
    'failure-pattern': text('failurePattern'),
    'parameter-function': text('parameterFunction'),
    attempts: job.setBy.has('attempts') ? job.attempts : undefined,
    swift: job.swift.length === 0 ? undefined : job.swift,
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
