import type { JobReport } from '../model/estate.js';
import { InputError, type Fault } from '../model/input-error.js';
import type { OutputFile } from '../model/output-file.js';
import { didYouMean } from '../read/yaml/did-you-mean.js';
import { earlierGeneration, type EarlierGeneration } from '../write/output/earlier-generation.js';
import { composePart } from '../write/part/compose.js';
import { partsOf, type Parts } from '../write/part/parts.js';
import { selectPart } from '../write/part/select-part.js';

export interface ConvertedPart {
  /** All files of the tree that is to be: the parts as they are now, everything else as the last run generated it. */
  readonly files: readonly OutputFile[];
  /** Inputs from which the rest was made: it may be behind those of now. */
  readonly inputs: EarlierGeneration['inputs'];
  /** What a person who watches should know: a line each. */
  readonly notes: readonly string[];
}

/** Kinds of objects that a name can mean. */
const NAMED = /^(?:job|project|project-template|nodeset|queue|semaphore|secret) /;

/**
 * Chooses what `--only` names out of a whole conversion.
 *
 * @param out The output folder: what the last run wrote there stays, but for the part.
 * @param rendered The files of the whole conversion, without reports.
 * @param only Names of jobs (in v2 or v3), projects and other objects; `*` stands for any letters, `?` for one.
 * @throws InputError for names that fit nothing, and as `earlierGeneration` does
 */
export function convertPart(
  out: string,
  rendered: readonly OutputFile[],
  jobs: readonly JobReport[],
  only: readonly string[],
): ConvertedPart {
  const earlier = earlierGeneration(out);
  const before = partsOf(earlier.files);
  const now = partsOf(new Map(rendered.map(({ path, content }) => [path, content])));
  const selected = selectPart(before, now, seedsOf(only, [before, now], jobs));
  const { files, whole } = composePart(before, now, selected);
  const notes = whole.map((path) => `${path}: written wholly, for its objects share what they say by anchors`);
  // Reports are written anew each time.
  const reports = rendered.filter(({ path }) => path.startsWith('migration/'));
  return { files: [...files, ...reports], inputs: earlier.inputs, notes };
}

function seedsOf(only: readonly string[], generations: readonly Parts[], jobs: readonly JobReport[]): Set<string> {
  const byName = new Map<string, string[]>();
  const add = (name: string, key: string): void => void byName.set(name, [...(byName.get(name) ?? []), key]);
  for (const key of new Set(generations.flatMap(({ parts }) => [...parts.keys()]))) {
    if (NAMED.test(key)) add(key.slice(key.indexOf(' ') + 1), key);
  }
  for (const { name, v3 } of jobs) if (v3 !== undefined && v3 !== name) add(name, `job ${v3}`);
  const seeds = new Set<string>();
  const faults: Fault[] = [];
  for (const pattern of only) {
    const fits = globOf(pattern);
    const names = [...byName.keys()].filter((name) => fits.test(name));
    for (const key of names.flatMap((name) => byName.get(name) ?? [])) seeds.add(key);
    if (names.length > 0) continue;
    const near = didYouMean(pattern, [...byName.keys()]);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    const message = `no job, project or other object is called ${JSON.stringify(pattern)}${hint}`;
    faults.push({ at: { file: '--only', line: 0 }, message });
  }
  if (faults.length > 0) throw new InputError(faults);
  return seeds;
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
