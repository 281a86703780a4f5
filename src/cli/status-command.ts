import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ExitCode, type Io } from './command.js';
import { paintFor } from './paint.js';
import { InputError } from '../model/input-error.js';
import { DEFAULT_SETTINGS } from '../model/settings.js';
import { displayPaths } from '../report/display-path.js';
import { statusText, type StaleInput } from '../report/status-text.js';
import { findJobFiles } from '../read/jenkins/find-job-files.js';
import { treeStatus } from '../write/output/tree-status.js';

/** Options of `zuulshift status`, as commander gives them. */
export interface StatusOptions {
  readonly jenkins?: string[];
  readonly layout?: string;
  readonly json?: true;
}

/**
 * Tells how a converted tree stands.
 *
 * @returns `Found` where there is a conflict or an input has changed since.
 * @throws InputError for a folder that no run wrote, and for inputs that do not exist.
 */
export async function statusCommand(folder: string, options: StatusOptions, io: Io): Promise<ExitCode> {
  const status = treeStatus(folder);
  const stale = await staleInputs(status.inputs, options);
  if (options.json) {
    const { edited, removed, conflicts, foreign, untouched } = status;
    const told = { schemaVersion: 1, edited, removed, conflicts, foreign, untouched, ...(stale && { stale }) };
    io.out(`${JSON.stringify(told, undefined, 2)}\n`);
  } else io.out(statusText(folder, status, stale, await paintFor(io)));
  return status.conflicts.length > 0 || (stale ?? []).length > 0 ? ExitCode.Found : ExitCode.Fine;
}

/** Inputs that are not what the last run read; undefined where none were given to compare with. */
async function staleInputs(
  before: Readonly<Record<string, string>>,
  { jenkins = [], layout }: StatusOptions,
): Promise<StaleInput[] | undefined> {
  const given = [...jenkins, ...(layout === undefined ? [] : [layout])];
  if (given.length === 0) return undefined;
  const files = jenkins.flatMap((path) => findJobFiles(path).files.map(({ file }) => file));
  if (layout !== undefined) files.push(...(await layoutFiles(layout)));
  const shown = displayPaths(given);
  const now = new Map(
    files.map((file) => [shown(file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
  const stale: StaleInput[] = [];
  for (const name of [...new Set([...now.keys(), ...Object.keys(before)])].sort()) {
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    if (was === undefined) stale.push({ name, change: 'new' });
    else if (!now.has(name)) stale.push({ name, change: 'gone' });
    else if (now.get(name) !== was) stale.push({ name, change: 'changed' });
  }
  return stale;
}

/** A zuul.conf names the layout that was read beside it. */
async function layoutFiles(path: string): Promise<string[]> {
  const [{ readLayout }, { checkPattern }] = await Promise.all([
    import('../read/layout/read-layout.js'),
    import('../regex/check-pattern.js'),
  ]);
  try {
    const { zuulV2Version } = DEFAULT_SETTINGS;
    const { layout, conf } = readLayout(path, { zuulV2Version, checkPattern });
    return [layout.file, ...(conf === undefined ? [] : [path])];
  } catch (error) {
    // What it says is no matter here: a layout that cannot be converted has changed all the same.
    if (error instanceof InputError && error.faults[0]!.at.line > 0) return [error.faults[0]!.at.file];
    throw error;
  }
}
