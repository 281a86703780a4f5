import { jinjaText, isTemplate, type Value } from '../../model/value.js';
import type { Matcher } from '../../model/zuul.js';
import type { YamlMap, YamlValue } from '../yaml/value.js';

/**
 * Variables as Zuul's files hold them. Ansible templates them, and Zuul's files know no `!unsafe` (an unknown tag costs
 * the whole file), so literal braces are written as Jinja.
 */
export function zuulVars(vars: Readonly<Record<string, Value>>): YamlMap {
  return mapValues(vars, zuulValue);
}

function zuulValue(value: Value): YamlValue {
  if (typeof value === 'string') return jinjaText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isTemplate(value)) return value.jinja;
  if (Array.isArray(value)) return (value as readonly Value[]).map(zuulValue);
  return mapValues(value as Readonly<Record<string, Value>>, zuulValue);
}

function mapValues(map: Readonly<Record<string, Value>>, convert: (value: Value) => YamlValue): YamlMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, convert(value)]));
}

/** `^x$`, or `{regex: ^x$, negate: true}`. */
export function matcher({ regex, negate }: Matcher): YamlValue {
  return negate === true ? { regex, negate } : regex;
}

/** One matcher stands alone, several as a list. None is `[]`, which never matches: Zuul takes it so, and so did whoever asked for it. */
export function matchers(list: readonly Matcher[] | undefined): YamlValue | undefined {
  if (list === undefined) return undefined;
  const [only] = list;
  return list.length === 1 && only !== undefined ? matcher(only) : list.map(matcher);
}

/** A list without items is left out. */
export function unlessEmpty<T extends YamlValue>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

/** As `unlessEmpty`, and a single item stands alone. */
export function oneOrMore(list: readonly string[] | undefined): YamlValue | undefined {
  return list?.length === 1 ? list[0] : unlessEmpty(list);
}

/** The map without the keys that have no value. */
export function defined(map: YamlMap): YamlMap {
  const result: Record<string, YamlValue> = {};
  for (const key in map) {
    const value = map[key];
    if (value !== undefined) result[key] = value;
  }
  return result;
}
