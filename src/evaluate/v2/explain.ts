import type { ExplainedJob, Explanation, Reason } from '../../model/explanation.js';
import type { ItemAnswer } from '../../model/item-answer.js';
import type { V2JobEntry } from '../../model/layout.js';
import type { Place } from '../../model/place.js';
import type { ChangeScenario, Scenario } from '../../model/scenario.js';
import { itemJob } from './answers.js';
import { isPattern, type JobKey, type SkipCondition, type V2Job } from './jobs.js';
import { allFilesFit, branchFits, jobFits, skipHolds, someFileFits } from './matchers.js';
import { firstFit, type Patterns } from './patterns.js';
import type { JobTree, TreeNode } from './tree.js';
import { filterVerdict, isAbout, type EventFilter } from './triggers.js';

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
        placeReason(fits, isReached, runs, parent, to),
      ],
      ...(runs ? { job: itemJob(job, parent) } : {}),
      attributes: attributesOf(job),
    });
    explainNodes(children, job, isReached && fits, to);
  }
}

/** The last word: where in the tree the job stands. */
function placeReason(
  fits: boolean,
  isReached: boolean,
  runs: boolean,
  parent: V2Job | undefined,
  { answer }: Explaining,
): Reason {
  if (answer.outcome === 'error') return { text: `Zuul v2 fails on the item: ${answer.error ?? ''}` };
  if (!fits) return { text: 'does not run' };
  if (!isReached)
    return { text: 'a job above it does not run, so it is never started, and Zuul v2 waits for it for ever' };
  if (!runs) return { text: 'runs, but was started at another place of the tree' };
  return { text: parent === undefined ? 'runs' : `runs when ${parent.name} has succeeded` };
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

function branchReason(patterns: Patterns, item: Scenario, what: string): Reason {
  const all = shown(patterns);
  const at = patterns.list[0]?.at;
  if (item.kind === 'timer') return reason(`${what} ${all} never fits: a timer has no branch`, at);
  const text = item.kind === 'change' ? item.branch : item.ref;
  const subject = item.kind === 'change' ? text : `the ref ${text}`;
  if (!branchFits(patterns, item)) return reason(`${what} ${all} does not fit ${subject}`, at);
  const first = firstFit(patterns, text);
  return reason(`${what} ${first?.value ?? all} fits ${subject}`, first?.at ?? at);
}

function fileReason(patterns: Patterns, item: Scenario, what: string): Reason {
  const at = patterns.list[0]?.at;
  if (item.kind !== 'change') return reason(`${what} ${shown(patterns)} never fits: only changes have files`, at);
  const file = item.files.find((path) => patterns.fits(path));
  if (file === undefined || !someFileFits(patterns, item)) {
    return reason(`${what} ${shown(patterns)} fits none of the files`, at);
  }
  const first = firstFit(patterns, file);
  return reason(`${what} ${first?.value ?? ''} fits ${file}`, first?.at ?? at);
}

function skipReason(skip: SkipCondition, item: Scenario, what: string): Reason {
  const parts: string[] = [];
  if (skip.project !== undefined) {
    parts.push(`project ${shown(skip.project)} ${skip.project.fits(item.project) ? 'fits' : 'does not fit'}`);
  }
  if (skip.branch !== undefined) parts.push(branchReason(skip.branch, item, 'branch').text);
  if (skip.allFiles !== undefined) parts.push(`all-files-match-any ${allFilesText(skip.allFiles, item)}`);
  if (parts.length === 0) parts.push('without any key, which always holds');
  return reason(`${what} ${skipHolds(skip, item) ? 'holds' : 'does not hold'}: ${parts.join(', ')}`, skip.entry.at);
}

function allFilesText(patterns: Patterns, item: Scenario): string {
  if (allFilesFit(patterns, item)) return `${shown(patterns)} fits every file`;
  if (item.kind !== 'change') return 'does not hold: only changes have files';
  if (item.files.length < 2) return 'does not hold for fewer than two files';
  return `${shown(patterns)} does not fit ${unmatched(patterns, item) ?? 'every file'}`;
}

function unmatched(patterns: Patterns, item: ChangeScenario): string | undefined {
  return item.files.find((file) => file !== '/COMMIT_MSG' && !patterns.fits(file));
}

const MOST_SHOWN = 3;

function shown({ list }: Patterns): string {
  const texts = list.slice(0, MOST_SHOWN).map(({ value }) => value);
  return list.length > MOST_SHOWN ? `${texts.join(' or ')} or … (${String(list.length)})` : texts.join(' or ');
}

function reason(text: string, at: Place | undefined): Reason {
  return at === undefined ? { text } : { text, at };
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

function explainTriggers(filters: readonly EventFilter[], item: Scenario): Reason[] {
  return filters.map((filter) => ({ text: triggerText(filter, item), at: filter.at }));
}

function triggerText(filter: EventFilter, item: Scenario): string {
  const name = filter.source === 'timer' ? `timer ${filter.times[0]?.value ?? ''}` : filter.types.join(', ');
  if (!isAbout(filter, item.kind)) return `${name}: not about ${KIND_NAMES[item.kind]}`;
  const verdict = filterVerdict(filter, item);
  if (verdict === 'fails') {
    return `${name}: Zuul v2 fails on the event, since a ref has no branch to compare, and forgets it`;
  }
  const tests: string[] = [];
  if (item.kind === 'change' && filter.branches !== undefined) {
    tests.push(branchReason(filter.branches, item, 'branch').text);
  }
  if (item.kind === 'ref') {
    if (filter.refs !== undefined) tests.push(branchReason(filter.refs, item, 'ref').text);
    if (item.op === 'delete') tests.push(filter.ignoreDeletes ? 'deletions are ignored' : 'deletions count');
  }
  if (item.kind === 'timer' && verdict === 'out') tests.push('it has neither five nor six fields, so it never fires');
  const also = verdict === 'in' ? otherTests(filter) : [];
  const details = [...tests, ...(also.length === 0 ? [] : [`it also looks at ${also.join(', ')}`])];
  return `${name}: ${verdict === 'in' ? 'lets it in' : 'does not let it in'}${details.length === 0 ? '' : `; ${details.join('; ')}`}`;
}

const KIND_NAMES = { change: 'changes', ref: 'refs', timer: 'the clock' } as const;

function otherTests(filter: EventFilter): string[] {
  const { required, rejected } = filter.approvals;
  const keys: readonly (readonly [string, boolean])[] = [
    ['pipeline', filter.pipelines !== undefined],
    ['comment', filter.comments !== undefined],
    ['email', filter.emails !== undefined],
    ['username', filter.usernames !== undefined],
    ['approval', filter.votes.size > 0],
    ['require-approval', required.length > 0],
    ['reject-approval', rejected.length > 0],
  ];
  return keys.filter(([, given]) => given).map(([name]) => name);
}
