import type { Value } from './value.js';
import type { ZuulJob } from './zuul.js';

/** What a person would write instead of a converted job, on top of the jobs that every Zuul can use: zuul-jobs. */
export interface NativeHint {
  /** Name in v2. */
  readonly job: string;
  /** Name in v3, which the native job keeps, so that projects go on using it. */
  readonly v3: string;
  /** The known thing: `tox`. */
  readonly tool: string;
  /** Job of zuul-jobs. */
  readonly parent: string;
  readonly vars: Readonly<Record<string, Value>>;
  /** Page of the manual of zuul-jobs that describes the parent. */
  readonly source: string;
  /** `likely`: something was told from the name of an image, or from where it is usual; `certain`: nothing was. */
  readonly confidence: 'certain' | 'likely';
  /** What the converted job does and this one would not. Only where this is empty the one can stand for the other. */
  readonly lost: readonly string[];
  /** What differs, and is no loss by itself. */
  readonly changes: readonly string[];
}

/** A hint with the job definition that it proposes. */
export interface NativeProposal extends NativeHint {
  /** Family of the converted job, where it has one. */
  readonly family?: string;
  readonly variant: ZuulJob;
  /** The same as YAML. */
  readonly text: string;
  /** Whether it was written in place of the converted one. */
  readonly written: boolean;
}
