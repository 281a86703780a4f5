import { isTemplate, type Value } from '../../model/value.js';

export type ValueMap = Readonly<Record<string, Value>>;

/** Whether a value is a map, and not a template, which only looks like one. */
export function isValueMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isTemplate(value);
}
