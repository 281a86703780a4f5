import type { Evaluator } from '../model/evaluator.js';
import type { TextCondition } from '../model/item-conditions.js';
import type { Comparison, ItemFacts } from '../model/parameters.js';
import { createClassFinder } from '../verify/scenarios/condition-classes.js';
import { BRANCHES, HEADS, TAGS } from '../verify/scenarios/text-space.js';
import { usualBranches } from '../verify/scenarios/usual-branches.js';

/** Branches that the conditions of a layout tell apart are many; each of them costs a question for every use. */
const MOST_BRANCHES = 24;

export interface CandidateOptions {
  readonly defaultBranches: readonly string[];
  readonly refNames: 'full' | 'short';
}

const HEADS_PREFIX = 'refs/heads/';

export interface Candidates {
  /** To be asked about everywhere. */
  readonly items: readonly ItemFacts[];
  /** For jobs that run for none of those. */
  readonly further: readonly ItemFacts[];
}

/**
 * Items that a function may tell apart: the usual branches of the site, another one, those that are known, and one of each
 * class of what the function was seen to compare a branch or ref with. Beside them branches that the layout names.
 */
export function candidateItems(
  v2: Evaluator,
  compared: readonly Comparison[],
  { defaultBranches, refNames }: CandidateOptions,
): Candidates {
  const conditions = compared.filter(({ fact }) => fact === 'branch').map(conditionOf);
  const onRefs = compared.filter(({ fact }) => fact === 'ref').map(conditionOf);
  const branches = new Set([...defaultBranches, 'stable/1.0', ...textsOf(conditions, BRANCHES, '')]);
  const named = usualBranches(
    v2.places.map((place) => v2.conditions(place)),
    MOST_BRANCHES,
  ).filter((branch) => !branches.has(branch));
  const heads = new Set([...branches, ...textsOf(onRefs, HEADS, HEADS_PREFIX)]);
  const tags = new Set(['1.0.0', 'v1.0', ...textsOf(onRefs, TAGS, 'refs/tags/')]);
  const full = (name: string): string => (refNames === 'full' ? `${HEADS_PREFIX}${name}` : name);
  const refs = [...[...heads].map(full), ...[...tags].map((name) => `refs/tags/${name}`)];
  const change = (branch: string): ItemFacts => ({ kind: 'change', branch });
  const updated = (ref: string): ItemFacts => ({ kind: 'ref', ref, op: 'update' });
  return {
    items: [
      ...[...branches].map(change),
      ...refs.map(updated),
      ...refs.slice(0, 1).map((ref): ItemFacts => ({ kind: 'ref', ref, op: 'create' })),
      { kind: 'timer' },
    ],
    further: [...named.map(change), ...named.map((name) => updated(full(name)))],
  };
}

function textsOf(conditions: readonly TextCondition[], space: typeof BRANCHES, beginning: string): string[] {
  if (conditions.length === 0) return [];
  const { classes } = createClassFinder().find(
    conditions.map((condition) => [condition]),
    space,
    conditions.map(() => beginning),
  );
  return classes.flatMap(({ texts }) => texts.slice(0, 1));
}

/** What a comparison asks, as an expression of Python. */
export function conditionOf({ use, text }: Pick<Comparison, 'use' | 'text'>): TextCondition {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  switch (use) {
    case 'text':
      return { dialect: 'text', pattern: text, use: 'full' };
    case 'start':
      return { dialect: 'python', pattern: escaped, use: 'match' };
    case 'part':
      return { dialect: 'python', pattern: escaped, use: 'search' };
    case 'end':
      return { dialect: 'python', pattern: `${escaped}\\Z`, use: 'search' };
    case 'match':
    case 'search':
      return { dialect: 'python', pattern: text, use };
  }
}
