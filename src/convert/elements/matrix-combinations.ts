import { slug } from '../attach/slug.js';
import type { Axis } from './matrix-axes.js';

/** One value for each axis. */
export interface Cell {
  /** Axis → value, in the order of the axes. */
  readonly values: Readonly<Record<string, string>>;
  /** Numbers that a filter may ask for: one running from 0, and one made for thinning out. */
  readonly uniqueId: number;
  readonly index: number;
}

/** Jenkins itself knows no limit; so many jobs are nothing a person could look after. */
export const MOST_COMBINATIONS = 500;

/** How many combinations the axes have; one where there is no axis. */
export function countCombinations(axes: readonly Axis[]): number {
  return axes.reduce((product, { values }) => product * values.length, 1);
}

/**
 * All combinations, the last axis changing fastest. Source of the numbers: matrix-project plugin, Combination.toIndex and
 * FilterScript.toModuloIndex.
 *
 * @param axes not more than {@link MOST_COMBINATIONS} combinations of them
 */
export function combinationsOf(axes: readonly Axis[]): Cell[] {
  let cells: Cell[] = [{ values: {}, uniqueId: 0, index: 0 }];
  for (const { name, values } of axes) {
    cells = cells.flatMap((cell) =>
      values.map((value, position) => ({
        values: { ...cell.values, [name]: value },
        uniqueId: cell.uniqueId * values.length + position,
        index: (cell.index + position) * 31,
      })),
    );
  }
  return cells;
}

/** Jenkins' name of a combination: axes in the order of their names. Source: Combination.toString. */
export function jenkinsName({ values }: Cell): string {
  const parts = Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return parts.length === 0 ? 'default' : parts.join(',');
}

/**
 * Words for the names of jobs: the values of the axes that have more than one. A number behind them tells those apart that
 * would read alike.
 */
export function wordsOf(cells: readonly Cell[], axes: readonly Axis[]): string[][] {
  const telling = axes.filter(({ values }) => values.length > 1);
  const taken = new Map<string, number>();
  return cells.map(({ values }) => {
    const words = telling.map(({ name }) => slug(values[name]!));
    for (let number = 2, wanted = words.join('-'); ; number += 1) {
      const name = words.join('-').toLowerCase();
      if (!taken.has(name)) {
        taken.set(name, 1);
        return words;
      }
      words.splice(0, words.length, `${wanted}-${String(number)}`);
    }
  });
}

/**
 * Label expression of a combination: the values of all axes of labels, those of expressions last. Nothing where there are none.
 * Source: MatrixConfiguration.getAssignedLabel.
 */
export function labelOf({ values }: Cell, axes: readonly Axis[]): string | undefined {
  const of = (kind: Axis['label']): string[] =>
    axes.filter(({ label }) => label === kind).map(({ name }) => values[name]!);
  const labels = [...of('atom'), ...of('expression')];
  return labels.length === 0 ? undefined : labels.join('&&');
}
