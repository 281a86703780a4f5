import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import type { V2JobNode, V2Layout } from '../../../src/model/layout.js';
import { readLayout, type LayoutOptions, type LayoutReading } from '../../../src/read/layout/read-layout.js';
import { temporaryFolder } from '../../support/folders.js';

/** Three lines: what follows begins on line 4. */
export const PIPELINES = `pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {}}
  - {name: gate, manager: DependentPipelineManager, trigger: {}}
`;

/** Stands for Python: an open parenthesis is a fault. */
function checkPattern(pattern: string): string | undefined {
  return pattern.includes('(') && !pattern.includes(')') ? 'unbalanced parenthesis' : undefined;
}

/** Reads a layout given as text, with Zuul 2.6 unless said otherwise. */
export function layoutOf(
  t: ExecutionContext,
  source: string,
  options: Partial<LayoutOptions> & { readonly files?: Readonly<Record<string, string>>; readonly conf?: string } = {},
): LayoutReading {
  const folder = temporaryFolder(t);
  const { files = {}, conf, ...rest } = options;
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const path = join(folder, 'layout.yaml');
  writeFileSync(path, source);
  const confPath = join(folder, 'zuul.conf');
  if (conf !== undefined) writeFileSync(confPath, conf);
  return readLayout(conf === undefined ? path : confPath, { zuulV2Version: '2.6', checkPattern, ...rest });
}

/** A job tree in short: `unit` for a leaf, `{build: [unit]}` for a parent. */
export type Tree = string | { readonly [parent: string]: readonly Tree[] };

export function treeOf(jobs: readonly V2JobNode[]): Tree[] {
  return jobs.map(({ name, children }) => (children.length === 0 ? name : { [name]: treeOf(children) }));
}

/** The own job lists of a project, by pipeline. */
export function sectionsOf(layout: V2Layout, project: string): Record<string, Tree[]> {
  const found = layout.projects.find(({ name }) => name.value === project);
  return Object.fromEntries((found?.sections ?? []).map(({ pipeline, jobs }) => [pipeline, treeOf(jobs)]));
}
