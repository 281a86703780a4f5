import { type YamlMap, type YamlNode } from '../../../read/yaml/node.js';

/** Something that loads but is not JSON, such as a date: freezing a job that has it fails. */
export class NotJson {
  constructor(readonly what: string) {}
}

export type Variable = null | boolean | number | string | NotJson | readonly Variable[] | VariableMap;

/** Keys are those of `YamlMap.entries`: text as it is, others with a leading NUL. */
export type VariableMap = ReadonlyMap<string, Variable>;

/** Makes variables of a mapping. */
export function variablesOf(map: YamlMap): VariableMap {
  return new Map([...map.entries].map(([name, { value }]) => [name, variableOf(value)]));
}

function variableOf(node: YamlNode): Variable {
  if (node.localTag !== undefined) return new NotJson(node.localTag);
  if (node.kind === 'list') return node.items.map(variableOf);
  if (node.kind === 'map') return variablesOf(node);
  return node.type === 'timestamp' ? new NotJson('a date') : node.value;
}

/** Lays `over` over `under`: maps are merged at every depth, all else is replaced. Zuul source: `Job._deepUpdate`. */
export function mergeVariables(under: VariableMap, over: VariableMap): VariableMap {
  if (over.size === 0) return under;
  if (under.size === 0) return over;
  const merged = new Map<string, Variable>();
  for (const [name, value] of under) if (!over.has(name)) merged.set(name, value);
  for (const [name, value] of over) {
    const below = under.get(name);
    merged.set(name, below instanceof Map && value instanceof Map ? mergeVariables(below, value) : value);
  }
  return merged;
}

/** Why variables cannot be written as JSON with sorted keys, as Zuul does when it freezes a job. */
export function jsonFault(value: Variable): string | undefined {
  if (value instanceof NotJson) return `${value.what} is not JSON serializable`;
  if (Array.isArray(value)) return firstFault(value as readonly Variable[]);
  if (!(value instanceof Map)) return undefined;
  const map = value as VariableMap;
  const kinds = new Set([...map.keys()].map(kindOfKey));
  if (kinds.has('other') || kinds.size > 1) return 'keys of different types cannot be sorted';
  return firstFault([...map.values()]);
}

function firstFault(values: readonly Variable[]): string | undefined {
  for (const value of values) {
    const fault = jsonFault(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function kindOfKey(name: string): 'text' | 'number' | 'null' | 'other' {
  if (!name.startsWith('\0')) return 'text';
  if (name.startsWith('\0n') && name !== '\0null') return 'number';
  return name === '\0null' ? 'null' : 'other';
}

/** Variables as plain data, keys as text. */
export function plainVariables(map: VariableMap): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...map].map(([name, value]) => [plainKey(name), plain(value)]));
}

function plain(value: Variable): unknown {
  if (value instanceof NotJson) return value.what;
  if (Array.isArray(value)) return (value as readonly Variable[]).map(plain);
  return value instanceof Map ? plainVariables(value as VariableMap) : value;
}

function plainKey(name: string): string {
  if (!name.startsWith('\0')) return name;
  return name === '\0null' ? 'None' : name.replace(/^\0n?/, '');
}
