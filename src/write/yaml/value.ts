/** What our files hold. Entries that are `undefined` are left out. */
export type YamlValue = YamlScalar | Tagged | Spaced | YamlSequence | YamlMap;

export type YamlScalar = string | number | boolean | null;

export type YamlSequence = readonly YamlValue[];

export interface YamlMap {
  readonly [key: string]: YamlValue | undefined;
}

const TAG = Symbol('tag');
const ITEMS = Symbol('items');

/** A text with a YAML tag in front: `!unsafe "{{"`. */
export interface Tagged {
  readonly [TAG]: string;
  readonly text: string;
}

/** A list with an empty line between its items, and comments above them. */
export interface Spaced {
  readonly [ITEMS]: readonly YamlItem[];
}

export interface YamlItem {
  readonly value: YamlValue;
  /** Lines without `#`. */
  readonly comment?: readonly string[];
}

/** Ansible's mark for a text that Jinja must not touch. Zuul's own files know no such tag. */
export function unsafe(text: string): Tagged {
  return { [TAG]: '!unsafe', text };
}

/** A list whose items are set apart by empty lines. */
export function spaced(items: readonly YamlItem[]): Spaced {
  return { [ITEMS]: items };
}

export function tagOf(value: YamlValue): string | undefined {
  return isObject(value) && TAG in value ? (value as Tagged)[TAG] : undefined;
}

export function itemsOf(value: YamlValue): readonly YamlItem[] | undefined {
  return isObject(value) && ITEMS in value ? (value as Spaced)[ITEMS] : undefined;
}

function isObject(value: YamlValue): value is Exclude<YamlValue, YamlScalar> {
  return typeof value === 'object' && value !== null;
}
