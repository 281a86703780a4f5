import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { createV2Evaluator } from '../../../src/evaluate/v2/evaluator.js';
import type { Evaluator } from '../../../src/model/evaluator.js';
import type { ItemAnswer } from '../../../src/model/item-answer.js';
import type { ZuulV2Version } from '../../../src/model/layout.js';
import type { ChangeScenario, RefOperation, Scenario } from '../../../src/model/scenario.js';
import { readLayout } from '../../../src/read/layout/read-layout.js';
import { checkPattern } from '../../../src/regex/check-pattern.js';
import { temporaryFolder } from '../../support/folders.js';

/** A pipeline of each sort: `check` for changes, `gate` for shared queues, `post` for refs, `nightly` for the clock. */
export const PIPELINES = `
pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
  - {name: gate, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}}
  - {name: post, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated}]}}
  - {name: nightly, manager: IndependentPipelineManager, trigger: {timer: {time: '0 6 * * *'}}}
`;

/** Reads a layout as the command does, from a file. */
export function evaluatorOf(t: ExecutionContext, text: string, zuulV2Version: ZuulV2Version = '2.6'): Evaluator {
  const file = join(temporaryFolder(t), 'layout.yaml');
  writeFileSync(file, text);
  const { layout } = readLayout(file, { zuulV2Version, checkPattern });
  return createV2Evaluator(layout, { zuulV2Version });
}

/** The evaluator of a layout whose project `p` has this list in all four pipelines. */
export function withJobs(t: ExecutionContext, jobs: string, list: string): Evaluator {
  const sections = ['check', 'gate', 'post', 'nightly'].map((name) => `${name}: ${list}`).join(', ');
  return evaluatorOf(t, `${PIPELINES}jobs: ${jobs}\nprojects:\n  - {name: p, ${sections}}\n`);
}

export function change(branch = 'master', files: readonly string[] = ['/COMMIT_MSG', 'a.py']): ChangeScenario {
  return { project: 'p', pipeline: 'check', kind: 'change', branch, files };
}

export function ref(name: string, op: RefOperation = 'update'): Scenario {
  return { project: 'p', pipeline: 'post', kind: 'ref', ref: name, op };
}

export const TIMER: Scenario = { project: 'p', pipeline: 'nightly', kind: 'timer' };

/** Jobs in the order of starting: `build`, `build>unit` below a parent, `lint?` without a vote. */
export function jobsOf({ jobs }: ItemAnswer): string[] {
  return jobs.map(
    ({ name, dependencies, voting }) =>
      `${dependencies.map((dependency) => `${dependency.name}>`).join('')}${name}${voting ? '' : '?'}`,
  );
}
