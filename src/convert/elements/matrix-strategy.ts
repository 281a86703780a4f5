import type { Element } from '../../read/jenkins/element.js';
import { compileFilter, type CombinationFilter } from './combination-filter.js';
import { yamlOf } from './matrix-axes.js';
import { jenkinsName, type Cell } from './matrix-combinations.js';

/** Which combinations of a matrix run, and in which order. */
export interface Strategy {
  readonly sequential: boolean;
  /** Those that run before all others. They run whatever the filter says. */
  readonly first: CombinationFilter;
  /** The worst result of those with which the others run; absent where they run in any case. */
  readonly needs?: 'SUCCESS' | 'UNSTABLE';
  /** Combinations that the strategy itself leaves out. */
  readonly excludes: (cell: Cell) => boolean;
}

const PLAIN: Strategy = { sequential: false, first: () => false, excludes: () => false };

/**
 * Reads `executionStrategy`. Sources: matrix-project plugin, DefaultMatrixExecutionStrategyImpl; yaml-axis plugin,
 * YamlMatrixExecutionStrategy.
 *
 * @param defaultOf Default of a parameter of the job.
 * @returns nothing where only a build can tell; its leaves are unread then.
 */
export function readStrategy(
  strategy: Element | undefined,
  defaultOf: (parameter: string) => string | undefined,
): Strategy | undefined {
  const kind = strategy?.type.split('.').at(-1);
  if (strategy === undefined || kind === 'DefaultMatrixExecutionStrategyImpl' || strategy.type === strategy.name) {
    return classic(strategy, defaultOf);
  }
  return kind === 'YamlMatrixExecutionStrategy' ? byYaml(strategy) : undefined;
}

function classic(
  strategy: Element | undefined,
  defaultOf: (parameter: string) => string | undefined,
): Strategy | undefined {
  if (strategy === undefined) return PLAIN;
  const text = strategy.child('touchStoneCombinationFilter')?.rawText.trim() ?? '';
  const first = text === '' ? PLAIN.first : compileFilter(text, defaultOf);
  if (first === undefined) return undefined;
  strategy.attribute('class');
  const result = strategy.child('touchStoneResultCondition');
  const name = result?.child('name')?.rawText.trim().toUpperCase();
  strategy.textOf('touchStoneCombinationFilter');
  result?.child('name')?.text();
  // What else stands there follows from the name of the result.
  result?.judgeAll('dropped');
  const needs = name === 'SUCCESS' || name === 'UNSTABLE' ? { needs: name } : {};
  return { ...PLAIN, sequential: strategy.booleanOf('runSequentially'), first, ...needs } as Strategy;
}

/** Excluded combinations stand below a key, each as axis → value; all others run. */
function byYaml(strategy: Element): Strategy | undefined {
  const key = strategy.child('excludeKey')?.rawText.trim() ?? 'exclude';
  const list = yamlOf(strategy.child('yamlText')?.rawText ?? '')?.[key];
  if (strategy.child('yamlType')?.rawText.trim() !== 'text' || !Array.isArray(list)) return undefined;
  strategy.attribute('class');
  for (const name of ['yamlType', 'yamlText', 'excludeKey']) strategy.textOf(name);
  strategy.child('yamlFile')?.judgeAll('dropped');
  const excluded = list.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null);
  const fits = ({ values }: Cell, one: Record<string, unknown>): boolean =>
    Object.entries(one).every(([axis, value]) => [value].flat().some((each) => String(each) === values[axis]));
  return { ...PLAIN, excludes: (cell) => excluded.some((one) => fits(cell, one)) };
}

/** Combinations that run, and which of the others each waits for. */
export interface Plan {
  readonly cells: readonly Cell[];
  /** By the name of a combination: names of those before it. */
  readonly after: ReadonlyMap<string, readonly string[]>;
  readonly first: readonly Cell[];
}

/** @returns nothing where a filter cannot be answered for one of the combinations. */
export function planCombinations(
  all: readonly Cell[],
  filter: CombinationFilter,
  strategy: Strategy,
): Plan | undefined {
  const first: Cell[] = [];
  const others: Cell[] = [];
  for (const cell of all) {
    const isFirst = strategy.first(cell);
    const runs = isFirst === false ? filter(cell) : true;
    if (isFirst === undefined || runs === undefined) return undefined;
    if (strategy.excludes(cell) || !runs) continue;
    (isFirst ? first : others).push(cell);
  }
  const before = strategy.needs !== undefined ? first.map(jenkinsName) : [];
  const after = new Map(others.map((cell) => [jenkinsName(cell), before]));
  return { cells: all.filter((cell) => first.includes(cell) || others.includes(cell)), after, first };
}
