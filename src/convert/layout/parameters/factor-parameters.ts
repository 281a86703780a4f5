import type { ParameterAnswer, ParameterTable } from '../../../model/parameters.js';
import { DEFAULT, keyOf, sizeOf, type Expression } from './expression.js';
import { conditionsOnProjects, holds, learn, sameRow, simplest, textOfValue, type Hints, type Row } from './learn.js';

/** What becomes of the parameters that functions set. */
export interface FactoredParameters {
  /** v2 job → parameter → how it follows from the item. */
  readonly jobs: ReadonlyMap<string, Readonly<Record<string, Expression>>>;
  /** Project → variable → its value. */
  readonly projects: ReadonlyMap<string, Readonly<Record<string, Expression>>>;
  /** Parameters of jobs whose values could not be put into words. */
  readonly unresolved: readonly JobParameter[];
}

export interface JobParameter {
  readonly job: string;
  readonly parameter: string;
}

/** More to read than this is worth variables of projects. */
const MOST_WORDS = 14;

/** Parts into which names of projects are taken. */
const MOST_CASES = 3;

/**
 * Says a table of answers with few words: what is the same for all uses of a job stands at the job, what follows from
 * pipeline, branch or the name of the project as an expression, all else as variables of the projects, which the jobs
 * refer to.
 *
 * @param leftOut Parameters that nothing is to be written for.
 */
export function factorParameters(table: ParameterTable, leftOut: ReadonlySet<string> = new Set()): FactoredParameters {
  const jobs = new Map<string, Record<string, Expression>>();
  const unresolved: JobParameter[] = [];
  const open = new Map<string, { job: string; rows: readonly Row[] }[]>();
  const say = (job: string, parameter: string, expression: Expression): void => {
    if (expression.kind === 'default') return;
    const known = jobs.get(job);
    if (known === undefined) jobs.set(job, { [parameter]: expression });
    else known[parameter] = expression;
  };
  for (const { job, places } of table.jobs) {
    for (const parameter of parametersOf(table, places)) {
      if (leftOut.has(parameter)) continue;
      const rows = rowsOf(table, places, parameter);
      if (rows.length === 0) continue;
      const expression = withoutVariables(rows, table.compared);
      if (expression !== undefined) say(job, parameter, expression);
      else open.set(parameter, [...(open.get(parameter) ?? []), { job, rows }]);
    }
  }
  const projects = new Map<string, Record<string, Expression>>();
  for (const [parameter, users] of open) {
    for (const group of groupsOf(parameter, users)) {
      const variable = variableFor(group, table.compared);
      if (variable === undefined) {
        unresolved.push(...group.jobs.map((job) => ({ job, parameter })));
        continue;
      }
      for (const job of group.jobs)
        say(job, parameter, { kind: 'variable', name: group.name, otherwise: variable.usual });
      for (const [project, expression] of variable.special) {
        projects.set(project, { ...projects.get(project), [group.name]: expression });
      }
    }
  }
  return { jobs, projects, unresolved };
}

type Places = ParameterTable['jobs'][number]['places'];

function parametersOf({ answers }: ParameterTable, places: Places): string[] {
  const indices = new Set(places.flatMap((place) => place.answers.map(([, answer]) => answer)));
  return [...new Set([...indices].flatMap((index) => Object.keys(answers[index]!.parameters)))].sort();
}

function rowsOf({ answers, items }: ParameterTable, places: Places, parameter: string): Row[] {
  const rows: Row[] = [];
  for (const { project, pipeline, answers: own } of places) {
    for (const [item, index] of own) {
      const answer: ParameterAnswer = answers[index]!;
      const value = answer.parameters[parameter];
      // Of what fails or follows from the change nothing can be said; a finding does.
      if (answer.error !== undefined || answer.unknown !== undefined || value?.kind === 'varies') continue;
      rows.push({ project, pipeline, item: items[item]!, value });
    }
  }
  return rows;
}

/** An expression without variables of projects; `undefined`: there is none that is short. */
function withoutVariables(rows: readonly Row[], hints: Hints): Expression | undefined {
  const found = plain(rows, hints) ?? cases(rows, hints, MOST_CASES);
  return found === undefined || sizeOf(found) > MOST_WORDS ? undefined : found;
}

/** An expression that does not ask for the project, though it may hold its name. */
function plain(rows: readonly Row[], hints: Hints): Expression | undefined {
  const simple = simplest(rows);
  if (simple !== undefined) return simple;
  const once = oncePerItem(rows);
  return once === undefined ? undefined : learn(once, hints);
}

