import type { V2Line } from './zuul2.js';
import type { OracleItem, OracleJob } from './zuul14.js';

/** One way in which the two real systems treat a scenario differently. */
export interface LineDifference {
  readonly aspect: 'error' | 'hangs' | 'missing' | 'extra' | 'voting' | 'dependencies' | 'semaphores' | 'hold' | 'tags';
  /** Name in v2, where there is one. */
  readonly job?: string;
  readonly v2: string;
  readonly v3: string;
}

/** What v2 holds about a job; of its tables. */
export type V2Attributes = Readonly<Record<string, unknown>>;

/**
 * Compares what the real systems answered to one scenario. What does not trigger v2 is not compared: nothing gets into
 * the pipeline there.
 *
 * @param names v2 job → v3 job, as `migration/names.json` has it.
 */
export function compareLines(
  v2: V2Line,
  v3: OracleItem,
  names: Readonly<Record<string, string>>,
  attributes: Readonly<Record<string, V2Attributes>>,
): LineDifference[] {
  if (!v2.triggered) return [];
  if (v3.error !== undefined || v3.unknown_project === true || v3.unknown_pipeline === true) {
    return [{ aspect: 'error', v2: describe(v2), v3: v3.error ?? JSON.stringify(v3) }];
  }
  const others = Object.keys(v3.jobs ?? {}).join(' ');
  if (v2.failed !== undefined) return [{ aspect: 'error', v2: v2.failed, v3: others }];
  const found: LineDifference[] = [];
  if (v2.never !== undefined)
    found.push({ aspect: 'hangs', v2: v2.never.join(' '), v3: Object.keys(v3.jobs ?? {}).join(' ') });
  const there = v3.jobs ?? {};
  const seen = new Set<string>();
  for (const [name, parent, voting] of v2.jobs) {
    const other = names[name] ?? name;
    if (seen.has(other)) continue;
    seen.add(other);
    const job = there[other];
    if (job === undefined) {
      found.push({ aspect: 'missing', job: name, v2: parent ?? '', v3: '' });
      continue;
    }
    const compare = (aspect: LineDifference['aspect'], mine: string, its: string): void => {
      if (mine !== its) found.push({ aspect, job: name, v2: mine, v3: its });
    };
    compare('voting', String(voting === 1), String(job.voting));
    const waits = [...job.dependencies, ...job.soft.map((soft) => `?${soft}`)].join(' ');
    if (!waitsAlike(name, v2, there, names)) {
      compare('dependencies', parent === null ? '' : (names[parent] ?? parent), waits);
    }
    const had = attributes[name] ?? {};
    compare('semaphores', String(had['mutex'] ?? ''), job.semaphores.join(' '));
    compare('hold', String(had['hold-following-changes'] === true), String(job.hold));
    compare('tags', ((had['tags'] ?? []) as string[]).join(' '), [...job.tags].sort().join(' '));
  }
  const back = new Map(Object.entries(names).map(([name, becomes]) => [becomes, name]));
  for (const name of Object.keys(there)) {
    if (!seen.has(name)) found.push({ aspect: 'extra', job: back.get(name) ?? name, v2: '', v3: name });
  }
  return found;
}

/** Whether a job waits for what it waits for in v2: the same parent, or the jobs above it at one of the places of its parent. */
function waitsAlike(
  name: string,
  v2: V2Line,
  there: Readonly<Record<string, OracleJob>>,
  names: Readonly<Record<string, string>>,
): boolean {
  const job = there[names[name] ?? name];
  if (job === undefined || job.soft.length > 0) return false;
  const waits = closure(job.dependencies, (one) => there[one]?.dependencies ?? []);
  const wanted = [...waits].sort().join(' ');
  const above = startedBelow(name, v2).flatMap((parent) => chains(parent, v2, new Set()));
  return above.some((chain) => [...new Set(chain.map((one) => names[one] ?? one))].sort().join(' ') === wanted);
}

/** The jobs above the places from which a job was started; with a mutex v2 may start one twice. */
function startedBelow(name: string, { jobs }: V2Line): (string | null)[] {
  return jobs.flatMap(([started, parent]) => (started === name ? [parent] : []));
}

/** The jobs above, from a job on, for each of its places in the tree. */
function chains(from: string | null, v2: V2Line, passed: ReadonlySet<string>): string[][] {
  if (from === null) return [[]];
  if (passed.has(from)) return [];
  const inside = new Set([...passed, from]);
  return [...startedBelow(from, v2), ...(v2.also?.[from] ?? [])].flatMap((above) =>
    // A job below itself: it has run already, and what is above it has as well.
    above !== null && inside.has(above) && above !== from
      ? [[from]]
      : chains(above, v2, inside).map((chain) => [from, ...chain]),
  );
}

function closure(from: readonly string[], next: (name: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...next(name));
  }
  return found;
}

function describe({ jobs }: V2Line): string {
  return jobs.map(([name]) => name).join(' ');
}
