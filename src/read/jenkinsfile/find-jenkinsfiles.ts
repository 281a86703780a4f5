import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, type Fault } from '../../model/input-error.js';
import { faultOf } from '../jenkins/find-job-files.js';

/** A Jenkinsfile that was given by itself. */
export interface JenkinsfileText {
  /** Name of the job it is, when no definition of a job refers to it. */
  readonly name: string;
  /** Path as the user gave it. */
  readonly file: string;
  readonly text: string;
}

export interface JenkinsfileInput {
  readonly files: readonly JenkinsfileText[];
  readonly faults: readonly Fault[];
}

/** Files in folders that are Jenkinsfiles by their name: `Jenkinsfile`, `Jenkinsfile.release`, `release.Jenkinsfile`. */
const BY_NAME = /^Jenkinsfile([.-].+)?$|\.jenkinsfile$/i;

/** Folders that hold no sources of their own. */
const NOT_LOOKED_INTO = new Set(['node_modules', '.git']);

/** Jenkins refuses longer scripts; what is larger is no Jenkinsfile. */
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * Reads Jenkinsfiles: files, and those in folders by their name. The job is named after the folder the file lies in
 * (`tide/Jenkinsfile` is `tide`), with what the file's own name says more (`tide/Jenkinsfile.release` is `tide-release`,
 * `release.groovy` is `release`). In a folder that was given the folders on the way are parts of the name, joined by `/`.
 *
 * @throws InputError for a path that does not exist or holds no Jenkinsfile.
 */
export function readJenkinsfiles(paths: readonly string[]): JenkinsfileInput {
  const files: JenkinsfileText[] = [];
  const faults: Fault[] = [];
  const names = new Map<string, string>();
  for (const path of paths) {
    for (const { name, file } of find(path, faults)) {
      const read = textOf(file);
      const earlier = names.get(name);
      if (typeof read !== 'string') faults.push(read);
      else if (earlier !== undefined) {
        const message = `gives the job '${name}', which ${earlier} gives already; put one of them into a folder of another name`;
        faults.push({ at: { file, line: 0 }, message });
      } else {
        names.set(name, file);
        files.push({ name, file, text: read });
      }
    }
  }
  return { files, faults };
}

interface Found {
  readonly name: string;
  readonly file: string;
}

function find(path: string, faults: Fault[]): readonly Found[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw refusal(path, 'does not exist; give a Jenkinsfile, or a folder with Jenkinsfiles');
  if (!status.isDirectory()) return [{ name: nameOf(path, basename(dirname(resolve(path)))), file: path }];
  const found: Found[] = [];
  search(path, '', basename(resolve(path)), found, faults);
  if (found.length === 0 && faults.length === 0) {
    throw refusal(path, 'holds no Jenkinsfile; expected files called Jenkinsfile, Jenkinsfile.* or *.jenkinsfile');
  }
  return found;
}

function search(folder: string, prefix: string, name: string, found: Found[], faults: Fault[]): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    faults.push(faultOf(folder, error));
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && BY_NAME.test(entry.name)) found.push({ name: nameOf(entry.name, name), file: path });
    if (!entry.isDirectory() || NOT_LOOKED_INTO.has(entry.name)) continue;
    const inside = `${prefix}${entry.name}`;
    search(path, `${inside}/`, inside, found, faults);
  }
}

/** `folder` for a file called Jenkinsfile, and what its name says more. */
function nameOf(file: string, folder: string): string {
  const [, more] = /^Jenkinsfile(?:[.-](.+))?$/i.exec(basename(file)) ?? [];
  if (/^Jenkinsfile$/i.test(basename(file))) return folder;
  if (more !== undefined)
    return /^(groovy|jenkinsfile)$/i.test(more) ? folder : `${folder}-${more.replace(/\.groovy$/, '')}`;
  return basename(file).replace(/\.(jenkinsfile|groovy)$/i, '');
}

function textOf(file: string): string | Fault {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) return { at: { file, line: 0 }, message: 'has more than 5 MB; that is no Jenkinsfile' };
    const bytes = readFileSync(file);
    if (bytes.includes(0)) return { at: { file, line: 0 }, message: 'is no text; a Jenkinsfile was expected' };
    return bytes.toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return faultOf(file, error);
  }
}

function refusal(path: string, message: string): InputError {
  return new InputError({ at: { file: path, line: 0 }, message });
}
