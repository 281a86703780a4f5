/** Compares our evaluator of Zuul v2 with what the real Zuul v2 said about Wikimedia's layout. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createV2Evaluator } from '../../src/evaluate/v2/evaluator.js';
import { jobBook } from '../../src/evaluate/v2/jobs.js';
import { readFilters } from '../../src/evaluate/v2/triggers.js';
import type { Account, ChangeEvent, Vote } from '../../src/model/change-event.js';
import type { Evaluator } from '../../src/model/evaluator.js';
import type { V2Layout } from '../../src/model/layout.js';
import type { RefOperation, Scenario } from '../../src/model/scenario.js';
import { readLayout } from '../../src/read/layout/read-layout.js';
import { checkPattern } from '../../src/regex/check-pattern.js';
import { evaluatePython } from '../../src/regex/evaluate-python.js';
import { check, say, shared } from './support.js';
import { jobAttributes, pipelineAttributes } from './v2-tables.js';

/** Everything that the truth tables hold about Wikimedia's layout. */
export function checkV2Truth(): void {
  say('\nZuul v2: our evaluator against the real one (Wikimedia)');
  const path = join(shared, 'corpora/wikimedia/zuul/layout.yaml');
  const { layout } = readLayout(path, { zuulV2Version: 'wikimedia', checkPattern });
  const evaluator = createV2Evaluator(layout, { zuulV2Version: 'wikimedia' });
  checkScenarios(evaluator);
  checkQueues(layout, evaluator);
  checkEvents(layout, evaluator);
  checkJobs(layout);
  checkPipelines(layout, evaluator);
}

type TruthScenario = Scenario & {
  readonly triggered: boolean;
  readonly jobs: readonly (readonly [name: string, parent: string | null, voting: number])[];
  readonly queue?: number;
  readonly never?: readonly string[];
};

function checkScenarios(evaluator: Evaluator): void {
  const truth = readLines<TruthScenario>('wikimedia-v2.jsonl.gz');
  const queues = new Map(evaluator.queues().map((entry) => [entry.pipeline, entry.queues]));
  const queueName = ({ pipeline, queue }: TruthScenario): string | null =>
    queue === undefined ? null : (queues.get(pipeline)?.[queue]?.name ?? null);
  const start = performance.now();
  const answers = truth.map((scenario) => evaluator.answer(scenario));
  const seconds = (performance.now() - start) / 1000;
  const different = truth.filter((scenario, index) => {
    const answer = answers[index];
    if (answer?.triggered !== scenario.triggered) return true;
    const jobs = answer.jobs.map(({ name, dependencies, voting }) => [
      name,
      dependencies[0]?.name ?? null,
      voting ? 1 : 0,
    ]);
    if (JSON.stringify(jobs) !== JSON.stringify(scenario.jobs)) return true;
    if (answer.queue !== queueName(scenario)) return true;
    return answer.outcome !== (scenario.never ? 'hangs' : scenario.jobs.length === 0 ? 'nothing' : 'runs');
  });
  compare('scenarios: triggered, jobs in order with parent and voting, queue, outcome', truth.length, different);
  say(`       in ${seconds.toFixed(2)} s; ${String(new Set(answers).size)} distinct answers`);
  const disagreeing = truth.filter(
    (scenario, index) => index % 10 === 0 && !explainsItself(evaluator, scenario, index, answers),
  );
  compare('explanations name the same jobs', Math.ceil(truth.length / 10), disagreeing);
}

function explainsItself(evaluator: Evaluator, scenario: Scenario, index: number, answers: readonly unknown[]): boolean {
  const { answer, jobs } = evaluator.explain(scenario);
  const running = jobs.filter(({ runs }) => runs).map(({ name }) => name);
  const same =
    running.sort().join(' ') ===
    answer.jobs
      .map(({ name }) => name)
      .sort()
      .join(' ');
  return same && answer === answers[index] && jobs.every(({ reasons, at }) => reasons.length > 0 && at !== undefined);
}

