import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUTCOMES, type Finding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';

/** What a conversion wrote down about itself in `migration/`. A tree that somebody else made has nothing of it. */
export interface ConversionRecord {
  /** Paths below the tree that were there. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
  /** v2 job → v3 job. */
  readonly names: Readonly<Record<string, string>>;
  /** v2 names of the jobs that the layout uses; several of v2's jobs may have become one. */
  readonly attached: ReadonlySet<string>;
  /** v3 job → semaphores that stand for limits of Jenkins. */
  readonly jenkinsSemaphores: ReadonlyMap<string, ReadonlySet<string>>;
}

const FINDINGS = 'migration/findings.jsonl';
const NAMES = 'migration/names.json';
const REPORT = 'migration/report.json';

/**
 * Reads what `convert` left beside a tree: findings, names of jobs, semaphores.
 *
 * @param folder The tree, as the user named it.
 * @throws InputError for a file of these that is there and cannot be what `convert` wrote.
 */
export function readConversion(folder: string): ConversionRecord {
  const files: string[] = [];
  const read = (path: string): string => {
    const text = textOf(join(folder, path));
    if (text !== undefined) files.push(path);
    return text ?? '';
  };
  const findings = read(FINDINGS)
    .split('\n')
    .flatMap((line, index) => (line === '' ? [] : [findingOf(line, join(folder, FINDINGS), index + 1)]));
  const names = namesOf(read(NAMES), join(folder, NAMES));
  const jobs = jobsOf(read(REPORT), join(folder, REPORT));
  return { files, findings, names, ...jobs };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return refuse(path, 0, `cannot be read (${code})`);
  }
}

function findingOf(line: string, path: string, number: number): Finding {
  const record = parse(line, path, number);
  const { outcome, code, message, file, line: at, job, output } = record as Record<string, unknown>;
  const isFinding =
    typeof code === 'string' &&
    typeof message === 'string' &&
    typeof file === 'string' &&
    typeof at === 'number' &&
    OUTCOMES.some((one) => one === outcome);
  if (!isFinding) return refuse(path, number, 'this line is no finding as convert writes them');
  return {
    outcome: outcome as Finding['outcome'],
    code,
    message,
    at: { file, line: at },
    ...(typeof job === 'string' ? { job } : {}),
    ...(typeof output === 'string' ? { output } : {}),
  };
}

function namesOf(text: string, path: string): Readonly<Record<string, string>> {
  if (text === '') return {};
  const value = parse(text, path, 0);
  const isNames = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isNames && Object.values(value).every((name) => typeof name === 'string')) return value as Record<string, string>;
  return refuse(path, 0, 'expected an object: name in v2 → name in v3');
}

function jobsOf(text: string, path: string): Pick<ConversionRecord, 'attached' | 'jenkinsSemaphores'> {
  const attached = new Set<string>();
  const jenkinsSemaphores = new Map<string, ReadonlySet<string>>();
  if (text === '') return { attached, jenkinsSemaphores };
  const jobs = (parse(text, path, 0) as { jobs?: unknown } | null)?.jobs;
  if (!Array.isArray(jobs)) return refuse(path, 0, 'expected the report that convert writes, with its jobs');
  for (const job of jobs as Readonly<Record<string, unknown>>[]) {
    const { name, v3, semaphores } = job;
    if (typeof name === 'string' && job['attached'] === true) attached.add(name);
    if (typeof v3 === 'string' && Array.isArray(semaphores)) jenkinsSemaphores.set(v3, new Set(semaphores as string[]));
  }
  return { attached, jenkinsSemaphores };
}

function parse(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(path, line, 'this is no JSON');
  }
}

function refuse(file: string, line: number, what: string): never {
  const message = `${what}; run convert again, or remove the file if the tree is none of its`;
  throw new InputError({ at: { file, line }, message });
}
