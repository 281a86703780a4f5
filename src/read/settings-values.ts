import type { Fault } from '../model/input-error.js';
import type { Place } from '../model/place.js';
import { compileNamePattern, NamePatternError } from './settings-patterns.js';
import { didYouMean } from './yaml/did-you-mean.js';
import { describeNode, type YamlMap, type YamlNode, type YamlScalar } from './yaml/node.js';

/**
 * Reads one value of the settings. What is wrong goes to `faults`, and `undefined` comes back.
 *
 * @param key What the value is, for messages: `rename-jobs`.
 */
export type ReadValue<T> = (node: YamlNode, key: string, faults: Fault[]) => T | undefined;

/** Text. Numbers and words like `on` count as they are written: in settings, quotes are easily forgotten. */
export const readText: ReadValue<string> = (node, key, faults) => {
  if (node.kind === 'scalar' && node.type !== 'null' && node.text !== '') return node.text;
  faults.push({ at: node.at, message: `"${key}" has to be text, found ${describeNode(node)}` });
  return undefined;
};

/** One of a few words. */
export function readWord<W extends string>(...words: readonly W[]): ReadValue<W> {
  return (node, key, faults) => {
    const word = words.find((candidate) => node.kind === 'scalar' && node.text === candidate);
    if (word === undefined) {
      faults.push({ at: node.at, message: `"${key}" has to be ${words.join(', ')}, found ${describeNode(node)}` });
    }
    return word;
  };
}

/** A whole number between two others. */
export function readNumber(least: number, most: number): ReadValue<number> {
  return (node, key, faults) => {
    const number = node.kind === 'scalar' && /^\d+$/.test(node.text) ? Number(node.text) : NaN;
    if (number >= least && number <= most) return number;
    const range = `a whole number from ${String(least)} to ${String(most)}`;
    faults.push({ at: node.at, message: `"${key}" has to be ${range}, found ${describeNode(node)}` });
    return undefined;
  };
}

/** A list of texts; one text stands for a list of one. */
export const readTexts: ReadValue<readonly string[]> = (node, key, faults) => {
  const items = node.kind === 'list' ? node.items : [node];
  return items.flatMap((item) => readText(item, key, faults) ?? []);
};

/** A list of names; those with `^` in front are regular expressions. */
export const readNames: ReadValue<readonly string[]> = (node, key, faults) => {
  const names = readTexts(node, key, faults) ?? [];
  for (const [index, name] of names.entries()) {
    const at = node.kind === 'list' ? (node.items[index]?.at ?? node.at) : node.at;
    if (name.startsWith('^')) tryPattern(() => compileNamePattern(name), at, key, faults);
  }
  return names;
};

/** A mapping; every value is read by `read`. */
export function readMap<T>(read: ReadValue<T>): ReadValue<Readonly<Record<string, T>>> {
  return (node, key, faults) => {
    if (!isMap(node, `"${key}"`, faults)) return undefined;
    const record: Record<string, T> = {};
    for (const entry of node.entries.values()) {
      const value = read(entry.value, `${key}: ${entry.key.text}`, faults);
      if (value !== undefined) record[entry.key.text] = value;
    }
    return record;
  };
}

export function isMap(node: YamlNode, what: string, faults: Fault[]): node is YamlMap {
  if (node.kind === 'map') return true;
  faults.push({ at: node.at, message: `${what} has to be a mapping, found ${describeNode(node)}` });
  return false;
}

export function unknownKey(key: YamlScalar, where: string, known: readonly string[], faults: Fault[]): void {
  const meant = didYouMean(key.text, known);
  const advice = meant === undefined ? '' : `did you mean "${meant}"? `;
  faults.push({ at: key.at, message: `unknown key "${key.text}"${where}; ${advice}Known are ${known.join(', ')}` });
}

/** Runs what may find a fault in a pattern. */
export function tryPattern<T>(run: () => T, at: Place, key: string, faults: Fault[]): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof NamePatternError)) throw error;
    faults.push({ at, message: `"${key}": ${error.message}` });
    return undefined;
  }
}
