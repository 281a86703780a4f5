import { OUTCOMES, type Finding } from '../model/finding.js';
import { InputError } from '../model/input-error.js';
import type { TreeFiles } from './tree-files.js';

/** What `convert` noted of a tree in `migration/`. */
export interface ConversionNotes {
  /** Paths that it wrote. */
  readonly written: ReadonlySet<string>;
  /** v3 job that it wrote → the jobs of v2 that became it. */
  readonly generated: ReadonlyMap<string, readonly string[]>;
}

const MANIFEST = 'migration/manifest.json';
const REPORT = 'migration/report.json';
const FINDINGS = 'migration/findings.jsonl';

/**
 * @returns `undefined` for a tree that no run of `convert` wrote.
 * @throws InputError for files of `migration/` that are not as `convert` writes them.
 */
export function conversionNotes(files: TreeFiles): ConversionNotes | undefined {
  const [manifest, report] = [files.get(MANIFEST), files.get(REPORT)];
  if (manifest === undefined || report === undefined) return undefined;
  const written = (parse(manifest, MANIFEST) as { files?: unknown } | null)?.files;
  const jobs = (parse(report, REPORT) as { jobs?: unknown } | null)?.jobs;
  if (typeof written !== 'object' || written === null) return refuse(MANIFEST, 0);
  if (!Array.isArray(jobs)) return refuse(REPORT, 0);
  const generated = new Map<string, string[]>();
  for (const job of jobs as readonly { readonly name?: unknown; readonly v3?: unknown }[]) {
    if (typeof job.v3 !== 'string' || typeof job.name !== 'string') continue;
    const known = generated.get(job.v3);
    if (known === undefined) generated.set(job.v3, [job.name]);
    else known.push(job.name);
  }
  return { written: new Set(Object.keys(written)), generated };
}

/** v2 job → its findings. @throws InputError as `conversionNotes` does. */
export function findingsByJob(files: TreeFiles): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const [index, line] of (files.get(FINDINGS) ?? '').split('\n').entries()) {
    if (line === '') continue;
    const record = parse(line, FINDINGS, index + 1) as Readonly<Record<string, unknown>>;
    const { outcome, code, message, file, line: at, job } = record;
    const isKnown = OUTCOMES.some((one) => one === outcome) && typeof code === 'string' && typeof message === 'string';
    if (!isKnown || typeof file !== 'string' || typeof at !== 'number') return refuse(FINDINGS, index + 1);
    if (typeof job !== 'string') continue;
    const finding = { outcome: outcome as Finding['outcome'], code, message, at: { file, line: at }, job };
    found.set(job, [...(found.get(job) ?? []), finding]);
  }
  return found;
}

function parse(text: string, file: string, line = 0): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(file, line);
    throw error;
  }
}

function refuse(file: string, line: number): never {
  throw new InputError({ at: { file, line }, message: 'this is not what convert writes; run convert again' });
}
