import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { mergeFile } from '../../../src/write/merge/merge-file.js';
import type { TreePlan } from '../../../src/write/output/plan-tree.js';
import { writeTree } from '../../../src/write/output/write-tree.js';
import { edits, editTree, type Edit, type Tree } from '../../support/edit-tree.js';
import { filesBelow, temporaryFolder } from '../../support/folders.js';
import { zuulshift } from '../../support/zuulshift.js';

const sample = fileURLToPath(new URL('../../../samples/estate/', import.meta.url));

const lint = 'jenkins/jobs/python-lint/config.xml';

/** What changes in v2 between two runs: file, what stands there, what comes into its place. */
const CHANGES: readonly (readonly (readonly [file: string, from: string | RegExp, to: string])[])[] = [
  [],
  [
    ['layout.yaml', 'Newly uploaded', 'Fresh'],
    ['layout.yaml', /^ {2}- name: harbour\/attic\n(?: {4}.*\n|\n)*/m, ''],
  ],
  [
    [
      'layout.yaml',
      '  - name: harbour/tide',
      '  - name: harbour/new\n    check:\n      - python-lint\n\n  - name: harbour/tide',
    ],
    [lint, '</command>', '\necho later</command>'],
  ],
  [
    ['zuulshift.yaml', /$/, '\nrename-jobs:\n  - {pattern: ^berth-(.*)$, to: dock-\\1}\n'],
    ['layout.yaml', 'voting: false', 'voting: true'],
  ],
];

let generations: Promise<readonly Tree[]> | undefined;

/** The sample estate as it is converted after each of the changes. */
function converted(): Promise<readonly Tree[]> {
  return (generations ??= (async () => {
    const work = mkdtempSync(join(tmpdir(), 'zuulshift-test-'));
    try {
      const trees: Tree[] = [];
      for (const [index, changes] of CHANGES.entries()) {
        const estate = join(work, String(index), 'estate');
        const out = join(work, String(index), 'out');
        cpSync(sample, estate, { recursive: true });
        for (const [file, from, to] of changes) {
          const text = readFileSync(join(estate, file), 'utf8');
          writeFileSync(
            join(estate, file),
            text.replace(from, () => to),
          );
        }
        const inputs = ['--jenkins', join(estate, 'jenkins'), '--layout', join(estate, 'layout.yaml')];
        const settings = ['--settings', join(estate, 'zuulshift.yaml')];
        const { err } = await zuulshift('convert', ...inputs, ...settings, '--out', out, '--no-verify');
        if (!existsSync(out)) throw new Error(err);
        trees.push(new Map(Object.entries(filesBelow(out)).filter(([path]) => !path.startsWith('migration/'))));
      }
      return trees;
    } finally {
      rmSync(work, { recursive: true });
    }
  })());
}

function write(out: string, tree: Tree): TreePlan {
  const files = [...tree].map(([path, content]) => ({ path, content }));
  return writeTree(files, { out, version: '1', inputs: [], inputPaths: [], merge: mergeFile, runKey: 'same' });
}

function putOnDisk(out: string, before: Tree, after: Tree): void {
  for (const path of before.keys()) if (!after.has(path)) rmSync(join(out, path));
  for (const [path, text] of after) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
}

function expectNothing({ changes }: TreePlan): void {
  const told = changes.map(({ kind, path, before, after }) => `${kind} ${path}: ${String(before)} -> ${String(after)}`);
  if (told.length > 0) throw new Error(`the same again changed something: ${told.join('\n')}`);
}

/** What edits add, comments among it. */
const MARKS = /mine-\d+/g;

type Objects = ReadonlyMap<string, unknown>;

/** Kind, name and number among those of one name → object; undefined where the file holds no such list. */
function objectsOf(text: string | undefined): Objects | undefined {
  const items: unknown = text === undefined ? [] : load(text);
  if (!Array.isArray(items)) return undefined;
  const objects = new Map<string, unknown>();
  for (const item of items as Record<string, { name?: string } | null>[]) {
    const [[kind, value] = ['', null]] = Object.entries(item);
    let key = `${kind} ${value?.name ?? ''}`;
    while (objects.has(key)) key += '+';
    objects.set(key, item);
  }
  return objects;
}

