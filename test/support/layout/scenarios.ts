import fc, { type Arbitrary } from 'fast-check';
import type { Scenario } from '../../../src/model/scenario.js';
import { BRANCHES, FILES, REFS, type Expression } from './pools.js';
import { isMap, type Plain } from './text.js';
import type { RandomLayout } from '../random-layout.js';

const COMMIT_MSG = '/COMMIT_MSG';

/** Texts that the expressions of a layout can tell apart. */
interface Texts {
  readonly branches: readonly string[];
  readonly paths: readonly string[];
  readonly refs: readonly string[];
}

/** Scenarios for a layout: every project in every pipeline, with branches, refs and files from its expressions and near misses. */
export function scenariosFor(layout: RandomLayout, most: number): Arbitrary<readonly Scenario[]> {
  const places = placesOf(layout);
  if (places.length === 0) return fc.constant([]);
  const { branches, paths, refs } = textsOf(layout);
  const path = fc.constantFrom(...paths);
  const files = fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.constant([COMMIT_MSG]) },
    { weight: 1, arbitrary: fc.constant([COMMIT_MSG, '/MERGE_LIST']) },
    { weight: 6, arbitrary: fc.uniqueArray(path, { minLength: 1, maxLength: 3 }).map((list) => [COMMIT_MSG, ...list]) },
    { weight: 1, arbitrary: fc.uniqueArray(path, { minLength: 1, maxLength: 2 }) },
  );
  const change = fc.tuple(fc.constantFrom(...branches), files);
  const ref = fc.tuple(
    fc.constantFrom(...refs),
    fc.constantFrom('update' as const, 'create' as const, 'delete' as const),
  );
  const scenario: Arbitrary<Scenario> = fc.constantFrom(...places).chain((at) => {
    const [changes, updates, ticks] = WEIGHTS[at.pipeline] ?? [1, 1, 1];
    return fc.oneof(
      {
        weight: changes,
        arbitrary: change.map(([branch, list]) => ({ ...at, kind: 'change' as const, branch, files: list })),
      },
      { weight: updates, arbitrary: ref.map(([name, op]) => ({ ...at, kind: 'ref' as const, ref: name, op })) },
      { weight: ticks, arbitrary: fc.constant({ ...at, kind: 'timer' as const }) },
    );
  });
  return fc.array(scenario, { minLength: Math.min(most, 3 * places.length), maxLength: most });
}

/** How often changes, refs and timers are asked about: mostly what gets into the pipeline. */
const WEIGHTS: Readonly<Record<string, readonly [change: number, ref: number, timer: number]>> = {
  check: [20, 2, 1],
  gate: [20, 1, 1],
  'gate-2': [20, 1, 1],
  post: [1, 20, 1],
  tag: [1, 20, 1],
  periodic: [1, 1, 6],
};

interface InPipeline {
  readonly project: string;
  readonly pipeline: string;
}

function placesOf({ layout }: RandomLayout): InPipeline[] {
  const names = (key: string): string[] => itemsOf(layout[key]).map((item) => String(isMap(item) ? item['name'] : ''));
  return names('projects').flatMap((project) => names('pipelines').map((pipeline) => ({ project, pipeline })));
}

function itemsOf(value: Plain | undefined): readonly Plain[] {
  return Array.isArray(value) ? (value as readonly Plain[]) : [];
}

function textsOf({ text }: RandomLayout): Texts {
  const near = (expressions: readonly Expression[]): string[] =>
    expressions.filter(({ pattern }) => text.includes(JSON.stringify(pattern).slice(1, -1))).flatMap((one) => one.near);
  const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
  const branches = near(BRANCHES);
  return {
    branches: distinct(['master', 'stable/1.0', ...branches.filter((branch) => !branch.startsWith('refs/'))]),
    paths: distinct(['docs/a', 'src/b.py', ...near(FILES)]),
    refs: distinct(['refs/heads/master', 'refs/tags/1.0', 'master', ...near(REFS), ...branches]),
  };
}

/** A layout with scenarios. */
export function withScenarios(
  layouts: Arbitrary<RandomLayout>,
  most: number,
): Arbitrary<RandomLayout & { readonly scenarios: readonly Scenario[] }> {
  return layouts.chain((layout) => scenariosFor(layout, most).map((scenarios) => ({ ...layout, scenarios })));
}
