import type { Fault } from '../model/input-error.js';
import {
  NO_NODESETS,
  type BranchImages,
  type LabelRule,
  type NodesetPin,
  type NodesetSettings,
} from '../model/settings.js';
import { re2Error } from '../regex/re2.js';
import { parseLabelExpression } from './jenkins/label-expression.js';
import { isMap, readMap, readNames, readText, readTexts, unknownKey, type ReadValue } from './settings-values.js';
import { describeNode, type YamlMap, type YamlNode } from './yaml/node.js';

const KEYS = ['labels', 'offered', 'legacy', 'native', 'native-jobs', 'pins'];
const RULE_KEYS = ['legacy', 'native'];
const PIN_KEYS = ['job', 'nodeset', 'branches', 'reason', 'owner', 'blocker', 'expires'];

/** `nodesets`: a mapping of label expressions to nodesets, or one with the keys above. */
export const readNodesets: ReadValue<NodesetSettings> = (node, key, faults) => {
  if (!isMap(node, `"${key}"`, faults)) return undefined;
  if (!isLongForm(node)) return { ...NO_NODESETS, labels: rulesOf(node, key, faults) };
  const found: { -readonly [F in keyof NodesetSettings]: NodesetSettings[F] } = { ...NO_NODESETS };
  for (const [name, { key: at, value }] of node.entries) {
    const path = `${key}: ${name}`;
    if (name === 'labels') found.labels = readLabels(value, path, faults) ?? {};
    else if (name === 'offered') found.offered = readOffered(value, path, faults) ?? {};
    else if (name === 'legacy') found.legacy = readImages(value, path, faults) ?? [];
    else if (name === 'native') found.native = readImages(value, path, faults) ?? [];
    else if (name === 'native-jobs') found.nativeJobs = readNames(value, path, faults) ?? [];
    else if (name === 'pins') found.pins = readPins(value, path, faults);
    else unknownKey(at, ` in "${key}"`, KEYS, faults);
  }
  return found;
};

/**
 * The short form holds label expressions only. It is the long one where one of its keys has what no label can have, or where
 * there is no other key.
 */
export function isLongForm(map: YamlMap): boolean {
  const entries = [...map.entries];
  if (entries.length === 0) return false;
  return (
    entries.some(([name, { value }]) => KEYS.includes(name) && value.kind !== 'scalar') ||
    entries.every(([name]) => KEYS.includes(name))
  );
}

/** Label expression → nodeset, whatever the job is. */
function rulesOf(map: YamlMap, key: string, faults: Fault[]): Record<string, LabelRule> {
  const nodesets = readMap(readText)(map, key, faults) ?? {};
  return Object.fromEntries(Object.entries(nodesets).map(([label, nodeset]) => [label, always(nodeset)]));
}

function always(nodeset: string): LabelRule {
  const images = [{ branches: undefined, nodeset }];
  return { legacy: images, native: images };
}

const readLabels: ReadValue<Record<string, LabelRule>> = (node, key, faults) => {
  if (!isMap(node, `"${key}"`, faults)) return undefined;
  const rules: Record<string, LabelRule> = {};
  for (const entry of node.entries.values()) {
    const { text } = entry.key;
    if (parseLabelExpression(text) === undefined) {
      const message = `"${key}": ${JSON.stringify(text)} is no label expression of Jenkins: names, !, &&, ||, ->, <-> and parentheses`;
      faults.push({ at: entry.key.at, message });
    }
    const rule = readRule(entry.value, `${key}: ${text}`, faults);
    if (rule !== undefined) rules[text] = rule;
  }
  return rules;
};

const readRule: ReadValue<LabelRule> = (node, key, faults) => {
  if (node.kind !== 'map') {
    const nodeset = readName(node, key, faults);
    return nodeset === undefined ? undefined : always(nodeset);
  }
  const rule: { legacy: BranchImages; native: BranchImages } = { legacy: [], native: [] };
  for (const [name, { key: at, value }] of node.entries) {
    if (name === 'legacy' || name === 'native') rule[name] = readImages(value, `${key}: ${name}`, faults) ?? [];
    else unknownKey(at, ` in "${key}"`, RULE_KEYS, faults);
  }
  return rule;
};

/** A nodeset, or a mapping of branch patterns to nodesets. */
const readImages: ReadValue<BranchImages> = (node, key, faults) => {
  if (node.kind === 'list') {
    const message = `"${key}" has to be a nodeset, or a mapping of branch patterns to nodesets, found ${describeNode(node)}`;
    faults.push({ at: node.at, message });
    return undefined;
  }
  if (node.kind === 'scalar') {
    const nodeset = readName(node, key, faults);
    return nodeset === undefined ? undefined : [{ branches: undefined, nodeset }];
  }
  return [...node.entries.values()].flatMap((entry) => {
    const branches = readPattern(entry.key, key, faults);
    const nodeset = readName(entry.value, `${key}: ${entry.key.text}`, faults);
    if (branches === undefined || nodeset === undefined) return [];
    return [{ branches: isEverything(branches) ? undefined : branches, nodeset }];
  });
};

