import type { Evaluator } from '../model/evaluator.js';
import type { V2Layout } from '../model/layout.js';
import type { Settings } from '../model/settings.js';
import type { Verification, Waiver } from '../model/verification.js';
import type { BranchLists } from '../read/branches/branch-lists.js';
import { NO_BRANCHES } from '../read/branches/branch-lists.js';
import type { RecordedEvent } from '../verify/events.js';
import type { LoadOptions } from '../evaluate/v3/load/load-tree.js';
import type { FunctionFiles } from './parameter-functions.js';
import type { TreeFault } from '../report/verification-report.js';

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
  /** Parameter functions to be run, and compared with the variables of jobs. */
  readonly functions?: FunctionFiles;
}

/**
 * Compares a layout with a converted tree as it stands on disk.
 *
 * @throws InputError for a tree that cannot be read at all.
 */
export async function verifyTree(
  request: TreeVerification,
): Promise<{ readonly result: Verification; readonly problems: readonly TreeFault[] }> {
  const { layout, v2, converted, settings, depth, branches = NO_BRANCHES, events, waivers = [], today = '' } = request;
  const [{ createV3Evaluator }, { readConversion }, { nameMap }, { scenarioSource }, { usualBranches }, { verify }] =
    await Promise.all([
      import('../evaluate/v3/evaluator.js'),
      import('../read/conversion/read-conversion.js'),
      import('../verify/names.js'),
      import('../verify/scenarios/derive-scenarios.js'),
      import('../verify/scenarios/usual-branches.js'),
      import('../verify/verify.js'),
    ]);
  const { findings, names: written, attached, jenkinsSemaphores } = readConversion(converted);
  const v3 = createV3Evaluator(converted, { branches: branchesForV3(v2, settings, branches) });
  const names = nameMap(v2, v3, written, attached);
  const real = (project: string): { branches: readonly string[] } => ({
    branches: [...new Set([...branches.everywhere, ...(branches.ofProject.get(project) ?? [])])],
  });
  const hasBranches = branches.everywhere.length > 0 || branches.ofProject.size > 0;
  const scenarios = scenarioSource({
    depth,
    ...(depth === 'full' ? { usualBranches: usualBranches(v2.places.map((place) => v2.conditions(place))) } : {}),
    jobName: (name) => names.v2.job(name),
    ...(hasBranches ? { real } : {}),
  });
  const watch =
    request.functions === undefined
      ? undefined
      : (await import('../parameters/verify-parameters.js')).parameterWatch(layout, v3, names);
  const compared = verify({
    ...{ v2, v3, names, layout, findings, waivers, today, scenarios },
    fromJenkins: jenkinsSemaphores,
    refNames: settings.refNames,
    deriveEvents: depth === 'full',
    ...(events === undefined ? {} : { events }),
    ...(watch === undefined ? {} : { watch: watch.note }),
  });
  const result =
    watch === undefined || request.functions === undefined
      ? compared
      : { ...compared, parameters: await watch.compare(request.functions, findings) };
  const problems = v3.tree.problems.map(({ at, severity, message }) => ({ ...at, severity, message }));
  return { result, problems };
}

/** What Zuul would find in the repositories. The default branch is what a timer's item is for. */
function branchesForV3(v2: Evaluator, { defaultBranches }: Settings, known: BranchLists): LoadOptions['branches'] {
  const [main = 'master'] = defaultBranches;
  const projects = new Set(v2.places.map(({ project }) => project));
  const entries = [...projects].map((project) => {
    const branches = new Set([main, ...known.everywhere, ...(known.ofProject.get(project) ?? [])]);
    return [project, { branches: [...branches], default: main }] as const;
  });
  return Object.fromEntries(entries);
}
