import type { FrozenJob } from './frozen-job.js';
import type { Regex } from './load/regex.js';
import type { TenantProject } from './load/tree.js';

/** Gerrit's pseudo file: Zuul ≥ 10.2 does not count it. */
export const COMMIT_MESSAGE = '/COMMIT_MSG';

/**
 * Whether the files of a change let a job run. No file at all lets everything run. Zuul reference, section 7; Zuul source:
 * `Job.changeMatchesFiles`, `QueueItem.updatesJobConfig`.
 */
export function fileTest({ merged }: FrozenJob, project: TenantProject): (files: readonly string[]) => boolean {
  const { files: wanted, irrelevantFiles: irrelevant, matchOnConfigUpdates = true } = merged.plain;
  const own = matchOnConfigUpdates ? configPaths(merged, project) : new Set<string>();
  return (all) => {
    const files = all.filter((file) => file !== COMMIT_MESSAGE);
    if (files.length === 0) return true;
    const fits =
      (wanted === undefined || files.some((file) => anyFits(wanted, file))) &&
      !(irrelevant !== undefined && files.every((file) => anyFits(irrelevant, file)));
    return fits || files.some((file) => own.has(file));
  };
}

const anyFits = (patterns: readonly Regex[], file: string): boolean => patterns.some((pattern) => pattern.fits(file));

/** A change to one of these runs the job whatever its matchers say: playbooks and included variables of the project itself. */
export function configPaths(
  { playbooks, includeVars }: FrozenJob['merged'],
  project: TenantProject,
): ReadonlySet<string> {
  const paths = Object.values(playbooks).flatMap((list) =>
    list.flatMap(({ source, path }) => (source?.project === project ? [path] : [])),
  );
  const included = includeVars.filter(({ project: name }) => name === undefined || isNamed(project, name));
  return new Set([...paths, ...included.map(({ name }) => name)]);
}

const isNamed = ({ name, canonicalName }: TenantProject, wanted: string): boolean =>
  wanted === name || wanted === canonicalName;
