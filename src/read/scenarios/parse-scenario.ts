import { InputError } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';
import type { ItemKind, RefOperation, Scenario } from '../../model/scenario.js';
import type { ReadScenario } from './read-scenarios.js';

const KINDS: readonly ItemKind[] = ['change', 'ref', 'timer'];
const OPERATIONS: readonly RefOperation[] = ['update', 'create', 'delete'];
const FIELDS = new Set(['project', 'pipeline', 'kind', 'branch', 'files', 'ref', 'op']);

/**
 * Reads one line of a file of scenarios: `project`, `pipeline`, `kind` (`change`, `ref` or `timer`), for a change `branch` and
 * `files` (default: none), for a ref `ref` and `op` (default: `update`).
 *
 * @throws InputError for a line that is no such object, saying which field is wrong.
 */
export function parseScenario(line: string, at: Place): ReadScenario {
  const record = parseObject(line, at);
  const others = Object.fromEntries(Object.entries(record).filter(([name]) => !FIELDS.has(name)));
  return { scenario: scenarioOf(record, at), others };
}

function parseObject(line: string, at: Place): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return fail(at, 'this line is no JSON; expected one object a line');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail(at, 'this line is no JSON object; expected {"project": …, "pipeline": …, "kind": …}');
  }
  return value as Record<string, unknown>;
}

function scenarioOf(record: Readonly<Record<string, unknown>>, at: Place): Scenario {
  const place = { project: text(record, 'project', at), pipeline: text(record, 'pipeline', at) };
  switch (oneOf(record, 'kind', KINDS, at)) {
    case 'change':
      return { ...place, kind: 'change', branch: text(record, 'branch', at), files: texts(record, 'files', at) };
    case 'ref': {
      const op = record['op'] === undefined ? 'update' : oneOf(record, 'op', OPERATIONS, at);
      return { ...place, kind: 'ref', ref: text(record, 'ref', at), op };
    }
    case 'timer':
      return { ...place, kind: 'timer' };
  }
}

function text(record: Readonly<Record<string, unknown>>, field: string, at: Place): string {
  const value = record[field];
  return typeof value === 'string' ? value : wrong(field, value, 'a text', at);
}

function texts(record: Readonly<Record<string, unknown>>, field: string, at: Place): readonly string[] {
  const value = record[field] ?? [];
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  return isList ? value : wrong(field, value, 'a list of paths', at);
}

function oneOf<T extends string>(
  record: Readonly<Record<string, unknown>>,
  field: string,
  words: readonly T[],
  at: Place,
): T {
  const word = words.find((known) => known === record[field]);
  return word ?? wrong(field, record[field], words.join(', ').replace(/, (\w+)$/, ' or $1'), at);
}

function wrong(field: string, value: unknown, expected: string, at: Place): never {
  const found = value === undefined ? `has no ${field}` : `has ${JSON.stringify(value)} as ${field}`;
  return fail(at, `this scenario ${found}; expected ${expected}`);
}

function fail(at: Place, message: string): never {
  throw new InputError({ at, message });
}
