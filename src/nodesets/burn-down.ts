import type { NodesetSettings } from '../model/settings.js';
import { folderHistory, type FolderCommit } from '../read/git-history.js';
import { treeNodes, type TreeNodes } from './job-states.js';
import { revisionFiles } from './tree-files.js';

/** How far the way from legacy to native was at the end of a day. */
export interface BurnDownPoint {
  readonly day: string;
  /** Absent for the tree as it is now, where it says something else than the last commit. */
  readonly commit?: string;
  readonly legacy: number;
  readonly native: number;
  /** Jobs that were converted and are in the tree no more. */
  readonly gone: number;
}

/** Settings of a commit; `undefined`: it has none. */
export type SettingsAt = (commit: FolderCommit) => NodesetSettings | undefined;

/**
 * Legacy and native jobs over the history of a converted tree, oldest first: the last commit of each day, and the tree as it
 * is now. Commits before the first conversion are left out.
 *
 * @throws InputError where the folder is in no git repository, or a revision holds files that cannot be read.
 */
export function burnDown(
  folder: string,
  now: TreeNodes,
  today: string,
  settingsAt: SettingsAt,
): readonly BurnDownPoint[] {
  const { commits } = folderHistory(folder);
  const lastOfDay = commits.filter(({ day }, index) => commits[index + 1]?.day !== day);
  const points = lastOfDay.flatMap((commit): BurnDownPoint[] => {
    const tree = treeNodes(revisionFiles(commit.commit, folder), settingsAt(commit) ?? NO_MARKS);
    return tree.notes === undefined ? [] : [{ day: commit.day, commit: commit.commit, ...counts(tree) }];
  });
  const last = points.at(-1);
  const current = counts(now);
  const isSame = last?.legacy === current.legacy && last.native === current.native && last.gone === current.gone;
  return isSame ? points : [...points, { day: last !== undefined && last.day > today ? last.day : today, ...current }];
}

type Marks = Pick<NodesetSettings, 'nativeJobs' | 'pins'>;

const NO_MARKS: Marks = { nativeJobs: [], pins: [] };

function counts({ jobs, gone }: TreeNodes): Pick<BurnDownPoint, 'legacy' | 'native' | 'gone'> {
  const legacy = jobs.filter(({ state }) => state === 'legacy').length;
  return { legacy, native: jobs.length - legacy, gone: gone.length };
}
