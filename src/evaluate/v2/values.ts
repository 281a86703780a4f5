import type { Placed, V2List, V2Map, V2Scalar, V2Value } from '../../model/layout.js';

/** An exception that Zuul v2 runs into, with Python's words: `TypeError: expected string or buffer`. */
export class V2Failure extends Error {
  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.name = 'V2Failure';
  }
}

/** What Python takes for false: empty texts and collections, zero, `false`, nothing. */
export function isFalsy(value: V2Value | undefined): boolean {
  if (value === undefined) return true;
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'map') return value.entries.size === 0;
  return value.value === null || value.value === '' || value.value === 0 || value.value === false;
}

/** One value or a list of them; nothing where Python finds the value false. Source: Zuul 2.6, `scheduler.py`, `toList`. */
export function toList(value: V2Value | undefined): readonly V2Value[] {
  if (value === undefined || isFalsy(value)) return [];
  return value.kind === 'list' ? value.items : [value];
}

export function mapsOf(value: V2Value | undefined): readonly V2Map[] {
  return toList(value).filter((item) => item.kind === 'map');
}

export function textsOf(value: V2Value | undefined): readonly Placed<string>[] {
  return toList(value).flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ value: item.value, at: item.at }] : [],
  );
}

export function get(map: V2Value | undefined, key: string): V2Value | undefined {
  return map?.kind === 'map' ? map.entries.get(key) : undefined;
}

export function scalarOf(value: V2Value | undefined): V2Scalar['value'] | undefined {
  return value?.kind === 'scalar' ? value.value : undefined;
}

/** `int(value)` of Python 2.7. @throws V2Failure where Python raises */
export function pythonInt(value: V2Value): number {
  if (value.kind !== 'scalar' || value.value === null) {
    throw new V2Failure('TypeError', `int() argument must be a string or a number, not '${typeName(value)}'`);
  }
  if (typeof value.value !== 'string') return Math.trunc(Number(value.value));
  if (!/^\s*[-+]?[0-9]+\s*$/.test(value.value)) {
    throw new V2Failure('ValueError', `invalid literal for int() with base 10: '${value.value}'`);
  }
  return Number(value.value);
}

function typeName(value: V2Scalar | V2List | V2Map): string {
  if (value.kind === 'scalar') return 'NoneType';
  return value.kind === 'list' ? 'list' : 'dict';
}

/** Whether Python finds a number in a value or list of values: it equals numbers and truth values, never texts. */
export function containsNumber(value: V2Value, wanted: number): boolean {
  if (value.kind === 'list') return value.items.some((item) => item.kind !== 'list' && containsNumber(item, wanted));
  return (
    value.kind === 'scalar' && typeof value.value !== 'string' && value.value !== null && Number(value.value) === wanted
  );
}
