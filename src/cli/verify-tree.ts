import type { Evaluator } from '../model/evaluator.js';
import type { V2Layout } from '../model/layout.js';
import type { Settings } from '../model/settings.js';
import type { Verification, Waiver } from '../model/verification.js';
import type { BranchLists } from '../read/branches/branch-lists.js';
import { NO_BRANCHES } from '../read/branches/branch-lists.js';
import type { RecordedEvent } from '../verify/events.js';
import { treeEvaluator } from './evaluators.js';

export interface TreeVerification {
  /** As `readLayout` gave it. */
  readonly layout: V2Layout;
  readonly v2: Evaluator;
  /** Folder of the converted tree. */
  readonly converted: string;
  readonly settings: Settings;
  /** `quick`: few items for each place. */
  readonly depth: 'quick' | 'full';
  readonly branches?: BranchLists;
  readonly events?: readonly RecordedEvent[];
  readonly waivers?: readonly Waiver[];
  /** Decides which waivers count, `2026-11-21`. */
  readonly today?: string;
}

/**
 * Compares a layout with a converted tree as it stands on disk.
 *
 * @throws InputError for a tree that cannot be read at all.
 */
export async function verifyTree(request: TreeVerification): Promise<{ readonly result: Verification }> {
  const { layout, v2, converted, settings, depth, branches = NO_BRANCHES, events, waivers = [], today = '' } = request;
  const [{ readConversion }, { nameMap }, { scenarioSource }, { verify }] = await Promise.all([
    import('../read/conversion/read-conversion.js'),
    import('../verify/names.js'),
    import('../verify/scenarios/derive-scenarios.js'),
    import('../verify/verify.js'),
  ]);
  const { findings, names: written, jenkinsSemaphores } = readConversion(converted);
  const v3 = await treeEvaluator(converted, settings);
  const names = nameMap(v2, v3, written);
  const real = (project: string): { branches: readonly string[] } => ({
    branches: [...new Set([...branches.everywhere, ...(branches.ofProject.get(project) ?? [])])],
  });
  const hasBranches = branches.everywhere.length > 0 || branches.ofProject.size > 0;
  const scenarios = scenarioSource({
    depth,
    jobName: (name) => names.v2.job(name),
    ...(hasBranches ? { real } : {}),
  });
  const result = verify({
    ...{ v2, v3, names, layout, findings, waivers, today, scenarios },
    fromJenkins: jenkinsSemaphores,
    refNames: settings.refNames,
    ...(events === undefined ? {} : { events }),
  });
  return { result };
}
