import { hasJinjaMarks, isTemplate, type Value } from '../../model/value.js';
import { unsafe, type YamlMap, type YamlValue } from '../yaml/value.js';

/** A value of a variable in a playbook: templates as their text, and literal text with Jinja marks as `!unsafe`. */
export function playbookValue(value: Value): YamlValue {
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isTemplate(value)) return value.jinja;
  if (Array.isArray(value)) return (value as readonly Value[]).map(playbookValue);
  return playbookVars(value as Readonly<Record<string, Value>>);
}

/** Variables of a play, a block or a task. */
export function playbookVars(vars: Readonly<Record<string, Value>>): YamlMap {
  return Object.fromEntries(Object.entries(vars).map(([key, value]) => [key, playbookValue(value)]));
}

/** Text that Ansible shall take as it stands. */
export function literal(text: string): YamlValue {
  return hasJinjaMarks(text) ? unsafe(text) : text;
}