type TruthQueues = Readonly<Record<string, readonly { readonly projects: readonly string[] }[]>>;

function checkQueues(layout: V2Layout, evaluator: Evaluator): void {
  const truth = readTable<TruthQueues>('wikimedia-v2-queues.json');
  const partition = (queues: readonly { readonly projects: readonly string[] }[]): string =>
    JSON.stringify(queues.map(({ projects }) => projects));
  const ours = evaluator.queues();
  const different = Object.entries(truth).filter(
    ([pipeline, queues]) =>
      partition(queues) !== partition(ours.find((one) => one.pipeline === pipeline)?.queues ?? []),
  );
  const sets = Object.values(truth).reduce((sum, queues) => sum + queues.length, 0);
  compare(`shared queues: the ${String(sets)} sets of all dependent pipelines`, Object.keys(truth).length, different);
  check('… and no others', ours.length === Object.keys(truth).length);
  // Upstream counts `noop`: the numbers that the README of the truth tells.
  const upstream = createV2Evaluator(layout, { zuulV2Version: '2.6' }).queues();
  const count = (pipeline: string): number => upstream.find((one) => one.pipeline === pipeline)?.queues.length ?? 0;
  check(
    'shared queues of Zuul 2.6',
    count('gate-and-submit') === 101 && count('gate-and-submit-1_45') === 3 && count('gate-and-submit-1_46') === 3,
    `${String(count('gate-and-submit'))} in gate-and-submit`,
  );
}

interface TruthEvent {
  readonly event: string;
  readonly branch?: string;
  readonly ref?: string;
  readonly op?: RefOperation;
  readonly account: string;
  readonly comment?: string;
  readonly vote?: readonly [label: string, value: number];
  readonly standing?: readonly (readonly [label: string, value: number, user: string])[];
  readonly open?: boolean;
  readonly current?: boolean;
  readonly status?: string;
  readonly pipelines: readonly string[];
  readonly 'requirement-unmet'?: readonly string[];
}

interface TruthAccounts {
  readonly accounts: Readonly<Record<string, { readonly 'matches-lists': readonly string[] } | null>>;
  readonly project: string;
}

function checkEvents(layout: V2Layout, evaluator: Evaluator): void {
  const { accounts, project } = readTable<TruthAccounts>('wikimedia-v2-events-accounts.json');
  const people = new Map(
    Object.entries(accounts).map(([label, known]) => [label, accountOf(layout, label, known?.['matches-lists'])]),
  );
  const truth = readLines<TruthEvent>('wikimedia-v2-events.jsonl.gz');
  const different = truth.filter((line) => {
    const reached = evaluator.reached(eventOf(line, project, people.get(line.account)));
    const names = (keep: boolean): string[] =>
      reached.filter(({ refused }) => (refused === undefined) === keep).map(({ pipeline }) => pipeline);
    if (reached.some(({ error }) => error !== undefined)) return true;
    return (
      JSON.stringify(names(true)) !== JSON.stringify(line.pipelines) ||
      JSON.stringify(names(false)) !== JSON.stringify(line['requirement-unmet'] ?? [])
    );
  });
  compare('events: pipelines reached, requirements unmet', truth.length, different);
}

function eventOf(line: TruthEvent, project: string, account: Account | undefined): ChangeEvent {
  const vote: Vote[] = line.vote === undefined ? [] : [{ label: line.vote[0], value: line.vote[1] }];
  const base = {
    type: line.event,
    project,
    approvals: vote,
    ...(account === undefined ? {} : { account }),
    ...(line.comment === undefined ? {} : { comment: line.comment }),
  };
  if (line.ref !== undefined) {
    const revision = (gone: boolean): string => (gone ? '0' : 'a').repeat(40);
    const [oldRev, newRev] = [revision(line.op === 'create'), revision(line.op === 'delete')];
    return { ...base, ref: { name: line.ref, oldRev, newRev } };
  }
  return {
    ...base,
    ...(line.branch === undefined ? {} : { branch: line.branch }),
    change: {
      number: 12345,
      patchSet: 2,
      open: line.open ?? true,
      status: line.status ?? 'NEW',
      current: line.current ?? true,
      workInProgress: false,
      votes: (line.standing ?? []).map(([label, value, username]) => ({ label, value, by: { username } })),
      hashtags: [],
    },
  };
}

