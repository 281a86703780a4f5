import type { V3Evaluator } from '../evaluate/v3/evaluator.js';
import type { Evaluator } from '../model/evaluator.js';
import type { Settings } from '../model/settings.js';

/**
 * What Zuul v2 does with a layout.
 *
 * @param path A layout, or a zuul.conf that names one.
 * @throws InputError for everything that Zuul v2 refuses a layout for.
 */
export async function layoutEvaluator(path: string, settings: Settings): Promise<Evaluator> {
  const [{ readLayout }, { checkPattern }, { createV2Evaluator }] = await Promise.all([
    import('../read/layout/read-layout.js'),
    import('../regex/check-pattern.js'),
    import('../evaluate/v2/evaluator.js'),
  ]);
  const { zuulV2Version } = settings;
  const { layout } = readLayout(path, { zuulV2Version, checkPattern });
  return createV2Evaluator(layout, { zuulV2Version });
}

/**
 * What Zuul v3 does with a tree of configuration.
 *
 * @param folder The checkout of a config project.
 * @param settings Name the default branch, which items of timers are for.
 * @throws InputError when there is no such folder, or no tenant file in it.
 */
export async function treeEvaluator(folder: string, { defaultBranches }: Settings): Promise<V3Evaluator> {
  const { createV3Evaluator } = await import('../evaluate/v3/evaluator.js');
  const evaluator = createV3Evaluator(folder);
  const [main = 'master'] = defaultBranches;
  if (main === 'master') return evaluator;
  // Only now it is known which projects there are. What a config project says is read from its load-branch.
  const code = evaluator.tree.tenant.projects.filter(({ trusted }) => !trusted);
  const branches = Object.fromEntries(code.map(({ name }) => [name, [main]]));
  return createV3Evaluator(folder, { branches });
}
