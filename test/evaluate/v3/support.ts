import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { type V3Evaluator, createV3Evaluator } from '../../../src/evaluate/v3/evaluator.js';
import type { LoadOptions } from '../../../src/evaluate/v3/load/load-tree.js';
import type { ItemAnswer } from '../../../src/model/item-answer.js';
import type { ChangeScenario } from '../../../src/model/scenario.js';
import { temporaryFolder } from '../../support/folders.js';

export const TENANT = `
- tenant:
    name: example
    source:
      gerrit:
        config-projects: [config]
        untrusted-projects:
          - app
          - lib: {include: []}
          - other: {include: []}
`;

export const PIPELINES = `
- pipeline:
    name: check
    manager: independent
    trigger: {gerrit: [{event: patchset-created}]}
- pipeline:
    name: gate
    manager: dependent
    post-review: true
    trigger: {gerrit: [{event: comment-added, branch: ^master$}]}
- pipeline:
    name: post
    manager: independent
    post-review: true
    trigger: {gerrit: [{event: ref-updated, ref: ^refs/heads/}]}
- job: {name: base, parent: null, run: base.yaml}
`;

type Files = Readonly<Record<string, string>>;

/** Writes a config project and asks Zuul 14 about it. `zuul` is its only file beside pipelines and the base job. */
export function evaluatorOf(t: ExecutionContext, zuul: string | Files, options: LoadOptions = {}): V3Evaluator {
  const files = typeof zuul === 'string' ? { 'zuul.d/z.yaml': zuul } : zuul;
  return createV3Evaluator(treeOf(t, { 'tenant/main.yaml': TENANT, 'zuul.d/a.yaml': PIPELINES, ...files }), options);
}

/** A folder with these files. */
export function treeOf(t: ExecutionContext, files: Files): string {
  const folder = temporaryFolder(t);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export function change(given: Partial<Omit<ChangeScenario, 'kind'>> = {}): ChangeScenario {
  return { kind: 'change', project: 'lib', pipeline: 'check', branch: 'master', files: ['a.py'], ...given };
}

export function jobsOf({ outcome, jobs }: ItemAnswer): string {
  return outcome === 'runs' ? jobs.map(({ name }) => name).join(' ') : outcome;
}
