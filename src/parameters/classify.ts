import {
  BUILD_FIELDS,
  type BuildField,
  type FieldPiece,
  type ParameterAnswer,
  type ParameterValue,
} from '../model/parameters.js';
import type { Probe } from './probes.js';

/** What one call did, as the program in Python tells it. */
export interface Call {
  /** Parameters that are new or have another value. */
  readonly set?: Readonly<Record<string, unknown>>;
  readonly removed?: readonly string[];
  /** Parameter → what was read of the build before it was last written. */
  readonly before?: Readonly<Record<string, readonly string[]>>;
  /** What was read of the build in all. */
  readonly read: readonly string[];
  readonly error?: string;
  readonly unknown?: string;
}

/** Tell one build from another, and are never what a function decides by. */
const IDENTITIES = new RegExp(
  [
    /^item\.change\.(?:number|patchset|refspec|url|newrev|oldrev|_id|getBasePath)$/.source,
    /^item\.current_build_set\.(?:ref|commit)$/.source,
    /^params\[/.source,
  ].join('|'),
);

/** Pieces of fields that functions take, longest first: log paths begin with the end of the number. */
const LENGTHS: Readonly<Partial<Record<BuildField, readonly number[]>>> = {
  number: [-2],
  uuid: [7, 8],
  newrev: [7, 8, 2],
  oldrev: [7, 8],
};

const UNSET = Symbol('not set');

/**
 * Tells what of a function's doing is the same for all builds.
 *
 * @param calls One for each probe, in their order.
 */
export function classify(calls: readonly Call[], probes: readonly Probe[]): ParameterAnswer {
  const error = calls.find((call) => call.error !== undefined)?.error;
  if (error !== undefined) return { parameters: {}, odd: {}, error };
  const unknown = calls.find((call) => call.unknown !== undefined)?.unknown;
  if (unknown !== undefined) return { parameters: {}, odd: {}, unknown };
  const names = new Set(calls.flatMap(({ set = {}, removed = [] }) => [...Object.keys(set), ...removed]));
  const parameters: Record<string, ParameterValue> = {};
  const odd: Record<string, string> = {};
  for (const name of [...names].sort()) {
    parameters[name] = valueOf(name, calls, probes);
    const kind = calls.map(({ set = {} }) => oddKind(set[name])).find((found) => found !== undefined);
    if (kind !== undefined) odd[name] = kind;
  }
  return { parameters, odd };
}

function valueOf(name: string, calls: readonly Call[], probes: readonly Probe[]): ParameterValue {
  const reads = [...new Set(calls.flatMap(({ before = {} }) => before[name] ?? []))].sort();
  const texts = calls.map((call) => textIn(call, name));
  const [first] = texts;
  if (texts.every((text) => text === first)) {
    return { kind: 'static', text: asText(first), tried: reads.filter((path) => !IDENTITIES.test(path)) };
  }
  const parts = templateOf(texts, probes);
  // Where the parameter was not written in all calls, something that all of them read decides that.
  const all = reads.length > 0 ? reads : [...new Set(calls.flatMap(({ read }) => read))].sort();
  if (parts !== undefined) return { kind: 'template', parts };
  // What tells one build from another is rarely what a function decides by.
  const contents = all.filter((path) => !IDENTITIES.test(path));
  return { kind: 'varies', reads: contents.length > 0 ? contents : all };
}

function asText(text: string | null | undefined | typeof UNSET): string | null {
  return typeof text === 'string' ? text : null;
}

/** `null` for one that is taken away or none at all: neither is in the environment of the job. */
function textIn({ set = {}, removed = [] }: Call, name: string): string | null | typeof UNSET {
  if (removed.includes(name)) return null;
  if (!Object.hasOwn(set, name)) return UNSET;
  const value = set[name];
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function oddKind(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return undefined;
  if (value === null) return 'none';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a mapping';
  return typeof value === 'number' ? 'a number' : 'a truth value';
}

/**
 * Takes the text of one call apart by what its build has, and tries the result on the others. Where a name happens to hold
 * the number of one of the builds, another one shows what is meant.
 */
function templateOf(
  texts: readonly (string | null | typeof UNSET)[],
  probes: readonly Probe[],
): readonly (string | FieldPiece)[] | undefined {
  for (const [index, text] of texts.entries()) {
    if (typeof text !== 'string') return undefined;
    const parts = takeApart(text, probes[index]!);
    if (texts.every((other, at) => other === putTogether(parts, probes[at]!))) return parts;
  }
  return undefined;
}

function takeApart(text: string, probe: Probe): (string | FieldPiece)[] {
  const pieces = BUILD_FIELDS.flatMap((field): FieldPiece[] => [
    { field },
    ...(LENGTHS[field] ?? []).map((length) => ({ field, length })),
  ])
    .map((piece) => ({ piece, shown: pieceOf(piece, probe) }))
    .sort((a, b) => b.shown.length - a.shown.length);
  const parts: (string | FieldPiece)[] = [];
  let literal = '';
  for (let at = 0; at < text.length;) {
    const found = pieces.find(({ shown }) => text.startsWith(shown, at));
    if (found === undefined) literal += text[at++]!;
    else {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push(found.piece);
      at += found.shown.length;
    }
  }
  return literal === '' ? parts : [...parts, literal];
}

/** The text that a template comes to for one build. */
export function putTogether(
  parts: readonly (string | FieldPiece)[],
  fields: Readonly<Record<BuildField, string>>,
): string {
  return parts.map((part) => (typeof part === 'string' ? part : pieceOf(part, fields))).join('');
}

function pieceOf({ field, length }: FieldPiece, fields: Readonly<Record<BuildField, string>>): string {
  const text = fields[field];
  if (length === undefined) return text;
  return length < 0 ? text.slice(length) : text.slice(0, length);
}
