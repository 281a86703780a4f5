import type { Comparison, ItemFacts, ParameterValue } from '../../../model/parameters.js';
import { evaluatePython } from '../../../regex/evaluate-python.js';
import { DEFAULT, keyOf, sizeOf, type Condition, type Expression, type ItemField, type Part } from './expression.js';

/** What a function made of one parameter for one item; no value: it left it alone. */
export interface Row {
  readonly project: string;
  readonly pipeline: string;
  readonly item: ItemFacts;
  readonly value: Exclude<ParameterValue, { readonly kind: 'varies' }> | undefined;
}

/** What the function was seen to compare, which tells names apart, beside the names themselves. */
export type Hints = readonly Comparison[];

const MOST_DEPTH = 5;

/** The first part of a name, as `mediawiki/extensions/`. */
const FOLDERS = /^(?:[^/]+\/){1,3}/;

/** What a search has found for parts of the table: key of the rows → expression. */
interface Search {
  readonly hints: Hints;
  /** Whether names may be compared that the function was not seen to ask for. */
  readonly triesNames: boolean;
  readonly ids: ReadonlyMap<Row, number>;
  readonly found: Map<string, Expression | undefined>;
}

/**
 * Finds a short way to say a table whose rows all belong to one project, or do not depend on the project.
 *
 * @param rows None that contradict each other.
 */
export function learn(rows: readonly Row[], hints: Hints): Expression | undefined {
  const simple = simplest(rows);
  if (simple !== undefined) return simple;
  const ids = new Map(rows.map((row, index) => [row, index]));
  const search = { hints, ids, triesNames: false, found: new Map<string, Expression | undefined>() };
  return (
    learnPart(rows, search, MOST_DEPTH) ??
    learnPart(rows, { ...search, triesNames: true, found: new Map() }, MOST_DEPTH)
  );
}

function learnPart(rows: readonly Row[], search: Search, depth: number): Expression | undefined {
  const simple = simplest(rows);
  if (simple !== undefined || depth === 0) return simple;
  const key = `${String(depth)} ${rows.map((row) => search.ids.get(row)!).join()}`;
  if (search.found.has(key)) return search.found.get(key);
  let best: Expression | undefined;
  for (const condition of conditionsFor(rows, search)) {
    const found = split(rows, condition, search, depth);
    if (found !== undefined && (best === undefined || sizeOf(found) < sizeOf(best))) best = found;
  }
  search.found.set(key, best);
  return best;
}

/** Where one side is simple at once, the search goes on in the other only: a list of cases, not a tree. */
function split(rows: readonly Row[], condition: Condition, search: Search, depth: number): Expression | undefined {
  const [inside, outside] = [rows.filter((row) => holds(condition, row)), rows.filter((row) => !holds(condition, row))];
  if (inside.length === 0 || outside.length === 0) return undefined;
  const then = simplest(inside) ?? (depth === MOST_DEPTH ? learnPart(inside, search, 2) : undefined);
  if (then === undefined) return undefined;
  const otherwise = learnPart(outside, search, depth - 1);
  if (otherwise === undefined || keyOf(then) === keyOf(otherwise)) return undefined;
  return { kind: 'choice', when: condition, then, otherwise };
}

/** One value for all, or one text with something of the item in it. */
export function simplest(rows: readonly Row[]): Expression | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  if (rows.every((row) => sameRow(row, first))) return expressionOf(first);
  return templateFor(rows);
}

/** Whether two rows have the same value. */
export function sameRow({ value }: Row, { value: other }: Row): boolean {
  return value === other || textOfValue(value) === textOfValue(other);
}

const texts = new WeakMap<object, string>();

/** Equal for values that are. */
export function textOfValue(value: Row['value']): string {
  if (value === undefined) return 'null';
  let text = texts.get(value);
  if (text === undefined) {
    text = value.kind === 'static' ? JSON.stringify(value.text) + value.kind : JSON.stringify(value.parts);
    texts.set(value, text);
  }
  return text;
}

function expressionOf({ value }: Row): Expression {
  if (value === undefined) return DEFAULT;
  return value.kind === 'static' ? { kind: 'text', text: value.text } : { kind: 'template', parts: value.parts };
}

const PIECES: readonly ItemField[] = [
  'project',
  'inner-project',
  'short-project',
  'dashed-project',
  'branch',
  'dashed-branch',
  'ref',
  'ref-name',
  'dashed-ref-name',
  'pipeline',
];

/** A text before, something of the item, a text behind. */
function templateFor(rows: readonly Row[]): Expression | undefined {
  const [first] = rows;
  if (first === undefined || !rows.every(({ value }) => value?.kind === 'static' && value.text !== null))
    return undefined;
  const textOf = (row: Row): string => (row.value as { readonly text: string }).text;
  for (const item of PIECES) {
    const piece = fieldOf(item, first);
    if (piece === undefined || piece === '') continue;
    const at = textOf(first).indexOf(piece);
    if (at < 0) continue;
    const [before, behind] = [textOf(first).slice(0, at), textOf(first).slice(at + piece.length)];
    const fits = rows.every((row) => {
      const own = fieldOf(item, row);
      return own !== undefined && textOf(row) === before + own + behind;
    });
    if (!fits) continue;
    const parts: Part[] = [before, { item }, behind].filter((part) => part !== '');
    return { kind: 'template', parts };
  }
  return undefined;
}

