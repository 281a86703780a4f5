import type { Settings } from '../model/settings.js';
import type { Verification } from '../model/verification.js';
import { verifyTree } from './verify-tree.js';

/**
 * Compares a layout with the tree that was just written, with few items for each project in each pipeline.
 *
 * @param path The layout, or a zuul.conf that names it.
 * @param converted The output folder.
 */
export async function quickVerify(path: string, converted: string, settings: Settings): Promise<Verification> {
  const [{ readLayout }, { createV2Evaluator }] = await Promise.all([
    import('../read/layout/read-layout.js'),
    import('../evaluate/v2/evaluator.js'),
  ]);
  const { zuulV2Version } = settings;
  // It was read once already: what v2 refuses has been told.
  const { layout } = readLayout(path, { zuulV2Version });
  const v2 = createV2Evaluator(layout, { zuulV2Version });
  const { result } = await verifyTree({ layout, v2, converted, settings, depth: 'quick' });
  return result;
}
