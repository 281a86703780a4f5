import type { ItemJob } from '../../model/item-answer.js';
import type { Aspect, Difference } from '../../model/verification.js';
import type { CompareOptions } from './compare-answers.js';

/** Compares the jobs of two items: which there are, and what each of them is like. Jobs of v2 first, in their order. */
export function compareJobs(v2: readonly ItemJob[], v3: readonly ItemJob[], options: CompareOptions): Difference[] {
  const { names, fromJenkins } = options;
  const differences: Difference[] = [];
  const others = new Map(v3.map((job) => [job.name, job]));
  const both: { readonly name: string; readonly one: ItemJob; readonly other: ItemJob }[] = [];
  const known = new Set<string>();
  for (const one of v2) {
    const becomes = names.v3.job(one.name);
    // Two jobs of v2 may have become one.
    if (known.has(becomes)) continue;
    known.add(becomes);
    const other = others.get(becomes);
    if (other === undefined) differences.push(presence('missing', one.name));
    else both.push({ name: one.name, one, other });
  }
  for (const { name } of v3) if (!known.has(name)) differences.push(presence('extra', names.v2.job(name)));

  const waitsInV2 = waits(v2, (name) => names.v3.job(name));
  const waitsInV3 = waits(v3, (name) => name);
  const common = new Set(both.map(({ other }) => other.name));
  const inWords = (list: readonly string[]): string =>
    list.length === 0 ? 'after nothing' : `after ${list.map(names.v2.job).join(', ')}`;
  for (const { name, one, other } of both) {
    const differ = (aspect: Aspect, first: string, second: string): void => {
      if (first !== second) differences.push({ aspect, change: 'changed', job: name, v2: first, v3: second });
    };
    differ('voting', votingWords(one), votingWords(other));
    const [before, now] = [waitsInV2(one.name, common), waitsInV3(other.name, common)];
    if (before.join('\n') !== now.join('\n')) differ('dependencies', inWords(before), inWords(now));
    const limits = fromJenkins.get(other.name) ?? [];
    differ('semaphores', listWords([...one.semaphores, ...limits]), listWords(other.semaphores));
    differ('hold', holdWords(one), holdWords(other));
    differ('tags', listWords(one.tags), listWords(other.tags));
  }
  return differences;
}

function presence(change: 'missing' | 'extra', job: string): Difference {
  const [runs, not] = ['runs', 'does not run'];
  return { aspect: 'jobs', change, job, v2: change === 'missing' ? runs : not, v3: change === 'missing' ? not : runs };
}

/**
 * The jobs that have to end before a job starts, directly or over others, sorted. What is in one system only is left out:
 * that it is missing is told once, of itself. Whether a dependency is soft makes no difference where the job is there.
 *
 * @param rename Name of a job as the answer has it → the name to compare by.
 */
export function waits(
  jobs: readonly ItemJob[],
  rename: (name: string) => string,
): (job: string, among: ReadonlySet<string>) => string[] {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  return (job, among) => {
    const found = new Set<string>();
    const left = [job];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      for (const dependency of byName.get(name)?.dependencies ?? []) {
        if (found.has(dependency.name) || !byName.has(dependency.name)) continue;
        found.add(dependency.name);
        left.push(dependency.name);
      }
    }
    return [...found]
      .map(rename)
      .filter((name) => among.has(name))
      .sort();
  };
}

function votingWords({ voting }: ItemJob): string {
  return voting ? 'voting' : 'non-voting';
}

function holdWords({ hold }: ItemJob): string {
  return hold ? 'holds changes behind it' : 'holds nothing';
}

function listWords(names: readonly string[]): string {
  return names.length === 0 ? 'none' : [...new Set(names)].sort().join(', ');
}