/** What a piece is for an item; `undefined`: the item has none. */
export function fieldOf(
  field: ItemField,
  { project, pipeline, item }: Pick<Row, 'project' | 'pipeline' | 'item'>,
): string | undefined {
  switch (field) {
    case 'project':
      return project;
    case 'short-project':
      return project.slice(project.lastIndexOf('/') + 1);
    case 'dashed-project':
      return project.replaceAll('/', '-');
    case 'inner-project':
      return project.replace(/^[^/]+\//, '');
    case 'pipeline':
      return pipeline;
    case 'branch':
      return item.kind === 'change' ? item.branch : undefined;
    case 'dashed-branch':
      return item.kind === 'change' ? item.branch.replaceAll('/', '-') : undefined;
    // An old Gerrit gives branches without their beginning, and Zuul v3 never does.
    case 'ref':
      return item.kind === 'ref' && item.ref.startsWith('refs/') ? item.ref : undefined;
    case 'ref-name':
      return item.kind === 'ref' ? nameOfRef(item.ref) : undefined;
    case 'dashed-ref-name':
      return item.kind === 'ref' ? nameOfRef(item.ref)?.replaceAll('/', '-') : undefined;
  }
}

function nameOfRef(ref: string): string | undefined {
  const name = ref.replace(/^refs\/(?:heads|tags)\//, '');
  return name.startsWith('refs/') ? undefined : name;
}

/** Conditions worth a try: those that are not the same for all rows. */
function* conditionsFor(rows: readonly Row[], { hints, triesNames }: Search): Iterable<Condition> {
  if (new Set(rows.map(({ item }) => item.kind)).size > 1) yield { about: 'change' };
  const pipelines = [...new Set(rows.map(({ pipeline }) => pipeline))];
  if (pipelines.length > 1) yield* pipelineConditions(rows, pipelines);
  const isMixed = rows.some(({ item }) => item.kind !== 'change');
  const mixed = isMixed ? ({ mixed: true } as const) : {};
  const isShort = rows.some(({ item }) => item.kind === 'ref' && !item.ref.startsWith('refs/'));
  for (const { fact, use, text } of hints) {
    // Zuul v3 sees full names where v2 saw short ones.
    if (fact === 'pipeline' || fact === 'project' || (fact === 'ref' && isShort)) continue;
    yield { about: fact, use, text, ...mixed };
  }
  if (!triesNames) return;
  const branches = new Set(rows.flatMap(({ item }) => (item.kind === 'change' ? [item.branch] : [])));
  if (branches.size > 1 && branches.size < 12) {
    for (const text of branches) yield { about: 'branch', use: 'text', text, ...mixed, tried: true };
  }
}

/** Conditions on names of projects: what the function compares them with, and folders. */
export function* conditionsOnProjects(rows: readonly Row[], hints: Hints): Iterable<Condition> {
  const projects = new Set(rows.map(({ project }) => project));
  if (projects.size < 2) return;
  for (const { fact, use, text } of hints) if (fact === 'project') yield { about: fact, use, text };
  const folders = new Map<string, number>();
  for (const project of projects) {
    const folder = FOLDERS.exec(project)?.[0];
    if (folder !== undefined) folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  // A project alone is not worth a condition: it has variables.
  for (const [text, count] of folders) if (count > 2) yield { about: 'project', use: 'start', text };
}

/** Pipelines with the same rows go together. */
function* pipelineConditions(rows: readonly Row[], pipelines: readonly string[]): Iterable<Condition> {
  const alike = new Map<string, string[]>();
  const byPipeline = new Map(pipelines.map((pipeline): [string, Row[]] => [pipeline, []]));
  for (const row of rows) byPipeline.get(row.pipeline)!.push(row);
  for (const pipeline of pipelines) {
    const own = byPipeline.get(pipeline) ?? [];
    const simple = simplest(own);
    const key =
      simple === undefined
        ? own
            .map(({ project, item, value }) => `${project} ${JSON.stringify(item)} ${textOfValue(value)}`)
            .sort()
            .join('\n')
        : keyOf(simple);
    alike.set(key, [...(alike.get(key) ?? []), pipeline]);
  }
  for (const among of alike.values())
    if (among.length < pipelines.length) yield { about: 'pipeline', among: among.sort() };
}

const known = new Map<string, boolean>();

/** Whether a condition holds for an item; for one that has no such thing it does not. */
export function holds(
  condition: Condition,
  { project, pipeline, item }: Pick<Row, 'project' | 'pipeline' | 'item'>,
): boolean {
  if (condition.about === 'change') return item.kind === 'change';
  if (condition.about === 'pipeline') return condition.among.includes(pipeline);
  const name = { project, branch: item.kind === 'change' ? item.branch : '', ref: item.kind === 'ref' ? item.ref : '' }[
    condition.about
  ];
  const { use, text } = condition;
  switch (use) {
    case 'text':
      return name === text;
    case 'start':
      return name.startsWith(text);
    case 'end':
      return name.endsWith(text);
    case 'part':
      return name.includes(text);
    case 'match':
    case 'search': {
      const key = `${use}\n${text}\n${name}`;
      let fits = known.get(key);
      if (fits === undefined) known.set(key, (fits = evaluatePython(text, name, use)));
      return fits;
    }
  }
}
