import type { Fault } from '../model/input-error.js';
import type { Rename } from '../model/settings.js';
import { checkReplacement, compileNamePattern } from './settings-patterns.js';
import { isMap, readText, tryPattern, unknownKey, type ReadValue } from './settings-values.js';
import { describeNode, valueOf, type YamlMap, type YamlNode } from './yaml/node.js';

const KEYS = ['from', 'pattern', 'to'];

/** Renames: a mapping old → new, or a list of `{from, to}` and `{pattern, to}`. The order is kept: the first that fits counts. */
export const readRenames: ReadValue<readonly Rename[]> = (node, key, faults) => {
  if (node.kind === 'map') return exactRenames(node, key, faults);
  if (node.kind === 'list') return node.items.flatMap((item) => readRename(item, key, faults) ?? []);
  const message = `"${key}" has to be a mapping of old names to new ones, or a list of {from, to} and {pattern, to}, found ${describeNode(node)}`;
  faults.push({ at: node.at, message });
  return undefined;
};

function exactRenames(map: YamlMap, key: string, faults: Fault[]): Rename[] {
  return [...map.entries.values()].flatMap((entry) => {
    const to = readText(entry.value, `${key}: ${entry.key.text}`, faults);
    return to === undefined ? [] : [{ from: entry.key.text, isPattern: false, to, at: entry.key.at }];
  });
}

function readRename(item: YamlNode, key: string, faults: Fault[]): Rename | undefined {
  if (!isMap(item, `an entry of "${key}"`, faults)) return undefined;
  for (const [name, entry] of item.entries) {
    if (!KEYS.includes(name)) unknownKey(entry.key, ` in an entry of "${key}"`, KEYS, faults);
  }
  const [from, pattern, to] = KEYS.map((name) => valueOf(item, name));
  const old = from ?? pattern;
  if (old === undefined || to === undefined || (from !== undefined && pattern !== undefined)) {
    faults.push({ at: item.at, message: `an entry of "${key}" needs "to", and either "from" or "pattern"` });
    return undefined;
  }
  const [oldText, newText] = [readText(old, key, faults), readText(to, key, faults)];
  if (oldText === undefined || newText === undefined) return undefined;
  const isPattern = pattern !== undefined;
  if (isPattern) tryPattern(() => checkReplacement(newText, compileNamePattern(oldText)), old.at, key, faults);
  return { from: oldText, isPattern, to: newText, at: item.at };
}