/** Projects told apart by their names: the largest part of them that is plain comes first. */
function cases(rows: readonly Row[], hints: Hints, most: number): Expression | undefined {
  if (most === 0) return undefined;
  const sides = [...conditionsOnProjects(rows, hints)]
    .map((when) => ({ when, inside: rows.filter((row) => holds(when, row)) }))
    .filter(({ inside }) => inside.length > 0 && inside.length < rows.length)
    .sort((a, b) => b.inside.length - a.inside.length);
  for (const { when, inside } of sides) {
    const then = plain(inside, hints);
    if (then === undefined) continue;
    const outside = rows.filter((row) => !holds(when, row));
    const otherwise = plain(outside, hints) ?? cases(outside, hints, most - 1);
    if (otherwise === undefined || keyOf(then) === keyOf(otherwise)) continue;
    return { kind: 'choice', when, then, otherwise };
  }
  return undefined;
}

/** One row for each item in each pipeline, where the project makes no difference. */
function oncePerItem(rows: readonly Row[]): readonly Row[] | undefined {
  const byItem = new Map<string, Map<object, Row>>();
  for (const row of rows) {
    let items = byItem.get(row.pipeline);
    if (items === undefined) byItem.set(row.pipeline, (items = new Map()));
    const known = items.get(row.item);
    if (known === undefined) items.set(row.item, row);
    else if (!sameRow(known, row)) return undefined;
  }
  return [...byItem.values()].flatMap((items) => [...items.values()]);
}

/** Jobs for which a parameter is the same wherever they meet. */
interface Group {
  readonly name: string;
  readonly jobs: readonly string[];
  readonly byProject: ReadonlyMap<string, readonly Row[]>;
}

function groupsOf(
  parameter: string,
  users: readonly { readonly job: string; readonly rows: readonly Row[] }[],
): Group[] {
  const groups: { jobs: string[]; rows: Map<string, Row> }[] = [];
  for (const { job, rows } of users) {
    const keyed = rows.map((row): [string, Row] => [
      `${row.project}\n${row.pipeline}\n${String(itemId(row.item))}`,
      row,
    ]);
    const fits = ({ rows: known }: { rows: ReadonlyMap<string, Row> }): boolean =>
      keyed.every(([key, row]) => {
        const other = known.get(key);
        return other === undefined || sameRow(other, row);
      });
    let group = groups.find(fits);
    if (group === undefined) groups.push((group = { jobs: [], rows: new Map() }));
    group.jobs.push(job);
    for (const [key, row] of keyed) group.rows.set(key, row);
  }
  return groups.map(({ jobs, rows }, index) => {
    const byProject = new Map<string, Row[]>();
    for (const row of rows.values()) {
      const own = byProject.get(row.project);
      if (own === undefined) byProject.set(row.project, [row]);
      else own.push(row);
    }
    return { name: nameOf(parameter, index, jobs), jobs, byProject };
  });
}

/** Zuul takes letters, digits and underscores. The first group has the plain name, one of a single job that job's. */
function nameOf(parameter: string, index: number, jobs: readonly string[]): string {
  const behind = index === 0 ? '' : jobs.length === 1 ? `_${jobs[0]!}` : `_${String(index + 1)}`;
  return `parameter_${parameter}${behind}`.toLowerCase().replace(/[^a-z0-9_]+/g, '_');
}

/** The usual value, and those of the projects that have another one. */
function variableFor(
  { byProject }: Group,
  hints: Hints,
): { readonly usual: Expression; readonly special: readonly (readonly [string, Expression])[] } | undefined {
  const known = new Map<string, Expression | undefined>();
  const found: [string, Expression][] = [];
  const counts = new Map<string, number>();
  for (const [project, rows] of byProject) {
    const key = rows
      .map(({ pipeline, item, value }) => `${pipeline} ${String(itemId(item))} ${textOfValue(value)}`)
      .join('\n');
    if (!known.has(key)) known.set(key, learn(rows, hints));
    const expression = known.get(key);
    if (expression === undefined) return undefined;
    found.push([project, expression]);
    counts.set(keyOf(expression), (counts.get(keyOf(expression)) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  // A short value is a better default than a long one that happens to be as frequent.
  const [, usual = DEFAULT] =
    found
      .filter(([, expression]) => counts.get(keyOf(expression)) === most)
      .sort(([, a], [, b]) => keyOf(a).length - keyOf(b).length)[0] ?? [];
  return { usual, special: found.filter(([, expression]) => keyOf(expression) !== keyOf(usual)) };
}

const itemIds = new WeakMap<object, number>();
let items = 0;

/** Items of a table are one object each. */
function itemId(item: object): number {
  let id = itemIds.get(item);
  if (id === undefined) itemIds.set(item, (id = items++));
  return id;
}
