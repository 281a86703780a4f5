import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { treeEvaluator } from './evaluators.js';
import type { JobDetails } from '../diff/compare-details.js';
import type { FileContents } from '../diff/compare-files.js';
import type { LoadedSide } from '../diff/compare-sides.js';
import type { FrozenJob } from '../evaluate/v3/frozen-job.js';
import type { Frozen } from '../evaluate/v3/freeze.js';
import type { Settings } from '../model/settings.js';
import { readConversion } from '../read/conversion/read-conversion.js';
import { readGitTree } from '../read/git-tree.js';

/** Folders that Zuul reads by themselves; the tree is the folder around them. */
const INNER = new Set(['zuul.d', '.zuul.d']);

/** Of a converted tree, what only tells about the conversion. */
const ABOUT_THE_TREE = /^migration\//;

/**
 * Loads one side of a comparison: a layout of Zuul v2, a tree for Zuul v3, or either of them in a revision of git (`origin/main:zuul.d`).
 *
 * @param name What is there on disk counts, else a revision is looked for.
 * @param dispose Takes what has to be done once the side is no longer needed.
 * @throws InputError for a side that does not exist or that its Zuul would refuse.
 */
export async function loadSide(
  name: string,
  settings: Settings,
  dispose: (undo: () => void) => void,
): Promise<LoadedSide> {
  const there = statSync(name, { throwIfNoEntry: false });
  if (there?.isDirectory() === true)
    return treeSide(name, INNER.has(basename(resolve(name))) ? join(name, '..') : name, settings);
  if (there !== undefined) return layoutSide(name, name, settings);
  const path = /^(?<revision>[^:]+):(?<path>.*)$/.exec(name)?.groups;
  const outer = path !== undefined && INNER.has(basename(path['path']!)) ? outerPath(path['path']!) : undefined;
  const { kind, path: copy } = checkOut(outer === undefined ? name : `${path!['revision']!}:${outer}`, dispose);
  return kind === 'file' ? layoutSide(name, copy, settings) : treeSide(name, copy, settings);
}

/** Writes a file or folder of a revision into a temporary folder. */
export function checkOut(
  name: string,
  dispose: (undo: () => void) => void,
): { readonly kind: 'file' | 'folder'; readonly path: string } {
  const object = readGitTree(name);
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-diff-'));
  dispose(() => rmSync(folder, { recursive: true, force: true }));
  if (object.kind === 'file') {
    const path = join(folder, basename(name.slice(name.indexOf(':') + 1)));
    writeFileSync(path, object.content);
    return { kind: 'file', path };
  }
  for (const [path, content] of object.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { kind: 'folder', path: folder };
}

function outerPath(path: string): string {
  const outer = dirname(path);
  return outer === '.' && !path.startsWith('./') ? '' : outer;
}

async function layoutSide(name: string, path: string, settings: Settings): Promise<LoadedSide> {
  const [{ readLayout }, { checkPattern }, { createV2Evaluator }] = await Promise.all([
    import('../read/layout/read-layout.js'),
    import('../regex/check-pattern.js'),
    import('../evaluate/v2/evaluator.js'),
  ]);
  const { zuulV2Version, refNames } = settings;
  const { layout } = readLayout(path, { zuulV2Version, checkPattern });
  const own = basename(layout.file);
  return {
    side: { name, kind: 'layout' },
    evaluator: createV2Evaluator(layout, { zuulV2Version }),
    refForm: refNames,
    findings: [],
    names: {},
    attached: new Set(),
    fromJenkins: new Map(),
    files: new Map([[own, readFileSync(layout.file)]]),
    pathOf: (file) => basename(file),
    gaps: [],
  };
}

async function treeSide(name: string, folder: string, settings: Settings): Promise<LoadedSide> {
  const evaluator = await treeEvaluator(folder, settings);
  const { findings, names, attached, jenkinsSemaphores: fromJenkins } = readConversion(folder);
  const broken = evaluator.tree.problems.filter(({ severity }) => severity === 'error');
  return {
    side: { name, kind: 'tree' },
    evaluator,
    refForm: 'full',
    findings,
    names,
    attached,
    fromJenkins,
    details: detailsOf((item) => evaluator.freeze(item)),
    files: filesBelow(folder),
    pathOf: (file) => relative(folder, file).replaceAll('\\', '/'),
    gaps: broken.map(({ at, message }) => `${name}: ${relative(folder, at.file)}:${String(at.line)}: ${message}`),
  };
}

/** Attributes of frozen jobs in words. Frozen items and jobs are shared, so each is looked at once. */
function detailsOf(freeze: (item: Parameters<NonNullable<LoadedSide['details']>>[0]) => Frozen): LoadedSide['details'] {
  const jobs = new WeakMap<FrozenJob, JobDetails>();
  const items = new WeakMap<Frozen, ReadonlyMap<string, JobDetails>>();
  const ofJob = (job: FrozenJob): JobDetails => {
    let details = jobs.get(job);
    if (details === undefined) {
      const { nodeset, nodesetAlternatives, timeout } = job.attributes() as Record<string, unknown>;
      const labels = (list: unknown): string => (list as readonly string[]).join(', ');
      const nodes = nodesetAlternatives === undefined ? [nodeset] : (nodesetAlternatives as unknown[]);
      const words = nodes.map(labels).join(' or ');
      details = {
        ...(words === '' ? {} : { nodeset: words }),
        ...(typeof timeout === 'number' ? { timeout: `${String(timeout)} s` } : {}),
      };
      jobs.set(job, details);
    }
    return details;
  };
  return (item) => {
    const frozen = freeze(item);
    let known = items.get(frozen);
    if (known === undefined)
      items.set(frozen, (known = new Map(frozen.jobs.map((job) => [job.item.name, ofJob(job)]))));
    return known;
  };
}

function filesBelow(folder: string): FileContents {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !ABOUT_THE_TREE.test(path) && !path.split('/').includes('.git'));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path))]));
}
