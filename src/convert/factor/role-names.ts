import type { Step } from '../../model/step.js';
import { nameAfterMacro } from './builder-names.js';
import { deedOf } from './deeds.js';
import type { Deed } from './script-deeds.js';
import { claim, numbered } from './family-names.js';

/** More words than this are no name. */
const MANY_WORDS = 6;

/**
 * A name for a sequence of steps: that of the Job Builder macro they came out of, else what its main steps do, else what all its chores prepare or clear. `castor-load`,
 * `make-log-src`, `clear-workspace`.
 *
 * @param taken Names that are given already; the new one is added.
 */
export function nameSequence(steps: readonly Step[], taken: Set<string>): string {
  const macro = nameAfterMacro(steps, taken);
  if (macro !== undefined) return macro;
  const deeds = steps.map(deedOf);
  const loud = different(deeds.filter((deed) => !deed.isChore));
  const chores = deeds.filter((deed) => deed.isChore);
  const ends = loud.length > 2 ? [loud[0]!, loud.at(-1)!] : loud;
  const main = ends.flatMap(loud.length === 1 ? wordsOfDeed : verbOf);
  const candidates =
    loud.length > 0
      ? [
          main,
          ends.flatMap(wordsOfDeed),
          [...main, ...(chores.length === 0 ? [] : ['and', ...choreWords(chores)])],
          loud.flatMap(wordsOfDeed),
          [...ends.flatMap(verbOf), ...(chores.length === 0 ? [] : ['and', ...choreWords(chores)])],
          [...main, ...(chores.length === 0 ? [] : ['and', ...chores.flatMap(wordsOfDeed)])],
        ]
      : [choreWords(chores), chores.flatMap(wordsOfDeed)];
  for (const words of candidates) {
    const name = joined(words);
    if (name !== '' && claim(name, taken)) return name;
  }
  return numbered(joined(candidates[0]!) || 'steps', taken);
}

/** Each word once, as many as make a name. */
function joined(words: readonly string[]): string {
  return [...new Set(words)].slice(0, MANY_WORDS).join('-').replace(/-and$/, '');
}

/** One line that tells what a sequence does: the names of its steps. */
export function describeSequence(steps: readonly Step[]): string {
  const names = [...new Set(steps.map(({ name }) => name.replace(/\.$/, '')))];
  const shown = names.slice(0, 4).map((name, index) => (index === 0 ? name : lowerFirst(name)));
  return `${shown.join(', ')}${names.length > shown.length ? ' and more' : ''}.`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

function different(deeds: readonly Deed[]): Deed[] {
  return [...new Map(deeds.map((deed) => [wordsOfDeed(deed).join('-'), deed])).values()];
}

function verbOf({ verb }: Deed): string[] {
  return verb.split('-');
}

function wordsOfDeed({ verb, things }: Deed): string[] {
  return [...verb.split('-'), ...things];
}

/** The chore that most is about, with everything it is done to: `make-log-src`. */
function choreWords(chores: readonly Deed[]): string[] {
  const verbs = chores.map(({ verb }) => verb);
  const main =
    verbs.find((verb) => verb === 'make') ?? verbs.find((verb) => verb !== 'say' && verb !== 'list') ?? verbs[0]!;
  const things = chores.filter(({ verb }) => verb === main).flatMap((chore) => chore.things);
  return [main, ...new Set(things)];
}
