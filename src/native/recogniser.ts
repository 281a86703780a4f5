import type { Value } from '../model/value.js';
import type { Call } from './call.js';

/** What stands for one command in zuul-jobs. */
export interface Proposal {
  /** Job of zuul-jobs; one of {@link Recogniser.parents}. */
  readonly parent: string;
  readonly vars: Readonly<Record<string, Value>>;
  /** Variable of the parent that takes environment variables, as a mapping. Absent: it takes none. */
  readonly environment?: string;
  /** What differs for those who look at its results. */
  readonly changes?: readonly string[];
}

/**
 * Knows one tool. A file below `tools/` with one of these as `recogniser` is all it takes to add one; what it does not claim is
 * lost, and said so.
 */
export interface Recogniser {
  readonly tool: string;
  /** Jobs of zuul-jobs that it proposes. */
  readonly parents: readonly string[];
  /** Page of the manual of zuul-jobs with them. */
  readonly source: string;
  /** The program, where it has another name than the tool. */
  readonly program?: string;
  /** How its commands begin in a script; default: the program's name. */
  readonly mention?: RegExp;
  /** Names of images whose entry point is the tool, so that the words behind the image are its arguments. */
  readonly image?: RegExp;
  /** Files that the parent keeps by itself; matched against patterns below the project's sources. */
  readonly keeps?: RegExp;
  /** Whether the parent does by itself what this command makes ready. */
  prepares?(words: readonly string[]): boolean;
  /** @returns nothing for a command that the parent would not run in the same way. */
  propose(call: Call): Proposal | undefined;
}
