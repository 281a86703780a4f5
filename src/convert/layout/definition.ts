import type { Settings } from '../../model/settings.js';
import type { JobAttributes, Matcher } from '../../model/zuul.js';
import { clauseKey, mergeNegations, without, type Clause, type Condition } from './clauses.js';
import { listKey, type RunCondition, type SkipVariant } from './conditions.js';
import { BRANCH_PREFIX, type ItemKinds } from './item-kinds.js';
import { relationOf } from '../../regex/automata/clauses.js';
import { behindPrefix } from '../../regex/derivatives/remainder.js';
import { compileRe2 } from '../../regex/re2.js';

/** One condition a job is used with, and how often. */
export interface ConditionUse {
  readonly condition: RunCondition;
  readonly kinds: ItemKinds;
  readonly count: number;
}

/** What the definition of a job says about when it runs. It holds in every pipeline and project. */
export interface DefinedCondition {
  /** The clauses that the definition's list of branches stands for. */
  readonly branches: Condition;
  readonly files: readonly Matcher[];
  readonly irrelevantFiles: readonly Matcher[];
}

export const NOTHING_DEFINED: DefinedCondition = { branches: [], files: [], irrelevantFiles: [] };

/**
 * Decides what goes on the definition of a job: what all of its uses ask for, or do not mind. The entries of the project
 * pipelines say the rest; Zuul needs definition and entry to accept the branch, and takes the entry's list of files
 * instead of the definition's.
 */
export function defineCondition(uses: readonly ConditionUse[], settings: Settings): DefinedCondition {
  return {
    branches: commonBranches(uses, settings),
    files: uses.every((use) => use.condition.files.length > 0) ? mostFrequent(uses, 'files') : [],
    irrelevantFiles: commonSkips(uses),
  };
}

function commonBranches(uses: readonly ConditionUse[], settings: Settings): Condition {
  const candidates = new Map<string, Clause>();
  for (const { condition, kinds } of uses) {
    // What keeps timers to the default branches is about the pipeline, not about the job.
    if (!kinds.change && !kinds.branch && !kinds.tag && !kinds.otherRef) continue;
    for (const clause of condition.branches) candidates.set(clauseKey(clause), clause);
  }
  const common = [...candidates.values()].filter((clause) =>
    uses.every(
      ({ condition, kinds }) =>
        condition.branches.some((other) => clauseKey(other) === clauseKey(clause)) || accepts(clause, kinds, settings),
    ),
  );
  // One list of branches can hold one clause, or any number of exclusions. The exclusions can be joined on the entries too.
  const positive = common.find((clause) => clause.length > 1 || clause[0]!.negate !== true);
  return positive === undefined ? common : [positive];
}

/** Whether a clause lets everything through that comes into a pipeline and that Zuul compares with branches. */
function accepts(clause: Clause, kinds: ItemKinds, settings: Settings): boolean {
  if (kinds.change || kinds.branch) return false;
  if (kinds.timer && !settings.defaultBranches.every((branch) => clause.some((matcher) => fits(matcher, branch)))) {
    return false;
  }
  return !(kinds.tag || kinds.otherRef) || clause.some((matcher) => acceptsRefs(matcher));
}

/** As Zuul: matched from the start. */
function fits(matcher: Matcher, text: string): boolean {
  return compileRe2(`^(?:${matcher.regex})`).matcher(text).find() !== (matcher.negate === true);
}

/** An exclusion that no full ref fits lets every tag through. */
export function acceptsRefs(matcher: Matcher): boolean {
  return matcher.negate === true && behindPrefix(matcher.regex, BRANCH_PREFIX.slice(0, 5)) === 'never';
}

/** The branches of timer items: Zuul starts one for each branch of a project, v2 knew no branch. */
export function timerClause(settings: Settings): Clause {
  return settings.defaultBranches.map((branch) => ({ regex: `^${escapeRegex(branch)}$` }));
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function mostFrequent(uses: readonly ConditionUse[], key: 'files' | 'irrelevantFiles'): readonly Matcher[] {
  const counts = new Map<string, { list: readonly Matcher[]; count: number }>();
  for (const { condition, count } of uses) {
    const list = condition[key];
    const entry = counts.get(listKey(list)) ?? { list, count: 0 };
    entry.count += count;
    counts.set(listKey(list), entry);
  }
  let best: { list: readonly Matcher[]; count: number } | undefined;
  for (const entry of counts.values()) {
    if (best === undefined || entry.count > best.count) best = entry;
  }
  return best?.list ?? [];
}

/** Items without files are never skipped because of files, so pipelines of refs and timers do not count. */
function commonSkips(uses: readonly ConditionUse[]): readonly Matcher[] {
  return mostFrequent(
    uses.filter((use) => use.kinds.change),
    'irrelevantFiles',
  );
}

/** An entry's part of a condition: attributes for the entry, and further entries for some branches. */
export interface EntryCondition {
  readonly attributes: JobAttributes;
  readonly variants: readonly JobAttributes[];
  /** More than one clause is left, so that the entry lets through more than it should. */
  readonly incomplete: boolean;
}

/** What an entry has to say so that it and the definition together mean `condition`. */
export function entryCondition(condition: RunCondition, defined: DefinedCondition, kinds: ItemKinds): EntryCondition {
  const rest = mergeNegations(without(condition.branches, defined.branches));
  const ownFiles = listKey(condition.files) === listKey(defined.files) ? undefined : condition.files;
  const ownSkips =
    !kinds.change || listKey(condition.irrelevantFiles) === listKey(defined.irrelevantFiles)
      ? undefined
      : condition.irrelevantFiles;
  const files = ownFiles === undefined ? {} : { files: ownFiles };
  const variants = placedVariants(condition.variants, rest[0]);
  return {
    attributes: {
      ...(rest.length === 0 ? {} : { branches: rest[0] }),
      ...files,
      ...(ownSkips === undefined ? {} : { irrelevantFiles: ownSkips }),
    },
    variants: variants.map(({ variant, stays }) => ({
      ...(variant.branches.length === 0 ? {} : { branches: variant.branches[0] }),
      // Where the entry itself is not for the branch, nobody else says it.
      ...(stays ? {} : files),
      irrelevantFiles: variant.irrelevantFiles,
    })),
    incomplete: rest.length > 1 || variants.some(({ stays }) => !stays),
  };
}

interface PlacedVariant {
  readonly variant: SkipVariant;
  /** Its branches are among those of the entry it belongs to. */
  readonly stays: boolean;
}

/** Each entry of Zuul lets its own branches through, whatever the others say: a variant for other branches than those of its entry is left out. */
function placedVariants(variants: readonly SkipVariant[], rest: Clause | undefined): PlacedVariant[] {
  if (rest === undefined) return variants.map((variant) => ({ variant, stays: true }));
  return variants.flatMap((variant) => {
    const [own] = variant.branches;
    if (own === undefined) return [{ variant, stays: false }];
    if (clauseKey(own) === clauseKey(rest)) return [{ variant, stays: true }];
    const relation = relationOf(own, rest);
    return relation === 'apart' ? [] : [{ variant, stays: relation === 'within' }];
  });
}

/** The list of branches of a definition. */
export function definedBranches(defined: DefinedCondition): Clause | undefined {
  return mergeNegations(defined.branches)[0];
}
