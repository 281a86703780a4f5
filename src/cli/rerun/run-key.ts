import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { InputError } from '../../model/input-error.js';
import { displayPaths } from '../../report/display-path.js';
import { findJobFiles } from '../../read/jenkins/find-job-files.js';
import { readJenkinsfiles } from '../../read/jenkinsfile/find-jenkinsfiles.js';
import { isZuulConf, layoutPath, readZuulConf } from '../../read/layout/zuul-conf.js';
import type { ProgramFolders } from '../command.js';
import type { ConvertOptions } from '../convert-command.js';
import { VERSION } from '../version.js';
import { includedFiles } from './included-files.js';
import { programDigest } from './program-digest.js';

/** Options that say what to do with the output, and not what it is. Every other one decides, also one that is still to come. */
const NO_MATTER: ReadonlySet<string> = new Set<keyof ConvertOptions>([
  'out',
  'json',
  'dryRun',
  'force',
  'timings',
  'failOn',
  'verify',
]);

/** Options that let programs of others take part: what those read besides, nobody can tell. */
const FOREIGN = ['jjb', 'parameterFunctions', 'converters'] as const satisfies readonly (keyof ConvertOptions)[];

/** Options that are paths; they count as reports show them, so that the place on a machine does not. */
const PATHS: ReadonlySet<string> = new Set<keyof ConvertOptions>(['jenkins', 'layout', 'settings']);

/**
 * A SHA-256 over everything that decides what a run writes: program, options, and names and contents of all inputs. The same
 * key means the same output.
 *
 * @returns undefined where that cannot be told: programs of others take part, or an input cannot be read (the run says why).
 */
export function runKey(options: ConvertOptions, home: ProgramFolders): string | undefined {
  if (FOREIGN.some((name) => options[name] !== undefined)) return undefined;
  const { jenkins = [], jenkinsfile = [], layout, settings } = options;
  const given = [...jenkins, ...jenkinsfile, ...(layout === undefined ? [] : [layout])];
  const shown = displayPaths(given);
  try {
    const said = Object.entries(options)
      .filter(([name, value]) => !NO_MATTER.has(name) && value !== undefined)
      .map(([name, value]): unknown => [
        name,
        PATHS.has(name) ? [value].flat().map((path) => shown(String(path))) : value,
      ])
      .sort();
    const jobs = [...jenkins.flatMap(jenkinsInputs), ...jenkinsfileInputs(jenkinsfile)];
    // Two files for one job are a fault, unless they are one file by two ways.
    if (new Set(jobs.map(([name]) => name)).size < jobs.length) return undefined;
    const others = [
      ...(layout === undefined ? [] : layoutInputs(layout)),
      ...(settings === undefined ? [] : [settings]),
    ];
    const inputs = [...jobs, ...others.map((file): NamedFile => ['', file])];
    const files = inputs.map(([name, file]) => [name, shown(file), digestOf(file)]);
    return digest(JSON.stringify([VERSION, programDigest(home), said, files]));
  } catch (error) {
    // What is wrong with the inputs the whole run comes upon as well, and tells.
    if (error instanceof InputError || (error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
}

/** Name of the job, where the file gives one, and the path. */
type NamedFile = readonly [name: string, file: string];

function jenkinsInputs(path: string): NamedFile[] {
  const { files, faults } = findJobFiles(path);
  if (faults.length > 0) throw new InputError(faults);
  return files.map(({ name, file }) => [name, file]);
}

function jenkinsfileInputs(paths: readonly string[]): NamedFile[] {
  const { files, faults } = readJenkinsfiles(paths);
  if (faults.length > 0) throw new InputError(faults);
  return files.map(({ name, file }) => [name, file]);
}

/** @throws InputError where only a reader of YAML can tell what the layout includes */
function layoutInputs(path: string): string[] {
  const file = isZuulConf(path) ? layoutPath(readZuulConf(path)) : path;
  const included = includedFiles(readFileSync(file, 'utf8'));
  if (included === undefined) throw new InputError({ at: { file, line: 0 }, message: 'the includes are not plain' });
  const folder = dirname(realpathSync(file));
  return [path, file, ...included.map((name) => (isAbsolute(name) ? name : join(folder, name)))];
}

/** An include that is not there is a fact as well. */
function digestOf(file: string): string | undefined {
  try {
    return digest(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