/** Everything that somebody wrote stays; everything that is new comes, or a conflict is told. */
function judge(
  path: string,
  base: string,
  edited: string | undefined,
  generated: string | undefined,
  result: string | undefined,
  conflicts: readonly string[],
): string[] {
  const faults: string[] = [];
  if (edited === undefined) {
    if (result !== undefined) faults.push(`${path}: came back`);
    if (generated !== undefined && generated !== base && conflicts.length === 0)
      faults.push(`${path}: no conflict told`);
    return faults;
  }
  if (edited === base) return result === generated ? [] : [`${path}: nobody edited it, and it is not what is new`];
  if (result === undefined) return [`${path}: an edited file is gone`];
  for (const [mark] of edited.matchAll(MARKS)) if (!result.includes(mark)) faults.push(`${path}: ${mark} is lost`);
  if (generated === undefined) {
    if (conflicts.length === 0) faults.push(`${path}: no longer written, and no conflict told`);
    return faults;
  }
  if (!path.startsWith('zuul.d/')) return faults;
  const [was, theirs, ours, now] = [base, edited, generated, result].map(objectsOf);
  if (was === undefined || theirs === undefined || ours === undefined || now === undefined) return faults;
  for (const key of new Set([...was.keys(), ...theirs.keys(), ...ours.keys()])) {
    const same = (one: Objects, other: Objects): boolean => isDeepStrictEqual(one.get(key), other.get(key));
    if (conflicts.some((place) => place.startsWith(key) || place.includes('order') || place.includes('whole')))
      continue;
    if (same(was, ours) && !same(theirs, now)) faults.push(`${path}: ${key} is not what people made of it`);
    if (same(was, theirs) && !same(ours, now)) faults.push(`${path}: ${key} is not what is new, and no conflict told`);
    const bothDiffer = !same(was, ours) && !same(was, theirs) && !same(ours, theirs);
    if (bothDiffer && (same(theirs, now) || same(ours, now)))
      faults.push(`${path}: ${key} has one of two changes, and no conflict told`);
  }
  return faults;
}

const NOTE_CHANGED: [number, number, number, readonly Edit[]] = [
  ...([3, 0, 0] as const),
  [
    { kind: 'cut', file: 0, place: 9372 },
    { kind: 'comment', file: 0, place: 0 },
  ],
];

test('random edits of a converted tree, and a random next conversion: no edit is lost, no conflict kept quiet, the same again changes nothing', async (t) => {
  const trees = await converted();
  const work = temporaryFolder(t);
  let round = 0;
  const number = fc.nat(trees.length - 1);
  const { failed, counterexample, errorInstance } = fc.check(
    fc.property(number, number, number, edits, (first, second, third, all) => {
      const out = join(work, String((round += 1)));
      const [base, generated] = [trees[first]!, trees[second]!];
      write(out, base);
      const edited = editTree(base, all);
      putOnDisk(out, base, edited);
      const plan = write(out, generated);
      const result = filesBelow(out);
      const conflicts = new Map(plan.conflicts.map(({ path, places }) => [path, places]));
      const faults = [...new Set([...base.keys(), ...generated.keys()])].flatMap((path) =>
        base.has(path)
          ? judge(path, base.get(path)!, edited.get(path), generated.get(path), result[path], conflicts.get(path) ?? [])
          : result[path] === generated.get(path)
            ? []
            : [`${path}: a new file is missing`],
      );
      for (const path of conflicts.keys())
        if (!(`${path}.zuulshift-conflict` in result)) faults.push(`${path}: no note`);
      if (faults.length > 0) throw new Error(faults.join('\n'));
      expectNothing(write(out, generated));

      // People's marks outlive a third generation as well, whatever is open.
      write(out, trees[third]!);
      const last = filesBelow(out);
      for (const [path, text] of edited) {
        for (const [mark] of text.matchAll(MARKS))
          if (last[path]?.includes(mark) !== true) throw new Error(`${path}: ${mark} is lost later`);
      }
      expectNothing(write(out, trees[third]!));
      rmSync(out, { recursive: true });
    }),
    // The example once changed its note with every run.
    { numRuns: 40, seed: 7, examples: [NOTE_CHANGED] },
  );
  t.false(failed, `${JSON.stringify(counterexample)}: ${String(errorInstance)}`);
});
