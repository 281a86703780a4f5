import type { Fault } from '../../model/input-error.js';
import type { ZuulV2Version } from '../../model/layout.js';
import type { Place } from '../../model/place.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import { describeNode, isText, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.js';

/** What the checks of one layout share. */
export interface Checking {
  /** Takes what is wrong, in the order of the file. */
  readonly faults: Fault[];
  readonly version: ZuulV2Version;
  /** Tells what is wrong with a Python regular expression, if anything. */
  readonly checkPattern: (pattern: string) => string | undefined;
  /** Connections of zuul.conf: name → driver. `undefined`: no zuul.conf, so every name may be one. */
  readonly connections: ReadonlyMap<string, string> | undefined;
}

/**
 * Checks a value. `key` and `owner` say what it is: `"voting" of job "unit"`. Faults go to `Checking.faults`.
 * Source of the rules: Zuul 2.6, `layoutvalidator.py`, `scheduler.py`.
 */
export type Check = (c: Checking, node: YamlNode, key: string, owner: string) => void;

/** More faults than anybody wants to read are not collected. */
const MAX_FAULTS = 1000;

export function fault(c: Checking, at: Place, message: string): void {
  if (c.faults.length < MAX_FAULTS) c.faults.push({ at, message });
}

/** A Python 2 `str`, which is what PyYAML makes of ASCII text only. */
export const text: Check = (c, node, key, owner) => {
  isAsciiText(c, node, key, owner);
};

/** As `text`, and tells whether it is. */
export function isAsciiText(
  c: Checking,
  node: YamlNode,
  key: string,
  owner: string,
): node is YamlScalar & { readonly value: string } {
  if (isText(node)) {
    if (isAscii(node.value)) return true;
    fault(c, node.at, `"${key}" of ${owner} holds characters outside ASCII; Zuul v2 refuses them here`);
    return false;
  }
  const quote = node.kind === 'scalar' && node.type !== 'null' ? '; put it in quotes' : '';
  fault(c, node.at, `"${key}" of ${owner} has to be text, found ${describeNode(node)}${quote}`);
  return false;
}

export function isAscii(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) if (value.charCodeAt(index) > 127) return false;
  return true;
}

export const truth: Check = (c, node, key, owner) => {
  if (node.kind === 'scalar' && node.type === 'bool') return;
  fault(c, node.at, `"${key}" of ${owner} has to be true or false, found ${describeNode(node)}`);
};

const LARGEST_PYTHON_INT = 2 ** 63;

/** A whole number. Python takes true and false for 1 and 0; what does not fit into 64 bits is another type there. */
export function whole(least = -Infinity): Check {
  return (c, node, key, owner) => {
    const number = node.kind === 'scalar' && (node.type === 'int' || node.type === 'bool') ? Number(node.value) : NaN;
    if (Math.abs(number) <= LARGEST_PYTHON_INT && number >= least) return;
    const range = least === -Infinity ? '' : ` of ${String(least)} or more`;
    fault(c, node.at, `"${key}" of ${owner} has to be a whole number${range}, found ${describeNode(node)}`);
  };
}

export function oneOf(...words: readonly string[]): Check {
  return (c, node, key, owner) => {
    if (isText(node) && words.includes(node.value)) return;
    const meant = isText(node) ? hint(node.value, words) : '';
    fault(c, node.at, `"${key}" of ${owner} has to be ${words.join(' or ')}, found ${describeNode(node)}${meant}`);
  };
}

/** One value, or a list of such values. */
export function listOr(check: Check): Check {
  return (c, node, key, owner) => {
    if (node.kind !== 'list') check(c, node, key, owner);
    else for (const item of node.items) check(c, item, key, owner);
  };
}

export const texts = listOr(text);

/** Any mapping, whatever is in it. */
export const anyMapping: Check = (c, node, key, owner) => {
  isMapping(c, node, `"${key}" of ${owner}`);
};

export function isMapping(c: Checking, node: YamlNode, what: string): node is YamlMap {
  if (node.kind === 'map') return true;
  fault(c, node.at, `${what} has to be a mapping, found ${describeNode(node)}`);
  return false;
}

/** Calls `check` for every item; something else than a list is a fault. */
export function eachItem(c: Checking, node: YamlNode, what: string, check: (item: YamlNode) => void): void {
  if (node.kind === 'list') node.items.forEach(check);
  else fault(c, node.at, `${what} has to be a list, found ${describeNode(node)}`);
}

/** The keys that a mapping may have, with the checks of their values. */
export type Fields = ReadonlyMap<string, Check>;

export function fieldsOf(known: Readonly<Record<string, Check>>): Fields {
  return new Map(Object.entries(known));
}

/** Checks the keys of a mapping and their values: no others than `known`, all of `required`. */
export function fields(
  c: Checking,
  map: YamlMap,
  owner: string,
  known: Fields,
  required: readonly string[] = [],
): void {
  for (const [name, { key, value }] of map.entries) {
    const check = known.get(name);
    if (check === undefined) unknownKey(c, key, owner, [...known.keys()]);
    else check(c, value, name, owner);
  }
  for (const name of required) {
    if (!map.entries.has(name)) fault(c, map.at, `${owner} has no "${name}"; Zuul v2 needs it`);
  }
}

/** A mapping with the given keys. */
export function mapping(known: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  const allowed = fieldsOf(known);
  return (c, node, key, owner) => {
    if (isMapping(c, node, `"${key}" of ${owner}`)) fields(c, node, `"${key}" of ${owner}`, allowed, required);
  };
}

export function unknownKey(c: Checking, key: YamlScalar, owner: string, known: readonly string[]): void {
  const meant = hint(key.text, known);
  const allowed = meant === '' ? `; it knows ${known.join(', ')}` : meant;
  fault(c, key.at, `${owner} has the key "${key.text}", which Zuul v2 does not know${allowed}`);
}

/** `; do you mean "voting"?`, or nothing. */
export function hint(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? '' : `; do you mean "${meant}"?`;
}

/** Two items of one name. */
export function noDuplicates(c: Checking, items: readonly YamlNode[], what: string): void {
  const lines = new Map<string, number>();
  for (const item of items) {
    const name = item.kind === 'map' ? item.entries.get('name')?.value : undefined;
    if (!isText(name)) continue;
    const first = lines.get(name.value);
    if (first === undefined) lines.set(name.value, name.at.line);
    else fault(c, name.at, `duplicate name: ${what} "${name.value}" is there already on line ${String(first)}`);
  }
}

/** Whether Python takes a value for false: v2 then takes the key as not given. */
export function isFalsy(node: YamlNode | undefined): boolean {
  if (node === undefined) return true;
  if (node.kind === 'list') return node.items.length === 0;
  if (node.kind === 'map') return node.entries.size === 0;
  return (
    node.type !== 'timestamp' && (node.value === null || node.value === false || node.value === 0 || node.value === '')
  );
}

/** The value as a list, and nothing at all for one that Python takes for false. Source: Zuul 2.6, `scheduler.toList`. */
export function toList(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined || isFalsy(node)) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** Checks that every text of a value is a regular expression that Python compiles. Other values were refused before. */
export function patterns(c: Checking, node: YamlNode | undefined, key: string, owner: string): void {
  for (const item of toList(node)) {
    if (!isText(item)) continue;
    const problem = c.checkPattern(item.value);
    if (problem !== undefined) fault(c, item.at, `"${key}" of ${owner} is no regular expression to Python: ${problem}`);
  }
}
