import type { Step } from '../../model/step.js';
import { imageFamily, imageWords } from './image-name.js';
import { variablePrefix } from './shape.js';

/** Words of a name that say nothing by themselves. */
const EMPTY = new Set(['v', 'non', 'only', 'for', 'with', 'and', 'the']);

/** More words than this are no name. */
const MANY_WORDS = 4;

/**
 * A name for what jobs have in common: the words that their names share, and where that is one word or none, what they run.
 * `composer-php81`, `composer-php84` → `composer-docker`.
 *
 * @param words What the names of the jobs share, see `commonWords`.
 * @param image Words of the image that the jobs are about, see `mainImage`.
 * @param taken Names that are given already; the new one is added.
 */
export function nameFamily(words: readonly string[], image: readonly string[], taken: Set<string>): string {
  const kind = image.length > 0 ? 'docker' : 'jobs';
  const first = words.length > 1 ? words : [...(words.length === 1 ? words : image.slice(0, 1)), kind];
  const longer = [...new Set([...words, ...image])].slice(0, MANY_WORDS);
  for (const candidate of [first, [...words, kind], longer, [...longer, kind], [...longer, 'family']]) {
    const name = candidate.join('-');
    if (candidate.length > 1 && claim(name, taken)) return name;
  }
  return numbered([...(longer.length > 0 ? longer : ['jobs']), 'family'].join('-'), taken);
}

/** Takes a name unless somebody has it. */
export function claim(name: string, taken: Set<string>): boolean {
  if (taken.has(name)) return false;
  taken.add(name);
  return true;
}

/** The name, or the name with the first number that makes it new. */
export function numbered(name: string, taken: Set<string>): string {
  if (claim(name, taken)) return name;
  for (let number = 2; ; number += 1) {
    const candidate = `${name}-${String(number)}`;
    if (claim(candidate, taken)) return candidate;
  }
}

/** Words that all names have, in the order of the first; else those that most have. At least two names, in words. */
export function commonWords(names: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const words of names) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const shared = (share: number): string[] => {
    return names[0]!.filter((word) => counts.get(word)! >= names.length * share);
  };
  const all = shared(1);
  return (all.length > 0 ? all : shared(0.75)).slice(0, MANY_WORDS);
}

/** The words of a job's name, each once; versions and words that say nothing by themselves do not count. */
export function wordsOfName(name: string): readonly string[] {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return [...new Set(words.filter((word) => word.length > 1 && !/\d/.test(word) && !EMPTY.has(word)))];
}

/**
 * Words of the image that jobs are about.
 *
 * @param differing Images of the containers in which the jobs differ: what they are about stands there.
 * @param steps Else it is the last container whose image is not used for many things.
 */
export function mainImage(differing: readonly string[], steps: readonly Step[]): string[] {
  const images = differing.length > 0 ? differing : imagesOf(steps);
  const counts = new Map<string, number>();
  for (const image of images) counts.set(imageFamily(image), (counts.get(imageFamily(image)) ?? 0) + 1);
  const wanted = differing.length > 0 ? Math.max(...counts.values()) : Math.min(...counts.values());
  const main = images.filter((image) => counts.get(imageFamily(image)) === wanted).at(differing.length > 0 ? 0 : -1);
  return main === undefined ? [] : imageWords(main);
}

function imagesOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'block') return [...imagesOf(step.steps), ...imagesOf(step.always ?? [])];
    const image = step.kind === 'role' ? step.vars[`${variablePrefix(step.role)}image`] : undefined;
    return typeof image === 'string' ? [image] : [];
  });
}
