import type { Dependency, JobAttributes, JobUse } from '../../model/zuul.js';
import { entryCondition, NOTHING_DEFINED, type DefinedCondition, type EntryCondition } from './definition.js';
import type { EffectiveJob } from './effective-jobs.js';
import type { ItemKinds } from './item-kinds.js';
import { listOf, type LayoutNotes } from './notes.js';
import type { Override } from './project-plan.js';
import type { Use, UseDependency } from './uses.js';

export interface EntryContext {
  /** v3 name of a v2 job. */
  nameOf(job: string): string;
  readonly notes: LayoutNotes;
  kindsOf(pipeline: string): ItemKinds;
  definedFor(job: EffectiveJob): DefinedCondition;
}

/** Zuul's own job, which is never defined: all that v2 says about it has to stand on the entries. */
export const NOOP = 'noop';

interface WrittenCondition {
  readonly entry: EntryCondition;
  /** Entries without dependencies. */
  readonly uses: JobUse[];
}

/** Writes uses as entries of a project pipeline. Equal entries without dependencies are one object. */
export function entryWriter(context: EntryContext): {
  entriesOf(use: Use, pipeline: string): JobUse[];
  overrideOf(override: Override, pipeline: string): JobUse;
} {
  const known = new Map<string, WrittenCondition>();
  const byUse = new Map<Use, WrittenCondition>();

  // A use belongs to one pipeline; the same condition comes in many.
  const conditionEntry = (use: Use, pipeline: string): WrittenCondition => {
    const own = byUse.get(use);
    if (own !== undefined) return own;
    const kinds = context.kindsOf(pipeline);
    const key = `${use.job.name}\n${kinds.change ? 'change' : 'other'}\n${use.key}`;
    let made = known.get(key);
    if (made === undefined) {
      made = writeCondition(use, kinds, context);
      known.set(key, made);
    }
    byUse.set(use, made);
    return made;
  };

  return {
    entriesOf(use, pipeline) {
      const { entry, uses } = conditionEntry(use, pipeline);
      if (use.dependencies.length === 0) return uses;
      const dependencies = written(use, use.dependencies, entry.incomplete, context);
      return [{ ...uses[0]!, dependencies }, ...uses.slice(1)];
    },
    overrideOf({ use, dependencies }, pipeline) {
      const { entry } = conditionEntry(use, pipeline);
      const { branches } = entry.attributes;
      return {
        name: context.nameOf(use.job.name),
        // Without them the entry would let every branch through.
        ...(branches === undefined ? {} : { branches }),
        dependencies: written(use, dependencies, entry.incomplete, context),
      };
    },
  };
}

function writeCondition(use: Use, kinds: ItemKinds, context: EntryContext): WrittenCondition {
  const { job } = use;
  const defined = job.name === NOOP ? NOTHING_DEFINED : context.definedFor(job);
  const entry = entryCondition(use.condition, defined, kinds);
  if (entry.incomplete) {
    context.notes.raise('matcher/too-many-conditions', job.branch[0] ?? job.skipIf[0] ?? use.node, {
      job: job.name,
      detail: job.name,
    });
  }
  const name = context.nameOf(job.name);
  const first = { name, ...(job.name === NOOP ? noopAttributes(job) : {}), ...entry.attributes };
  return { entry, uses: [first, ...entry.variants.map((variant) => ({ name, ...variant }))] };
}

/** What a final job may still be told by an entry. */
function noopAttributes(job: EffectiveJob): JobAttributes {
  return {
    ...(job.voting ? {} : { voting: false }),
    ...(job.hold ? { holdFollowingChanges: true } : {}),
    ...(job.successMessage === undefined ? {} : { successMessage: job.successMessage.value }),
    ...(job.failureMessage === undefined ? {} : { failureMessage: job.failureMessage.value }),
    ...(job.tags.length === 0 ? {} : { tags: job.tags }),
  };
}

/** A job that may run where the one above it does not would fail the whole item if it depended on it firmly. */
function written(
  use: Use,
  dependencies: readonly UseDependency[],
  incomplete: boolean,
  context: EntryContext,
): Dependency[] {
  if (incomplete && dependencies.some((dependency) => !dependency.soft)) {
    const above = listOf(dependencies.map((dependency) => dependency.name));
    context.notes.raise('tree/soft-dependency', use.node, {
      job: use.job.name,
      detail: `${use.job.name} below ${above}`,
    });
  }
  return dependencies.map(({ name, soft }) => ({
    name: context.nameOf(name),
    ...(soft || incomplete ? { soft: true } : {}),
  }));
}
