import type { ItemAnswer } from '../model/item-answer.js';
import type { ChangeScenario, Scenario } from '../model/scenario.js';
import type { RunAspect, RunDirection } from '../model/comparison.js';
import type { Difference } from '../model/verification.js';

/** One way in which a job (or, without a job, the items) of one project-pipeline differ. */
export interface PlaceDifference {
  readonly aspect: RunAspect;
  readonly direction: RunDirection;
  readonly job?: string;
  readonly before: string;
  readonly after: string;
  readonly example: Scenario;
  /** It needs no further explanation: all with these words have one cause. */
  readonly isPlain?: true;
}

/** Collects what the items of one project-pipeline tell. */
export interface PlaceTally {
  add(item: Scenario, before: ItemAnswer, after: ItemAnswer, differences: readonly Difference[]): void;
  differences(): PlaceDifference[];
}

/** For how many items of one branch (or ref) a job runs. */
interface Runs {
  before: number;
  after: number;
  both: number;
}

interface JobTally {
  readonly byBranch: Map<string, Runs>;
  /** Changes for which it ran on each side, a few of them. */
  readonly ran: { readonly before: ChangeScenario[]; readonly after: ChangeScenario[] };
  onlyBefore: Scenario | undefined;
  onlyAfter: Scenario | undefined;
  /** Whether it differs for a change that touches files. */
  touchesFiles: boolean;
}

/** What a change that touches nothing comes with, such as a merge. */
const COMMIT_MESSAGE = '/COMMIT_MSG';

/** Aspects of a job that runs on both sides, and of items, as they are told one by one. */
const PLAIN: Readonly<Partial<Record<Difference['aspect'], RunAspect>>> = {
  outcome: 'outcome',
  triggered: 'entrance',
  voting: 'voting',
  dependencies: 'dependencies',
  semaphores: 'semaphores',
  hold: 'hold',
  tags: 'tags',
};

/** Whether a job (by its name on the second side) runs for an item. */
export type Probe = (job: string, item: Scenario, side: 'before' | 'after') => boolean;

/** How many lists of files are tried on a branch before it counts as one where the job does not run. */
const MOST_PROBES = 8;

/**
 * @param nameAfter Name of a job of the first side → its name on the second.
 * @param probe Asked about further items: not every list of files was tried on every branch.
 */
export function placeTally(nameAfter: (job: string) => string, probe: Probe): PlaceTally {
  const jobs = new Map<string, JobTally>();
  const plain = new Map<string, PlaceDifference>();

  const runsOf = (job: string, item: Scenario): Runs => {
    let tally = jobs.get(job);
    if (tally === undefined)
      jobs.set(
        job,
        (tally = {
          byBranch: new Map(),
          ran: { before: [], after: [] },
          onlyBefore: undefined,
          onlyAfter: undefined,
          touchesFiles: false,
        }),
      );
    const branch = branchOf(item);
    let runs = tally.byBranch.get(branch);
    if (runs === undefined) tally.byBranch.set(branch, (runs = { before: 0, after: 0, both: 0 }));
    return runs;
  };

  return {
    add(item, before, after, differences) {
      const [one, other] = [namesOf(before, nameAfter), namesOf(after, (name) => name)];
      for (const name of new Set([...one, ...other])) {
        const runs = runsOf(name, item);
        if (one.has(name)) runs.before += 1;
        if (other.has(name)) runs.after += 1;
        if (one.has(name) && other.has(name)) runs.both += 1;
        const tally = jobs.get(name)!;
        if (item.kind === 'change') {
          if (one.has(name) && tally.ran.before.length < MOST_PROBES) tally.ran.before.push(item);
          if (other.has(name) && tally.ran.after.length < MOST_PROBES) tally.ran.after.push(item);
        }
        if (!other.has(name)) tally.onlyBefore = smaller(tally.onlyBefore, item);
        if (!one.has(name)) tally.onlyAfter = smaller(tally.onlyAfter, item);
        if (one.has(name) !== other.has(name) && touchesFiles(item)) tally.touchesFiles = true;
      }
      for (const { aspect, change, job, v2, v3 } of differences) {
        const told = PLAIN[aspect];
        if (told === undefined) continue;
        const direction = aspect !== 'triggered' ? 'changed' : change === 'missing' ? 'narrowed' : 'widened';
        const name = job === undefined ? {} : { job: nameAfter(job) };
        const key = [told, name.job, v2, v3].join('\n');
        const known = plain.get(key);
        const example = smaller(known?.example, item);
        if (known === undefined || example !== known.example) {
          plain.set(key, { aspect: told, direction, ...name, before: v2, after: v3, example });
        }
      }
    },
    differences: () => [...[...jobs].flatMap(([job, tally]) => jobDifferences(job, tally, probe)), ...plain.values()],
  };
}

