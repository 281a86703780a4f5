import type { RefOperation } from './scenario.js';

/** An item as far as every build of its kind is alike: what does not follow from one change. */
export type ItemFacts =
  | { readonly kind: 'change'; readonly branch: string }
  | { readonly kind: 'ref'; readonly ref: string; readonly op: RefOperation }
  | { readonly kind: 'timer' };

/** What a build has that other builds of its kind have not, and that Zuul v3 tells too. */
export const BUILD_FIELDS = ['number', 'patchset', 'uuid', 'refspec', 'url', 'newrev', 'oldrev'] as const;

export type BuildField = (typeof BUILD_FIELDS)[number];

/** A piece of a field: all of it, its first or its last characters. */
export interface FieldPiece {
  readonly field: BuildField;
  /** Characters from the start; below zero: from the end. Absent: all. */
  readonly length?: number;
}

/**
 * What a parameter function makes of one parameter:
 *
 * - `static`: the same text for all builds; `null`: the parameter is not there. `tried`: what was read of the change
 *   before, although nothing came of it in what was tried.
 * - `template`: a text with pieces of the build in it.
 * - `varies`: it follows from the change; `reads` tells from what of it. None: from nothing that was read.
 */
export type ParameterValue =
  | { readonly kind: 'static'; readonly text: string | null; readonly tried: readonly string[] }
  | { readonly kind: 'template'; readonly parts: readonly (string | FieldPiece)[] }
  | { readonly kind: 'varies'; readonly reads: readonly string[] };

/** What a function does with the parameters of a build. */
export interface ParameterAnswer {
  /** Name → what becomes of it; standard parameters that keep their value are not in it. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Those that were no text: name → what they were (`a number`, `none`, `a list`). */
  readonly odd: Readonly<Record<string, string>>;
  /** The function fails: v2 never starts the job, and the item stays in the queue. */
  readonly error?: string;
  /** It asks for something of v2 that cannot be imitated here. */
  readonly unknown?: string;
}

/** A text that a function compared a fact with. */
export interface Comparison {
  readonly fact: 'branch' | 'ref' | 'project' | 'pipeline';
  /** The whole text, its start or end, a part of it, or a Python expression. */
  readonly use: 'text' | 'start' | 'end' | 'part' | 'match' | 'search';
  readonly text: string;
}

/** One job of one project in one pipeline. */
export interface ParameterPlace {
  readonly project: string;
  readonly pipeline: string;
  /** Pairs: index of the item, index of the answer. */
  readonly answers: readonly (readonly [item: number, answer: number])[];
}

/** What the functions of a layout do, asked about every use of every job. */
export interface ParameterTable {
  readonly items: readonly ItemFacts[];
  readonly answers: readonly ParameterAnswer[];
  readonly jobs: readonly {
    readonly job: string;
    readonly function: string;
    readonly places: readonly ParameterPlace[];
  }[];
  readonly compared: readonly Comparison[];
}
