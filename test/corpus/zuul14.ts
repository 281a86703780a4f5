/** The real Zuul 14.2 beside us: one process that answers for any number of small trees. */
import { fileURLToPath } from 'node:url';
import type { ChangeScenario, Scenario } from '../../src/model/scenario.js';
import { coProcess } from './co-process.js';
import { zuul14 } from './support.js';

/** What `test/corpus/zuul14_driver.py` takes: a tree on disk, or its files. */
export interface TreeRequest {
  readonly dir?: string;
  /** Path → text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly branches?: Readonly<Record<string, readonly string[]>>;
  /** `name@branch=DIR`. */
  readonly repos?: readonly string[];
  /** Text of a zuul.conf with the connections; absent: those that the tenant names. */
  readonly conf?: string;
  readonly scenarios?: readonly object[];
  /** Nothing is remembered from one scenario to the next. */
  readonly plain?: boolean;
  readonly events?: readonly object[];
}

/** A job as Zuul froze it; the oracle's README tells the fields. */
export interface OracleJob {
  readonly voting: boolean;
  readonly dependencies: readonly string[];
  readonly soft: readonly string[];
  readonly semaphores: readonly string[];
  readonly nodeset: readonly string[];
  readonly timeout: number | null;
  readonly tags: readonly string[];
  readonly vars: Readonly<Record<string, unknown>>;
  readonly hold: boolean;
  readonly [key: string]: unknown;
}

export interface OracleItem {
  readonly jobs?: Readonly<Record<string, OracleJob>>;
  readonly queue?: string | null;
  readonly error?: string;
  readonly no_config?: true;
  readonly unknown_project?: true;
  readonly unknown_pipeline?: true;
}

export interface OraclePipelineQueues {
  readonly manager: string;
  readonly queues: readonly { readonly queue: string | null; readonly projects: readonly string[] }[];
}

export interface OracleEvent {
  readonly project?: string;
  readonly pipelines?: Readonly<
    Record<string, { readonly matches: boolean; readonly rejected?: string; readonly exception?: string }>
  >;
  readonly exception?: string;
  readonly dropped?: string;
  readonly ignored?: string;
  readonly not_in_tenant?: true;
  readonly no_change?: true;
}

interface OracleFault {
  readonly name: string;
  readonly short: string;
  readonly file: string | null;
  readonly line: number | null;
}

export interface TreeAnswer {
  /** The tenant does not load at all. */
  readonly fatal?: string;
  readonly traceback?: string;
  readonly errors: readonly OracleFault[];
  readonly warnings: readonly OracleFault[];
  readonly queues: Readonly<Record<string, OraclePipelineQueues>>;
  readonly answers: readonly OracleItem[];
  readonly events?: readonly OracleEvent[];
}

/**
 * Our scenario as the oracle takes it: it wants to be told whether a ref is a branch, a tag or something else, as Zuul's
 * sources tell by the name. A timer's item is that of a branch (Zuul's timer driver makes one for each), here `master`, or
 * the first by name of a project that has no `master`.
 */
export function forOracle(scenario: Scenario, branches: Readonly<Record<string, readonly string[]>> = {}): object {
  const { project, pipeline } = scenario;
  if (scenario.kind === 'change') return { ...(scenario satisfies ChangeScenario), kind: 'change' };
  if (scenario.kind === 'timer') {
    const known = branches[project] ?? ['master'];
    return { project, pipeline, kind: 'branch', branch: known.includes('master') ? 'master' : [...known].sort()[0] };
  }
  const { ref } = scenario;
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : ref;
  if (ref.startsWith('refs/tags/')) return { project, pipeline, kind: 'tag', ref };
  if (ref.startsWith('refs/') && !ref.startsWith('refs/heads/')) return { project, pipeline, kind: 'ref', ref };
  return { project, pipeline, kind: 'branch', branch, ref: `refs/heads/${branch}` };
}

/** The real Zuul 14.2, ready for many small trees; undefined where it cannot be had. Close it when done. */
export function startZuul14(): { ask(request: TreeRequest): Promise<TreeAnswer>; close(): void } | undefined {
  const there = zuul14();
  if (there === undefined) return undefined;
  const driver = fileURLToPath(new URL('zuul14_driver.py', import.meta.url));
  const process = coProcess(there.python, [driver, there.oracle], SLOW);
  return { ask: (request) => process.ask<TreeAnswer>(request), close: () => process.close() };
}

/** Milliseconds that one tree may take on a busy machine. */
const SLOW = 60_000;