/** An account whose address fits exactly the lists that the truth's account fits, made of the patterns in the layout. */
function accountOf(layout: V2Layout, label: string, lists: readonly string[] | undefined): Account | undefined {
  if (lists === undefined) return undefined;
  const known = emailLists(layout);
  const hits = (email: string): string =>
    known
      .flatMap((list, index) =>
        list.some((one) => evaluatePython(one, email, 'search')) ? [`list-${String(index)}`] : [],
      )
      .join(' ');
  const patterns = label.startsWith('list-') ? (known[Number(label.slice(5))] ?? []) : [];
  const addresses = [...patterns.map(addressFor), 'nobody@nowhere.invalid'];
  const email = addresses.find((address) => hits(address) === lists.join(' '));
  if (email === undefined) throw new Error(`no address fits ${lists.join(' ')}`);
  return { username: 'nobody', email, name: 'n' };
}

/** The distinct lists of address patterns, in order of appearance. */
function emailLists(layout: V2Layout): readonly (readonly string[])[] {
  const filters = [...readFilters(layout.pipelines).values()].flat();
  const lists = filters.flatMap(({ emails }) => (emails === undefined ? [] : [emails.list.map(({ value }) => value)]));
  return [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()];
}

/** `^person001@example\.org$` → `person001@example.org` */
function addressFor(pattern: string): string {
  return pattern.replace(/^\^|\$$|\.\*\??/g, '').replace(/\\(.)/g, '$1');
}

function checkJobs(layout: V2Layout): void {
  const truth = readTable<Readonly<Record<string, unknown>>>('wikimedia-v2-jobs.json');
  const jobs = jobBook(layout.jobs);
  const different = Object.entries(truth).filter(
    ([name, attributes]) => sorted(jobAttributes(jobs(name))) !== sorted(attributes),
  );
  compare('jobs: final attributes', Object.keys(truth).length, different);
}

function checkPipelines(layout: V2Layout, evaluator: Evaluator): void {
  const truth = readTable<Readonly<Record<string, Readonly<Record<string, unknown>>>>>('wikimedia-v2-pipelines.json');
  const projects = new Map<string, number>();
  for (const { pipeline } of evaluator.places) projects.set(pipeline, (projects.get(pipeline) ?? 0) + 1);
  const filters = readFilters(layout.pipelines);
  const different = layout.pipelines.filter((pipeline) => {
    const ours = pipelineAttributes(pipeline, filters.get(pipeline) ?? [], projects.get(pipeline.name.value) ?? 0);
    const real = truth[pipeline.name.value] ?? {};
    return Object.entries(ours).some(([key, value]) => sorted(value) !== sorted(real[key]));
  });
  const complete = layout.pipelines.map(({ name }) => name.value).join(' ') === Object.keys(truth).join(' ');
  compare('pipelines: manager, number of projects, event filters, requirements', Object.keys(truth).length, [
    ...different.map(({ name }) => name.value),
    ...(complete ? [] : ['other pipelines']),
  ]);
}

function compare(name: string, all: number, different: readonly unknown[]): void {
  const equal = `${String(all - different.length)} of ${String(all)} equal`;
  check(
    name,
    different.length === 0,
    different.length === 0 ? equal : `${equal} ${JSON.stringify(different[0]).slice(0, 600)}`,
  );
}

/** JSON with its keys in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function readTable<T>(name: string): T {
  return JSON.parse(readFileSync(join(shared, 'truth', name), 'utf8')) as T;
}

function readLines<T>(name: string): T[] {
  const text = gunzipSync(readFileSync(join(shared, 'truth', name))).toString('utf8');
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}