function isEverything(pattern: string): boolean {
  return /^\^?\.\*\$?$/.test(pattern);
}

/** Zuul's own expressions are RE2. */
const readPattern: ReadValue<string> = (node, key, faults) => {
  const pattern = readText(node, key, faults);
  const reason = pattern === undefined ? undefined : re2Error(pattern);
  if (reason === undefined) return pattern;
  faults.push({
    at: node.at,
    message: `"${key}": ${JSON.stringify(pattern)} is no regular expression of RE2: ${reason}`,
  });
  return undefined;
};

/** A name that means itself wherever Zuul or Nodepool take a regular expression. */
const readName: ReadValue<string> = (node, key, faults) => {
  const name = readText(node, key, faults);
  if (name === undefined || isNodesetName(name)) return name;
  const message = `"${key}": ${JSON.stringify(name)} has to be letters, digits, ".", "_" and "-", as names of nodesets and labels are`;
  faults.push({ at: node.at, message });
  return undefined;
};

/** Whether a name can be that of a nodeset and a label, and of nothing else where a pattern may stand. `localhost` is Zuul's own. */
export function isNodesetName(name: string): boolean {
  return /^[A-Za-z0-9_][\w.-]*$/.test(name) && name !== 'localhost';
}

const readOffered: ReadValue<Record<string, readonly string[]>> = (node, key, faults) => {
  if (node.kind === 'map') {
    for (const entry of node.entries.values()) readName(entry.key, key, faults);
    // A label may have nothing behind it: then it has its own name only.
    const labels: ReadValue<readonly string[]> = (value, path, into) =>
      value.kind === 'scalar' && value.type === 'null' ? [] : readTexts(value, path, into);
    return readMap(labels)(node, key, faults);
  }
  if (node.kind === 'scalar') {
    faults.push({
      at: node.at,
      message: `"${key}" has to be a list of labels, or a mapping of labels to those of Jenkins, found ${describeNode(node)}`,
    });
    return undefined;
  }
  const names = node.items.flatMap((item) => readName(item, key, faults) ?? []);
  return Object.fromEntries(names.map((name) => [name, []]));
};

function readPins(node: YamlNode, key: string, faults: Fault[]): readonly NodesetPin[] {
  if (node.kind === 'scalar' && node.type === 'null') return [];
  if (node.kind !== 'list') {
    faults.push({ at: node.at, message: `"${key}" has to be a list of pins, found ${describeNode(node)}` });
    return [];
  }
  const pins = node.items.flatMap((item) => readPin(item, key, faults) ?? []);
  const seen = new Map<string, NodesetPin>();
  for (const pin of pins) {
    const id = JSON.stringify([pin.job, pin.branches]);
    const first = seen.get(id);
    if (first === undefined) seen.set(id, pin);
    else {
      const where = pin.branches === undefined ? '' : ` on ${pin.branches}`;
      const message = `"${key}": ${pin.job} is pinned${where} in line ${String(first.at.line)} already; remove one`;
      faults.push({ at: pin.at, message });
    }
  }
  return pins;
}

const readPin: ReadValue<NodesetPin> = (node, key, faults) => {
  if (!isMap(node, `an entry of "${key}"`, faults)) return undefined;
  const fields: Record<string, string> = {};
  for (const [name, { key: at, value }] of node.entries) {
    const path = `${key}: ${name}`;
    if (!PIN_KEYS.includes(name)) {
      unknownKey(at, ` in an entry of "${key}"`, PIN_KEYS, faults);
      continue;
    }
    const read =
      name === 'nodeset' ? readName : name === 'branches' ? readPattern : name === 'expires' ? readDay : readText;
    const text = read(value, path, faults);
    if (text !== undefined) fields[name] = text;
  }
  const { job, nodeset, ...more } = fields;
  const missing = ['job', 'nodeset'].filter((name) => !node.entries.has(name));
  if (missing.length > 0) {
    faults.push({
      at: node.at,
      message: `an entry of "${key}" needs ${missing.map((name) => `"${name}"`).join(' and ')}`,
    });
  }
  return job === undefined || nodeset === undefined ? undefined : { job, nodeset, ...more, at: node.at };
};

const readDay: ReadValue<string> = (node, key, faults) => {
  const day = readText(node, key, faults);
  if (day === undefined || isDay(day)) return day;
  faults.push({ at: node.at, message: `"${key}" has to be a day like 2026-12-31, found ${describeNode(node)}` });
  return undefined;
};

/** Whether a text is a day of the calendar, `2026-12-31`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
