import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Update } from './git-projects.js';
import type { Instance } from './instance.js';
import type { Build, Buildset } from './rest.js';
import { until } from './wait.js';
import type { Zuul } from './zuul.js';

/** What Zuul reported for an item. */
export interface Outcome {
  /** `SUCCESS`, `FAILURE`, … */
  readonly result: string;
  /** Jobs with their results, by name. */
  readonly builds: Readonly<Record<string, Build>>;
}

interface Listed extends Buildset {
  readonly refs: readonly { readonly ref: string; readonly newrev: string | null }[];
}

/** Waits until Zuul has reported the item of an updated ref. */
export async function outcomeOf(
  zuul: Zuul,
  project: string,
  pipeline: string,
  update: Update,
  seconds = 400,
): Promise<Outcome> {
  const query = `buildsets?project=${project}&pipeline=${pipeline}&limit=100`;
  const { uuid, result } = await until(
    `the result of ${project} in ${pipeline}`,
    seconds,
    async () => {
      const sets = await zuul.rest.get<Listed[]>(query);
      return sets.find(
        (set) =>
          set.result !== null && set.refs.some(({ ref, newrev }) => ref === update.ref && newrev === update.newrev),
      );
    },
    zuul.services,
  );
  const { builds } = await zuul.rest.get<{ builds: Build[] }>(`buildset/${uuid}`);
  return { result: result ?? '', builds: Object.fromEntries(builds.map((build) => [build.job_name, build])) };
}

/** `name: RESULT` of each job, in order of name. */
export function resultsOf({ builds }: Outcome): Record<string, string | null> {
  const names = Object.keys(builds).sort();
  return Object.fromEntries(names.map((name) => [name, builds[name]?.result ?? null]));
}

/** The folder that the base job filled for the upload of logs. */
export interface Logs {
  /** Every file below, in order. */
  readonly files: readonly string[];
  read(path: string): string;
  /** The console as the executor wrote it. */
  readonly console: string;
}

export function logsOf(instance: Instance, build: Build | undefined): Logs {
  const folder = join(instance.folder, 'builds', build?.uuid ?? 'none', 'work/logs');
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
    : [];
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return { files, read, console: files.includes('job-output.txt') ? read('job-output.txt') : '' };
}
