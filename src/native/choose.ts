import type { AttachedJob } from '../convert/attach/attach.js';
import { InputError, type Fault } from '../model/input-error.js';
import type { NativeHint } from '../model/native.js';
import type { ZuulJob } from '../model/zuul.js';
import { didYouMean } from '../read/yaml/did-you-mean.js';

const SHOWN = 3;

/**
 * The jobs that names stand for: each a job by its name in v2 or v3, or a family, which stands for all its members.
 *
 * @param written Jobs as they are written, families among them.
 * @returns names in v3
 * @throws InputError for a name that is neither, and for a job that runs no known tool or would lose something
 */
export function chooseNative(
  names: readonly string[],
  jobs: readonly AttachedJob[],
  hints: readonly NativeHint[],
  written: readonly ZuulJob[],
): ReadonlySet<string> {
  const chosen = new Set<string>();
  const faults: Fault[] = [];
  const hintOf = new Map(hints.map((hint) => [hint.v3, hint]));
  for (const name of names) {
    const meant = jobsOf(name, jobs, written);
    if (meant.length === 0)
      faults.push(fault(`${name}: there is no such job or family${nearest(name, jobs, written)}`));
    for (const v3 of meant) {
      const message = refusal(hintOf.get(v3));
      if (message === undefined) chosen.add(v3);
      else faults.push(fault(`${v3}: ${message}`));
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return chosen;
}

function fault(message: string): Fault {
  return { at: { file: '--native', line: 0 }, message };
}

function jobsOf(name: string, jobs: readonly AttachedJob[], written: readonly ZuulJob[]): readonly string[] {
  const own = jobs.filter(({ v2Name, v3Name }) => v3Name === name || v2Name === name).map(({ v3Name }) => v3Name);
  if (own.length > 0) return own;
  const concrete = new Set(jobs.map(({ v3Name }) => v3Name));
  const below = new Set([name]);
  // Parents stand before their children.
  for (const job of written) if (typeof job.parent === 'string' && below.has(job.parent)) below.add(job.name);
  return [...below].filter((one) => concrete.has(one));
}

function refusal(hint: NativeHint | undefined): string | undefined {
  if (hint === undefined) return 'runs no tool that has a job in zuul-jobs; migration/report.md lists the jobs that do';
  const { lost, parent } = hint;
  if (lost.length === 0) return undefined;
  const shown = lost.slice(0, SHOWN).join('; ');
  const more = lost.length > SHOWN ? ` and ${String(lost.length - SHOWN)} more` : '';
  return `as a variant of ${parent} it would lose what the job does besides: ${shown}${more}. Take that out of the job, or write the variant by hand (migration/report.md shows it)`;
}

function nearest(name: string, jobs: readonly AttachedJob[], written: readonly ZuulJob[]): string {
  const known = [...jobs.flatMap(({ v2Name, v3Name }) => [v2Name, v3Name]), ...written.map((job) => job.name)];
  const guess = didYouMean(name, [...new Set(known)]);
  return guess === undefined ? '' : `; did you mean ${guess}?`;
}
