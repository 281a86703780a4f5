import { readFileSync, realpathSync, statSync } from 'node:fs';
import { InputError, type Fault } from '../../model/input-error.js';
import { decodeXml } from './decode-xml.js';
import type { Element } from './element.js';
import { faultOf, findJobFiles, type JobFile } from './find-job-files.js';
import { parseXml } from './parse-xml.js';
import { plainMemory, type PlainMemory } from './plain-xml.js';

/** One job definition. */
export interface JenkinsDocument {
  /** Full name of the job, folders joined by `/`. */
  readonly name: string;
  /** Path as the user gave it. */
  readonly file: string;
  readonly root: Element;
}

export interface JenkinsInput {
  readonly documents: readonly JenkinsDocument[];
  /** What could not be read; the documents are all the others. */
  readonly faults: readonly Fault[];
}

/** The largest definitions seen are of some hundred thousand bytes; what is larger is no job. */
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Reads all job definitions below the paths, see {@link findJobFiles}. A file that cannot be read or is not well-formed
 * becomes a fault, and so does the second definition of a name; the others are read all the same.
 *
 * @throws InputError for a path that does not exist or holds no job, and if nothing at all could be read.
 */
export function readJenkins(paths: readonly string[]): JenkinsInput {
  const documents: JenkinsDocument[] = [];
  const faults: Fault[] = [];
  const byName = new Map<string, JenkinsDocument>();
  const memory = plainMemory();
  for (const path of paths) {
    const found = findJobFiles(path);
    faults.push(...found.faults);
    for (const jobFile of found.files) {
      const read = readDocument(jobFile, memory);
      if ('message' in read) {
        faults.push(read);
        continue;
      }
      const earlier = byName.get(read.name);
      if (earlier === undefined) {
        byName.set(read.name, read);
        documents.push(read);
      } else if (realpathSync.native(earlier.file) !== realpathSync.native(read.file)) {
        const message = `defines job '${read.name}', which ${earlier.file} defines already; leave one of them out`;
        faults.push({ at: { file: read.file, line: 0 }, message });
      }
    }
  }
  if (documents.length === 0 && faults.length > 0) throw new InputError(faults);
  return { documents, faults };
}

function readDocument({ name, file }: JobFile, memory: PlainMemory): JenkinsDocument | Fault {
  try {
    const status = statSync(file);
    if (!status.isFile()) return { at: { file, line: 0 }, message: 'is no file; a job definition was expected' };
    const { size } = status;
    if (size > MOST_BYTES) {
      const message = `has ${String(Math.round(size / 1024 / 1024))} MB; job definitions of more than 50 MB are not read`;
      return { at: { file, line: 0 }, message };
    }
    return { name, file, root: parseXml(decodeXml(readFileSync(file), file), file, memory) };
  } catch (error) {
    if (error instanceof InputError) return error.faults[0]!;
    return faultOf(file, error);
  }
}
