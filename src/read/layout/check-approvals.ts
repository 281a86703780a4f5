import type { YamlMap, YamlNode } from '../yaml/node.js';
import { isText, valueOf } from '../yaml/node.js';
import { fault, isMapping, patterns, text, toList, type Check, type Checking } from './checks.js';

const PATTERN_KEYS = ['username', 'email', 'email-filter'];
const AGE_KEYS = ['older-than', 'newer-than'];

/** One approval: the votes are free, what narrows the voter and the age is not. Source: Zuul 2.6, `layoutvalidator.py`. */
export const approval: Check = (c, node, key, owner) => {
  if (!isMapping(c, node, `"${key}" of ${owner}`)) return;
  for (const name of [...PATTERN_KEYS, ...AGE_KEYS]) {
    const value = valueOf(node, name);
    if (value !== undefined) text(c, value, name, `"${key}" of ${owner}`);
  }
};

/**
 * Approvals that a filter has used. Zuul v2 replaces the texts of an approval by compiled patterns and seconds, in
 * place: the next filter that uses the same mapping through an alias fails on them. Source: Zuul 2.6, `model.py`,
 * `BaseFilter`.
 */
export type TidiedApprovals = Set<YamlMap>;

/** Follows what a filter does to its required and rejected approvals. */
export function checkApprovals(
  c: Checking,
  required: YamlNode | undefined,
  rejected: YamlNode | undefined,
  owner: string,
  tidied: TidiedApprovals,
): void {
  for (const list of [toList(required), toList(rejected)]) {
    // The list is copied first, which fails on compiled patterns; then every approval is tidied.
    const approvals = list.filter((item) => item.kind === 'map');
    const before = new Set(approvals.filter((item) => tidied.has(item)));
    for (const item of approvals) {
      const again = tidied.has(item);
      const broken = before.has(item) ? [...PATTERN_KEYS, ...AGE_KEYS] : again ? AGE_KEYS : [];
      const key = broken.find((name) => item.entries.has(name));
      if (key !== undefined) {
        fault(
          c,
          item.at,
          `an approval with "${key}" is used a second time through an alias (by ${owner}); Zuul v2 fails on that, write it out`,
        );
      }
      if (!again) checkTexts(c, item, owner);
      tidied.add(item);
    }
  }
}

function checkTexts(c: Checking, item: YamlMap, owner: string): void {
  for (const key of PATTERN_KEYS) patterns(c, valueOf(item, key), key, `an approval of ${owner}`);
  for (const key of AGE_KEYS) {
    const age = valueOf(item, key);
    if (isText(age) && !/^\s*[-+]?[0-9]+\s*[smhdw]$/.test(age.value)) {
      const found = JSON.stringify(age.value);
      fault(
        c,
        age.at,
        `"${key}" of ${owner} has to be a whole number and s, m, h, d or w (as in "48h"), found ${found}`,
      );
    }
  }
}
