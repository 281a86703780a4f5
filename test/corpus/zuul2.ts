import type { Scenario } from '../../src/model/scenario.js';
import { coProcess, type CoProcess } from './co-process.js';
import { zuul2 } from './support.js';

/** One layout, and what is asked about it. */
export interface V2Question {
  readonly layout: string;
  readonly scenarios: readonly Scenario[];
  /** Whether `noop` ties shared queues; default: yes, as in 2.6.0. */
  readonly noop_queues?: boolean;
  /** Connections beside `gerrit` and `smtp`: name → driver. */
  readonly connections?: Readonly<Record<string, string>>;
  /** Whether the tables of jobs and pipelines are wanted. */
  readonly tables?: boolean;
}

/** What v2 does with one scenario; absent parts: there is nothing to say. Fields as in the oracle's own description. */
export interface V2Line {
  readonly triggered: boolean;
  readonly jobs: readonly (readonly [name: string, parent: string | null, voting: number])[];
  /** Number of the shared queue. */
  readonly queue: number | null;
  /** The manager itself fails. */
  readonly failed?: string;
  readonly unknown?: 'pipeline' | 'project' | 'jobs';
  /** Jobs that are waited for and never start. */
  readonly never?: readonly string[];
  /** Job → its other parents. */
  readonly also?: Readonly<Record<string, readonly (string | null)[]>>;
  readonly repeat?: readonly string[];
  readonly errors?: Readonly<Record<string, string>>;
}

export interface V2Queue {
  readonly id: number;
  readonly assigned_name: string | null;
  readonly projects: readonly string[];
}

/** v2 took the layout. */
export interface V2Taken {
  readonly ok: true;
  readonly answers: readonly V2Line[];
  readonly queues: Readonly<Record<string, readonly V2Queue[]>>;
  /** Reading is fine, starting is not: a timer that cannot be. */
  readonly 'start-error'?: string;
  readonly jobs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** v2 refused the layout. */
export interface V2Refused {
  readonly ok: false;
  readonly kind: 'yaml' | 'schema' | 'load' | 'oracle';
  readonly error: string;
  readonly type: string;
  /** All faults of the schema, where it told more than one. */
  readonly errors?: readonly string[];
}

export type V2Reply = V2Taken | V2Refused;

/** The real Zuul 2.6.0, ready for many small layouts; undefined where it cannot be had. */
export function askZuul2(): (CoProcess & { ask(question: V2Question): Promise<V2Reply> }) | undefined {
  const found = zuul2();
  // A regular expression that hangs Zuul v2 hangs the oracle.
  return found === undefined ? undefined : coProcess(found.python, [found.oracle, 'run', '--batch', '-'], 20_000);
}
