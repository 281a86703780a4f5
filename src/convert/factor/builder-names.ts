import type { MacroPart } from '../../model/place.js';
import type { Step } from '../../model/step.js';
import { claim } from './family-names.js';
import { wordsOf } from './words.js';

/** `{name}`, `{obj:name}`, `{name|otherwise}`; doubled braces are braces. */
const PLACEHOLDER = /\{(?!\{)[^{}]*\}/g;

/**
 * A name for a family whose jobs Job Builder made of one template: what is left of the template's name without its
 * placeholders, `{name}-tox-{env}` → `tox`.
 *
 * @param templates Of each job; `undefined` where it is not known.
 * @param taken Names that are given already; the new one is added.
 * @returns nothing where the jobs have several templates, or the name of theirs says nothing or is taken.
 */
export function nameAfterTemplate(templates: readonly (string | undefined)[], taken: Set<string>): string | undefined {
  const [first] = templates;
  if (first === undefined || templates.some((template) => template !== first)) return undefined;
  const name = wordsOf(first.replace(PLACEHOLDER, ' ')).join('-');
  if (name === '') return undefined;
  return [name, `${name}-jobs`].find((candidate) => claim(candidate, taken));
}

/**
 * A name for steps that one use of a Job Builder macro gave: all of its steps, and nothing else. Of macros around each other
 * the outermost counts, which says most about what the steps are for.
 *
 * @param taken Names that are given already; the new one is added.
 */
export function nameAfterMacro(steps: readonly Step[], taken: Set<string>): string | undefined {
  const parts = steps.map(({ at }) => at.origin?.macros ?? []);
  for (const { name, size } of parts[0] ?? []) {
    const indexes = parts.map((macros) => macros.find((part) => isOf(part, name, size))?.index);
    if (indexes.includes(undefined) || new Set(indexes).size !== size) continue;
    const slug = wordsOf(name).join('-');
    if (slug !== '' && claim(slug, taken)) return slug;
  }
  return undefined;
}

function isOf(part: MacroPart, name: string, size: number): boolean {
  return part.name === name && part.size === size;
}