/** What an item that is not let in would start does not count. */
function namesOf({ jobs, triggered, outcome }: ItemAnswer, rename: (name: string) => string): Set<string> {
  return new Set(triggered && outcome !== 'unknown' ? jobs.map(({ name }) => rename(name)) : []);
}

function jobDifferences(job: string, tally: JobTally, probe: Probe): PlaceDifference[] {
  const { byBranch, onlyBefore, onlyAfter } = tally;
  if (onlyBefore === undefined && onlyAfter === undefined) return [];
  const all = [...byBranch];
  const example = (onlyAfter ?? onlyBefore)!;
  if (all.every(([, { before }]) => before === 0)) {
    return [{ aspect: 'job', direction: 'added', job, before: 'does not run', after: 'runs', example }];
  }
  if (all.every(([, { after }]) => after === 0)) {
    return [{ aspect: 'job', direction: 'removed', job, before: 'runs', after: 'does not run', example }];
  }
  if (!tally.touchesFiles && (onlyBefore === undefined || onlyAfter === undefined)) {
    const words = ['does not run', 'runs'].map((word) => `${word} for changes without files`) as [string, string];
    const [before, after] = onlyBefore === undefined ? words : ([words[1], words[0]] as const);
    const direction = onlyBefore === undefined ? 'widened' : 'narrowed';
    return [{ aspect: 'files', direction, job, before, after, example, isPlain: true }];
  }
  const differences: PlaceDifference[] = [];
  const tell = (aspect: RunAspect, more: boolean, less: boolean, words: readonly [string, string]): void => {
    if (!more && !less) return;
    const direction = more && less ? 'changed' : more ? 'widened' : 'narrowed';
    const shown = (direction === 'narrowed' ? onlyBefore : onlyAfter) ?? example;
    differences.push({ aspect, direction, job, before: words[0], after: words[1], example: shown });
  };
  const never = (side: 'before' | 'after', branch: string, runs: Runs): boolean =>
    runs[side] === 0 && !tally.ran[side].some((item) => probe(job, { ...item, branch }, side));
  const gained = all.filter(([branch, runs]) => runs.after > 0 && never('before', branch, runs)).map(([name]) => name);
  const lost = all.filter(([branch, runs]) => runs.before > 0 && never('after', branch, runs)).map(([name]) => name);
  tell('branches', gained.length > 0, lost.length > 0, [listed(lost), listed(gained)]);
  const others = all.filter(([branch]) => !gained.includes(branch) && !lost.includes(branch));
  tell(
    'files',
    others.some(([, { after, both }]) => after > both),
    others.some(([, { before, both }]) => before > both),
    ['', ''],
  );
  return differences;
}

/** `master, stable/1.0` */
function listed(names: readonly string[]): string {
  const shown = [...names].sort().slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${String(names.length - 4)} more like these` : shown;
}

function touchesFiles(item: Scenario): boolean {
  return item.kind !== 'change' || item.files.some((file) => file !== COMMIT_MESSAGE);
}

function branchOf(item: Scenario): string {
  if (item.kind === 'change') return item.branch;
  return item.kind === 'ref' ? item.ref : 'the timer';
}

/** The item that says the least; among equals the first one. */
function smaller(one: Scenario | undefined, other: Scenario): Scenario {
  return one === undefined || sizeOf(other) < sizeOf(one) ? other : one;
}

function sizeOf(item: Scenario): number {
  return item.kind === 'change' ? item.files.length * 1000 + item.files.join().length + item.branch.length : 0;
}
