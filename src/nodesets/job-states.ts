import type { NodesetPin, NodesetSettings } from '../model/settings.js';
import { compileNamePattern } from '../read/settings-patterns.js';
import { conversionNotes, type ConversionNotes } from './conversion-record.js';
import type { TreeFiles } from './tree-files.js';
import { treeObjects, type TreeJob, type TreeObjects } from './tree-jobs.js';

/**
 * - `legacy`: `convert` wrote the job, the tree still has it in a file that `convert` writes, and it still runs a playbook that
 *   `convert` wrote.
 * - `native`: any other job of the tree that is not abstract, and those that the settings mark.
 */
export type JobState = 'legacy' | 'native';

export interface NodesetOnBranches {
  readonly nodeset: string;
  /** Absent: on all others. */
  readonly branches?: string;
}

export interface JobNodes {
  readonly job: string;
  readonly state: JobState;
  /** Names in v2; none for a job that people wrote. */
  readonly v2: readonly string[];
  /** The first that fits counts; empty where nothing in the tree says it. */
  readonly nodesets: readonly NodesetOnBranches[];
  readonly pins: readonly NodesetPin[];
  readonly definition: TreeJob;
}

/** A converted tree as far as nodes are concerned. */
export interface TreeNodes {
  readonly objects: TreeObjects;
  readonly notes: ConversionNotes | undefined;
  /** By name. */
  readonly jobs: readonly JobNodes[];
  /** Jobs that `convert` wrote and the tree no longer has: rewritten under another name or elsewhere, or given up. */
  readonly gone: readonly string[];
}

/** Sorts the jobs of a tree. @throws InputError for files that cannot be read. */
export function treeNodes(
  files: TreeFiles,
  { nativeJobs, pins }: Pick<NodesetSettings, 'nativeJobs' | 'pins'>,
): TreeNodes {
  const objects = treeObjects(files);
  const notes = conversionNotes(files);
  const definitions = new Map<string, TreeJob[]>();
  for (const job of objects.jobs) {
    const known = definitions.get(job.name);
    if (known === undefined) definitions.set(job.name, [job]);
    else known.push(job);
  }
  const isMarked = listed(nativeJobs);
  const jobs = [...definitions]
    .filter(([, [first]]) => first?.abstract !== true)
    .map(([job, variants]): JobNodes => {
      const v2 = notes?.generated.get(job) ?? [];
      const isNative = isMarked(job) || v2.some(isMarked) || !isGenerated(job, definitions, notes);
      return {
        job,
        state: isNative ? 'native' : 'legacy',
        v2,
        nodesets: nodesetsOf(job, definitions),
        pins: pins.filter((pin) => pin.job === job || v2.includes(pin.job)),
        definition: variants[0]!,
      };
    })
    .sort((a, b) => (a.job < b.job ? -1 : 1));
  const gone = [...(notes?.generated.keys() ?? [])].filter((name) => !definitions.has(name)).sort();
  return { objects, notes, jobs, gone };
}

type Definitions = ReadonlyMap<string, readonly TreeJob[]>;

function isGenerated(name: string, definitions: Definitions, notes: ConversionNotes | undefined): boolean {
  if (notes?.generated.has(name) !== true) return false;
  const own = definitions.get(name) ?? [];
  if (!own.some(({ at }) => notes.written.has(at.file))) return false;
  const runs = ancestry(name, definitions)
    .map((job) => (definitions.get(job) ?? []).flatMap(({ run }) => run))
    .find((playbooks) => playbooks.length > 0);
  return runs === undefined || runs.some((playbook) => notes.written.has(playbook));
}

/** The job, its parent, and so on, as far as the tree knows them. */
function ancestry(name: string, definitions: Definitions): readonly string[] {
  const path: string[] = [];
  for (let next: string | null | undefined = name; typeof next === 'string' && !path.includes(next);) {
    path.push(next);
    const variants: readonly TreeJob[] = definitions.get(next) ?? [];
    const parents = variants.map(({ parent }) => parent);
    // A job that names no parent has the tenant's default one; the tree's own is called base.
    next = parents.find((parent) => parent !== undefined) ?? (parents.includes(null) ? null : 'base');
  }
  return path.filter((job) => definitions.has(job));
}

/** Zuul reference: Job, inheritance: what a job says wins over its parent, and a later variant over those before. */
function nodesetsOf(name: string, definitions: Definitions): readonly NodesetOnBranches[] {
  const found: NodesetOnBranches[] = [];
  for (const job of ancestry(name, definitions)) {
    for (const { nodeset, branches } of [...definitions.get(job)!].reverse()) {
      if (nodeset === undefined) continue;
      if (branches === undefined) return [...found, { nodeset }];
      found.push({ nodeset, branches });
    }
  }
  return found;
}

/** Whether a list of the settings names something: exactly, or by a pattern that fits its beginning. */
function listed(names: readonly string[]): (name: string) => boolean {
  const exact = new Set(names);
  const patterns = names.filter((name) => name.startsWith('^')).map((name) => compileNamePattern(`(?:${name}).*`));
  return (name) => exact.has(name) || patterns.some((pattern) => pattern.test(name));
}
