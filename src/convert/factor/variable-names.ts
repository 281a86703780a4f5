import type { Column, ColumnHint } from './holes.js';
import { imageWords } from './image-name.js';
import { variablePrefix } from './shape.js';

/** Beginnings of names that belong to Ansible, Zuul and the roles of the output. */
const RESERVED =
  /^(?:ansible|zuul|nodepool|unsafe|inventory|group|groups|hostvars|play|playbook|role|docker_run|jenkins)(?:_|$)/;

/**
 * Names the variables of a family: after the image and the option (`quibble_db`), else after the image and the role's own
 * variable (`composer_image`), else after `thing`.
 *
 * @param thing A word for what the family does, for values without an image.
 * @param taken Names that something else has: the roles' variables and those of the jobs themselves.
 * @returns names by column, valid for Zuul (`[A-Za-z][A-Za-z0-9_]*`) and different from each other.
 */
export function nameColumns(columns: readonly Column[], thing: string, taken: ReadonlySet<string>): string[] {
  const used = new Set(taken);
  return columns.map(({ hints }) => {
    const candidates = [false, true].flatMap((isLong) => byWeight(hints).map((hint) => candidate(hint, thing, isLong)));
    const name = candidates.find((one) => !used.has(one)) ?? numbered(candidates[0]!, used);
    used.add(name);
    return name;
  });
}

/** What an image is says more than an option it stands in, and an option more than a position. */
function byWeight(hints: readonly ColumnHint[]): readonly ColumnHint[] {
  const weight = (hint: ColumnHint): number => (hint.part === undefined ? 0 : hint.option === undefined ? 2 : 1);
  return [...hints].sort((one, other) => weight(one) - weight(other));
}

function candidate(hint: ColumnHint, thing: string, isLong: boolean): string {
  const { role, variable, key, image } = hint.slot;
  const aspect = key ?? aspectOf(hint, role === undefined ? variable : variable.slice(prefixLength(role, variable)));
  if (role === undefined && aspect.includes('_') && !isLong) return valid(aspect);
  const words = image === undefined ? [thing] : imageWords(image);
  return valid([...(isLong ? words : shortened(words)), aspect].join('_'));
}

function prefixLength(role: string, variable: string): number {
  const prefix = variablePrefix(role);
  return variable.startsWith(prefix) ? prefix.length : 0;
}

/** A first word that is hardly a word needs the second: `ci-src-setup` → `ci`, `src`. */
function shortened(words: readonly string[]): readonly string[] {
  return words.slice(0, words[0]!.length < 3 ? 2 : 1);
}

function aspectOf({ option, part, slot }: ColumnHint, variable: string): string {
  if (slot.kind === 'template' || part === undefined) return variable;
  if (option !== undefined && option.length > 1) return option;
  if (part === 'rest') return variable === 'command' ? 'arguments' : variable;
  // `sh -c`: what the shell is to do. Any other single letter tells a person nothing.
  if (option === 'c') return variable;
  return variable === 'command' ? 'argument' : variable.replace(/s$/, '');
}

function valid(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
  const named = plain === '' ? 'value' : plain;
  return RESERVED.test(named) || !named.includes('_') ? `job_${named}` : named;
}

function numbered(name: string, used: ReadonlySet<string>): string {
  let number = 2;
  while (used.has(`${name}_${String(number)}`)) number += 1;
  return `${name}_${String(number)}`;
}
