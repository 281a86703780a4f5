import type { V2Map, V2Scalar, V2Value } from '../../model/layout.js';

/** The entries of a mapping; none for anything else. */
export function entriesOf(value: V2Value): [string, V2Value][] {
  return value.kind === 'map' ? [...value.entries] : [];
}

/** The items of a list; a single value is a list of one, an empty one (`''`, null) a list of none. As v2's `toList`. */
export function itemsOf(value: V2Value): readonly V2Value[] {
  if (value.kind === 'list') return value.items;
  return isEmpty(value) ? [] : [value];
}

/** The text of a scalar as Python's `str` gives it for what occurs in layouts; empty for lists and mappings. */
export function textOf(value: V2Value): string {
  return value.kind === 'scalar' && value.value !== null ? String(value.value) : '';
}

/** What Python takes for false. */
export function isEmpty(value: V2Value): boolean {
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'map') return value.entries.size === 0;
  return value.value === null || value.value === '' || value.value === false || value.value === 0;
}

export function isMap(value: V2Value | undefined): value is V2Map {
  return value?.kind === 'map';
}

export function isScalar(value: V2Value | undefined): value is V2Scalar {
  return value?.kind === 'scalar';
}
