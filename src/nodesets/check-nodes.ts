import type { Place } from '../model/place.js';
import type { NodesetSettings } from '../model/settings.js';
import type { TreeNodes } from './job-states.js';

export type NodeProblemCode =
  | 'pin-expired'
  | 'pin-without-job'
  | 'label-without-nodeset'
  | 'nodeset-without-label'
  | 'unknown-nodeset'
  | 'new-legacy-job'
  | 'native-on-legacy';

/** Something that is wrong with nodes, and what to do. */
export interface NodeProblem {
  readonly code: NodeProblemCode;
  readonly message: string;
  readonly at: Place;
  readonly job?: string;
}

export interface CheckedNodes {
  readonly problems: readonly NodeProblem[];
  /** What could not be checked, and why. */
  readonly notes: readonly string[];
}

export interface CheckRequest {
  readonly tree: TreeNodes;
  readonly settings: NodesetSettings;
  /** Path of the settings, for what has no line there. */
  readonly settingsFile: string;
  /** Day in UTC. */
  readonly today: string;
  /** The tree that is compared with; absent: none. */
  readonly base?: TreeNodes;
}

/** Checks pins, labels, nodesets and whether jobs became legacy. Problems come in a fixed order. */
export function checkNodes(request: CheckRequest): CheckedNodes {
  const { tree, settings, base } = request;
  const offered = [...Object.keys(settings.offered), ...tree.objects.labels.map(({ name }) => name)];
  const notes = [
    ...(offered.length > 0 ? [] : ['labels were not checked: list those on offer below nodesets, offered']),
    ...(base !== undefined ? [] : ['new legacy jobs were not looked for: give the tree before with --base']),
    ...(tree.notes !== undefined ? [] : ['no run of convert is noted in this tree, so all its jobs count as native']),
  ];
  const problems = [
    ...pinProblems(request),
    ...labelProblems(request, new Set(offered)),
    ...(base === undefined ? [] : newLegacy(tree, base)),
    ...nativeOnLegacy(request),
  ];
  return { problems, notes };
}

function pinProblems({ tree, settings, today }: CheckRequest): NodeProblem[] {
  return settings.pins.flatMap(({ job, nodeset, expires, at, owner, blocker }): NodeProblem[] => {
    if (!tree.jobs.some(({ pins }) => pins.some((pin) => pin.at === at))) {
      const message = `the tree has no job ${job}, which is pinned to ${nodeset}; remove the pin, or correct its name`;
      return [{ code: 'pin-without-job', message, at, job }];
    }
    if (expires === undefined || expires >= today) return [];
    const who = owner === undefined ? '' : ` (owner: ${owner})`;
    const why = blocker === undefined ? '' : ` It waited for: ${blocker}.`;
    const message = `the pin of ${job} to ${nodeset} ended on ${expires}${who}.${why} Move the job and remove the pin, or give it a new day`;
    return [{ code: 'pin-expired', message, at, job }];
  });
}

function labelProblems({ tree, settings, settingsFile }: CheckRequest, offered: ReadonlySet<string>): NodeProblem[] {
  const { nodesets, labels, jobs } = tree.objects;
  const problems: NodeProblem[] = [];
  const used = new Set(nodesets.flatMap((one) => one.labels));
  for (const name of Object.keys(settings.offered)) {
    if (used.has(name) || labels.some((label) => label.name === name)) continue;
    const message = `${name} is on offer (nodesets, offered), and no nodeset has a node of it; remove it, or make a nodeset`;
    problems.push({ code: 'label-without-nodeset', message, at: { file: settingsFile, line: 0 } });
  }
  for (const { name, at } of labels) {
    if (used.has(name)) continue;
    const message = `no nodeset has a node of the label ${name}; remove it, or make a nodeset`;
    problems.push({ code: 'label-without-nodeset', message, at });
  }
  for (const { name, labels: own, at } of nodesets) {
    for (const label of offered.size === 0 ? [] : new Set(own)) {
      if (offered.has(label)) continue;
      const message = `the nodeset ${name} needs a node of ${label}, which nobody offers: its jobs would end with NODE_FAILURE; offer it, or name it below nodesets, offered`;
      problems.push({ code: 'nodeset-without-label', message, at });
    }
  }
  const known = new Set(nodesets.map(({ name }) => name));
  const named = [
    ...nodesets.flatMap(({ name, alternatives, at }) => alternatives.map((nodeset) => ({ nodeset, by: name, at }))),
    ...jobs.flatMap(({ name, nodeset, at, hasInlineNodeset }) =>
      nodeset === undefined || hasInlineNodeset ? [] : [{ nodeset, by: name, at }],
    ),
  ];
  for (const { nodeset, by, at } of named) {
    if (known.has(nodeset)) continue;
    const message = `${by} names the nodeset ${nodeset}, which this tree does not define; define it, or make sure that another repository does`;
    problems.push({ code: 'unknown-nodeset', message, at });
  }
  return problems;
}

function newLegacy(tree: TreeNodes, base: TreeNodes): NodeProblem[] {
  const before = new Set(base.jobs.filter(({ state }) => state === 'legacy').map(({ job }) => job));
  return tree.jobs
    .filter(({ job, state }) => state === 'legacy' && !before.has(job))
    .map(({ job, definition }) => {
      const message = `${job} is a new legacy job: write new jobs for Zuul, or mark it below nodesets, native-jobs`;
      return { code: 'new-legacy-job' as const, message, at: definition.at, job };
    });
}

/** A job that people wrote below a generated parent still has what that parent is pinned to. */
function nativeOnLegacy({ tree, settings }: CheckRequest): NodeProblem[] {
  const legacy = new Set(settings.legacy.map(({ nodeset }) => nodeset));
  const native = new Set(settings.native.map(({ nodeset }) => nodeset));
  if (native.size === 0) return [];
  return tree.jobs.flatMap(({ job, state, pins, nodesets, definition }): NodeProblem[] => {
    const main = nodesets.find(({ branches }) => branches === undefined)?.nodeset;
    if (state !== 'native' || pins.length > 0 || main === undefined || !legacy.has(main) || native.has(main)) return [];
    const message = `${job} is native and still has the legacy nodeset ${main}: give it another parent, or one of ${[...native].join(', ')}`;
    return [{ code: 'native-on-legacy', message, at: definition.at, job }];
  });
}
