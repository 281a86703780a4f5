import type { YamlMap, YamlNode } from '../../../read/yaml/node.js';
import { isText, valueOf } from '../../../read/yaml/node.js';
import { Refused } from '../load/refused.js';
import type { PlainValue } from './filters.js';

/** One value or a list of them; what Python takes for false is nothing. Zuul source: `zuul.driver.util.to_list`. */
export function listOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined || !isTrue(node)) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** Python's truth of a value. */
export function isTrue(node: YamlNode): boolean {
  if (node.kind === 'list') return node.items.length > 0;
  if (node.kind === 'map') return node.entries.size > 0;
  return node.value !== null && node.value !== false && node.value !== 0 && node.value !== '';
}

/** Maps of a list, as `listOf`. */
export function mapsOf(node: YamlNode | undefined): readonly YamlMap[] {
  return listOf(node).filter((one) => one.kind === 'map');
}

export function textAt(map: YamlMap, key: string): string | undefined {
  const node = valueOf(map, key);
  return isText(node) ? node.value : undefined;
}

export function truthAt(map: YamlMap, key: string): boolean | undefined {
  const node = valueOf(map, key);
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}

/** A scalar's value; a list or mapping where Zuul expects none equals nothing. */
export function plainOf(node: YamlNode): PlainValue {
  return node.kind === 'scalar' ? node.value : null;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * Seconds of `30m`, `24h`, `2d`. Zuul source: `zuul.driver.util.time_to_seconds`.
 *
 * @throws Refused for other forms.
 */
export function secondsOf(node: YamlNode): number {
  const text = isText(node) ? node.value : '';
  const unit = SECONDS[text.slice(-1)];
  const count = wholeNumber(text.slice(0, -1));
  if (unit === undefined || count === undefined) {
    throw new Refused(node.at, `the age ${JSON.stringify(text)} is none: write a number and s, m, h, d or w`);
  }
  return count * unit;
}

/** What Python's `int` makes of a value; `undefined`: it raises. */
export function wholeNumber(value: PlainValue): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null) return undefined;
  return /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(value) ? Number(value.trim().replaceAll('_', '')) : undefined;
}
