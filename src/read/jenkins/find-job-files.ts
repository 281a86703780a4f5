import { type Dirent, type Stats, closeSync, openSync, readSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Fault } from '../../model/input-error.js';
import { InputError } from '../../model/input-error.js';

/** A file that should hold a job, and the job's full name. */
export interface JobFile {
  readonly name: string;
  readonly file: string;
}

export interface FoundFiles {
  readonly files: readonly JobFile[];
  /** Files and folders that cannot be looked into. */
  readonly faults: readonly Fault[];
}

/**
 * Finds job definitions below one path:
 *
 * - a file: one job, named after the file (after its folder, for `config.xml`);
 * - a folder with `jobs/`: a JENKINS_HOME, or one of its folders; of it only `jobs/**` counts, never builds and workspaces.
 *   A job's `promotions/<name>/config.xml` is the job `<job>/promotions/<name>`;
 * - any other folder: what Job Builder writes: `name/config.xml`, bare files `name`, `name.xml`, in folders too.
 *
 * Names of nested jobs are joined by `/`. Sorted by name. Symbolic links are followed, each folder and file is read once.
 *
 * @throws InputError if the path does not exist or holds no job at all.
 */
export function findJobFiles(path: string): FoundFiles {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined)
    throw refusal(path, 'does not exist; give a JENKINS_HOME, a folder of job definitions or a file');
  if (status.isFile()) return { files: [{ name: jobNameOf(path), file: path }], faults: [] };
  const search = new Search();
  search.top(path);
  if (search.files.length === 0 && search.faults.length === 0) {
    throw refusal(path, 'holds no job definition; expected jobs/*/config.xml, */config.xml or *.xml');
  }
  return search;
}

function jobNameOf(file: string): string {
  const name = basename(file);
  return name === 'config.xml' ? basename(dirname(resolve(file))) : name.replace(/\.xml$/, '');
}

/** One walk through folders, with what it has met. */
class Search implements FoundFiles {
  readonly files: JobFile[] = [];
  readonly faults: Fault[] = [];
  /** Real paths: a link can lead back to where the walk came from. */
  readonly #seen = new Set<string>();

  /** The folder the user named. */
  top(folder: string): void {
    const entries = this.#list(folder);
    const name = basename(resolve(folder));
    // Job Builder's output may be kept in a folder of that name as well: then no folder in it is a job.
    if (name === 'jobs') this.#jobsFolder(folder, '', entries);
    if (this.files.length > 0) return;
    // A JENKINS_HOME: its config.xml configures the server. A job or folder below `jobs/` has one of its own.
    if (has(entries, 'jobs') && basename(dirname(resolve(folder))) !== 'jobs') {
      this.#jobsFolder(join(folder, 'jobs'), '', this.#list(join(folder, 'jobs')));
    } else if (has(entries, 'config.xml')) this.#job(folder, name, entries);
    else this.#anyFolder(folder, '', entries);
  }

  /** `jobs/` of a JENKINS_HOME or of a folder: only folders with a config.xml count, as for Jenkins. */
  #jobsFolder(folder: string, prefix: string, entries: readonly Dirent[]): void {
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!this.#kindOf(entry, path)?.isDirectory()) continue;
      const inside = this.#list(path);
      if (has(inside, 'config.xml')) this.#job(path, prefix + entry.name, inside);
    }
  }

  /** A folder that is a job, or a folder in Jenkins' sense with jobs below. Everything else in it is builds and workspaces. */
  #job(folder: string, name: string, entries: readonly Dirent[]): void {
    this.files.push({ name, file: join(folder, 'config.xml') });
    const below = join(folder, 'jobs');
    if (has(entries, 'jobs')) this.#jobsFolder(below, `${name}/`, this.#list(below));
    // Promotions of the job: definitions of their own (Promoted Builds plugin, JobPropertyImpl.getRootDirFor).
    const promotions = join(folder, 'promotions');
    if (has(entries, 'promotions')) this.#jobsFolder(promotions, `${name}/promotions/`, this.#list(promotions));
  }

  #anyFolder(folder: string, prefix: string, entries: readonly Dirent[]): void {
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      const kind = this.#kindOf(entry, path);
      const name = prefix + entry.name;
      if (kind?.isDirectory()) {
        const inside = this.#list(path);
        if (has(inside, 'config.xml')) this.#job(path, name, inside);
        else this.#anyFolder(path, `${name}/`, inside);
      } else if (kind?.isFile() && this.#couldBeJob(path) && (kind === entry || this.#isNew(path))) {
        this.files.push({ name: name.replace(/\.xml$/, ''), file: path });
      }
    }
  }

  /** A file without `.xml` counts when it looks like XML, or has no ending that says it is something else. */
  #couldBeJob(path: string): boolean {
    if (path.endsWith('.xml') || !basename(path).includes('.')) return true;
    try {
      return startsLikeXml(path);
    } catch (error) {
      this.#fault(path, error);
      return false;
    }
  }

  #list(folder: string): Dirent[] {
    try {
      if (!this.#isNew(folder)) return [];
      return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      this.#fault(folder, error);
      return [];
    }
  }

  /** What an entry is; for a symbolic link what it leads to: nothing, with a fault, where it leads nowhere. */
  #kindOf(entry: Dirent, path: string): Dirent | Stats | undefined {
    if (!entry.isSymbolicLink()) return entry;
    try {
      return statSync(path);
    } catch (error) {
      this.#fault(path, error);
      return undefined;
    }
  }

  #isNew(path: string): boolean {
    const real = realpathSync.native(path);
    if (this.#seen.has(real)) return false;
    this.#seen.add(real);
    return true;
  }

  #fault(path: string, error: unknown): void {
    this.faults.push(faultOf(path, error));
  }
}

function has(entries: readonly Dirent[], name: string): boolean {
  return entries.some((entry) => entry.name === name && (name === 'config.xml' || !entry.isFile()));
}

function startsLikeXml(path: string): boolean {
  const head = Buffer.alloc(64);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, head, 0, head.length, 0);
    return /^(\uFEFF|ï»¿|ÿþ|þÿ)?[\s\0]*</.test(head.subarray(0, length).toString('latin1'));
  } finally {
    closeSync(file);
  }
}

/** A fault for something the file system refused. */
export function faultOf(path: string, error: unknown): Fault {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) throw error;
  const reason =
    code === 'EACCES' || code === 'EPERM' ? 'cannot be read: permission denied' : `cannot be read (${code})`;
  return { at: { file: path, line: 0 }, message: `${reason}; correct that, or leave it out` };
}

function refusal(path: string, message: string): InputError {
  return new InputError({ at: { file: path, line: 0 }, message });
}
