import type { Explanation } from '../../src/model/explanation.js';
import type { ItemAnswer, ItemJob, ItemOutcome } from '../../src/model/item-answer.js';
import type { OracleItem, OracleJob } from './zuul14.js';

/**
 * What our evaluator says of an item otherwise than the real Zuul 14.2; empty: nothing.
 *
 * @param explained Where given, also the attributes that only an explanation tells: nodeset, timeout, variables.
 */
export function itemDifferences(oracle: OracleItem, answer: ItemAnswer, explained?: Explanation): readonly string[] {
  const wanted = outcomeOf(oracle);
  if (answer.outcome !== wanted) {
    const why = oracle.error ?? Object.keys(oracle.jobs ?? {}).join(' ');
    return [`outcome ${answer.outcome} (${answer.error ?? ''}), not ${wanted} (${why})`];
  }
  const jobs = oracle.jobs ?? {};
  const found: string[] = [];
  differ(found, 'queue', answer.queue, wanted === 'error' || wanted === 'unknown' ? answer.queue : oracle.queue);
  const ours = answer.jobs.map(({ name }) => name);
  // Jobs that wait for each other's semaphore start in another order, which the real Zuul is not asked for.
  const [names, order] = shareSemaphores(jobs) ? [ours.sort(), Object.keys(jobs).sort()] : [ours, startOrder(jobs)];
  differ(found, 'jobs', names.join(' '), order.join(' '));
  if (found.length > 0) return found;
  for (const job of answer.jobs) compareJob(found, job, jobs[job.name], new Set(Object.keys(jobs)));
  if (explained !== undefined) compareExplanation(found, explained, jobs);
  return found;
}

function outcomeOf({ error, jobs }: OracleItem): ItemOutcome {
  if (error !== undefined) return 'error';
  if (jobs === undefined) return 'unknown';
  return Object.keys(jobs).length === 0 ? 'nothing' : 'runs';
}

function shareSemaphores(jobs: Readonly<Record<string, OracleJob>>): boolean {
  const names = Object.values(jobs).flatMap(({ semaphores }) => semaphores);
  return new Set(names).size < names.length;
}

/** Jobs as they start when builds end one at a time, in the order in which they started; the real Zuul lists them as written. */
function startOrder(jobs: Readonly<Record<string, OracleJob>>): readonly string[] {
  const waiting = new Map(
    Object.entries(jobs).map(([name, { dependencies, soft }]) => [
      name,
      new Set([...dependencies, ...soft].filter((one) => one in jobs)),
    ]),
  );
  const started: string[] = [];
  const startReady = (): void => {
    for (const [name, needs] of waiting) {
      if (needs.size > 0) continue;
      started.push(name);
      waiting.delete(name);
    }
  };
  startReady();
  for (const ended of started) {
    for (const needs of waiting.values()) needs.delete(ended);
    startReady();
  }
  return started;
}

function compareJob(found: string[], job: ItemJob, oracle: OracleJob | undefined, there: ReadonlySet<string>): void {
  if (oracle === undefined) return;
  const { name } = job;
  const inGraph = (names: readonly string[]): string =>
    names
      .filter((one) => there.has(one))
      .sort()
      .join(' ');
  const ours = (soft: boolean): readonly string[] =>
    job.dependencies.filter((one) => one.soft === soft).map((one) => one.name);
  differ(found, `${name} voting`, job.voting, oracle.voting);
  differ(found, `${name} dependencies`, inGraph(ours(false)), inGraph(oracle.dependencies));
  differ(found, `${name} soft dependencies`, inGraph(ours(true)), inGraph(oracle.soft));
  differ(found, `${name} hold`, job.hold, oracle.hold === true);
  differ(found, `${name} tags`, job.tags.join(' '), oracle.tags.join(' '));
  const semaphores = [...new Set(oracle.semaphores.map((one) => one.replace('+resources-first', '')))].sort();
  differ(found, `${name} semaphores`, [...new Set(job.semaphores)].sort().join(' '), semaphores.join(' '));
}

function compareExplanation(found: string[], { jobs }: Explanation, oracle: Readonly<Record<string, OracleJob>>): void {
  const ran = jobs.filter(({ runs }) => runs).map(({ name }) => name);
  differ(found, 'explained jobs', [...new Set(ran)].sort().join(' '), Object.keys(oracle).sort().join(' '));
  for (const { name, runs, attributes = {} } of jobs) {
    const wanted = oracle[name];
    if (!runs || wanted === undefined) continue;
    const { nodeset, timeout, vars } = attributes;
    differ(found, `${name} nodeset`, json(nodeset ?? []), json(wanted.nodeset));
    differ(found, `${name} timeout`, json(timeout ?? null), json(wanted.timeout));
    differ(found, `${name} vars`, json(vars ?? {}), json(wanted.vars));
  }
}

function differ(found: string[], what: string, ours: unknown, oracle: unknown): void {
  if (ours !== oracle) found.push(`${what}: ${String(ours)}, not ${String(oracle)}`);
}

/** Keys in order of name, at every depth. */
function json(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
