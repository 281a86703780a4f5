import type { CallExpression } from '../../read/jenkinsfile/syntax.js';
import { argumentsOf, bodyOf, callOf, known } from './arguments.js';
import type { Context } from './context.js';

/** Values of the axes of one cell. */
export type Cell = Readonly<Record<string, string>>;

interface Axis {
  readonly name: string;
  readonly values: readonly string[];
  /** Of `excludes`: all values but these. */
  readonly isNot: boolean;
}

/**
 * The cells of a matrix: the last axis changes fastest, excluded ones are left out. Source: Pipeline Syntax, `matrix`.
 *
 * @returns nothing where a value is worked out.
 */
export function cellsOf(sections: ReadonlyMap<string, CallExpression>, context: Context): readonly Cell[] | undefined {
  const axes = axesOf(sections.get('axes'), context);
  const excludes = (sections.has('excludes') ? bodyOf(sections.get('excludes')!) : []).map((statement) => {
    const call = callOf(statement);
    return call?.name === 'exclude' ? axesOf(call, context) : undefined;
  });
  if (axes === undefined || axes.length === 0 || excludes.some((exclude) => exclude === undefined)) return undefined;
  let cells: Cell[] = [{}];
  for (const { name, values } of axes)
    cells = cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value })));
  if (cells.length > MOST_CELLS) return undefined;
  return cells.filter((cell) => !excludes.some((exclude) => exclude!.every((axis) => fits(cell, axis))));
}

/** More are not written out one after the other. */
const MOST_CELLS = 64;

function fits(cell: Cell, { name, values, isNot }: Axis): boolean {
  return values.includes(cell[name] ?? '') !== isNot;
}

function axesOf(section: CallExpression | undefined, context: Context): readonly Axis[] | undefined {
  const axes = (section === undefined ? [] : bodyOf(section)).map((statement): Axis | undefined => {
    const call = callOf(statement);
    return call?.name === 'axis' ? axisOf(call, context) : undefined;
  });
  return axes.some((axis) => axis === undefined) ? undefined : (axes as Axis[]);
}

function axisOf(call: CallExpression, context: Context): Axis | undefined {
  const fields = new Map(bodyOf(call).map((statement) => [callOf(statement)?.name ?? '', callOf(statement)]));
  const name = known(fields.get('name')?.values[0]?.value, context);
  const isNot = fields.has('notValues');
  const list = fields.get('values') ?? fields.get('notValues');
  if (name === undefined || list === undefined) return undefined;
  const { named, more } = argumentsOf(list);
  const values = [named.get('value'), ...more].map((value) => known(value, context));
  return values.some((value) => value === undefined) ? undefined : { name, values: values as string[], isNot };
}
