import type { V2JobEntry, V2Layout } from '../../model/layout.js';
import type { Place } from '../../model/place.js';
import type { Settings } from '../../model/settings.js';
import type { JobAttributes, ZuulSemaphore } from '../../model/zuul.js';
import type { RunCondition } from './conditions.js';
import { defineCondition, type ConditionUse, type DefinedCondition } from './definition.js';
import { isPatternName, type EffectiveJob } from './effective-jobs.js';
import { NOOP } from './entries.js';
import type { ItemKinds } from './item-kinds.js';
import { definitionAttributes } from './job-attributes.js';
import type { NameTools } from './names.js';
import type { LayoutNotes } from './notes.js';
import type { ProjectPlan, TemplateVariant } from './project-plan.js';
import type { Use } from './uses.js';

/** What the layout says about one v2 job. */
export interface LayoutJob {
  readonly name: string;
  /** Its name in Zuul; no two jobs have the same. */
  readonly v3Name: string;
  /** For the definition of the job; the entries of the project pipelines hold the rest. Empty where it is not used. */
  readonly attributes: JobAttributes;
  readonly comment?: readonly string[];
  /** Whether a project uses it. */
  readonly used: boolean;
  /** Pipelines where projects use it, in the order of the layout. */
  readonly pipelines: readonly string[];
  /** Those of them where it runs before anybody reviewed the change. */
  readonly preReviewPipelines: readonly string[];
  /** Name of the Python function that changed its parameters. */
  readonly parameterFunction?: string;
  /** Label of the node that it chose; wins over that of the Jenkins job. */
  readonly label?: string;
  readonly at: Place;
}

export interface LayoutJobs {
  readonly byName: ReadonlyMap<string, LayoutJob>;
  /** In the order in which projects first use them. */
  readonly used: readonly EffectiveJob[];
  readonly semaphores: readonly ZuulSemaphore[];
  /** v3 names of all jobs that are used. */
  readonly names: ReadonlyMap<string, string>;
  definedFor(job: EffectiveJob): DefinedCondition;
}

export interface LayoutJobContext {
  readonly layout: V2Layout;
  readonly kinds: ReadonlyMap<string, ItemKinds>;
  readonly settings: Settings;
  readonly names: NameTools;
  readonly notes: LayoutNotes;
  jobOf(name: string): EffectiveJob;
}

interface Usage {
  readonly job: EffectiveJob;
  readonly at: Place;
  /** By pipeline and condition. */
  readonly pipelines: Map<
    string,
    Map<string, { readonly condition: RunCondition; readonly kinds: ItemKinds; count: number }>
  >;
}

/** Gathers how the jobs are used, and decides what their definitions say. */
export function layoutJobs(plans: readonly ProjectPlan[], context: LayoutJobContext): LayoutJobs {
  const usages = usagesOf(plans, context.kinds);
  const defined = new Map<EffectiveJob, DefinedCondition>();
  const names = uniqueNames([...usages.values()], context);
  const byName = new Map<string, LayoutJob>();
  const semaphores = new Set<string>();
  for (const usage of usages.values()) {
    const { job } = usage;
    const condition = defineCondition(conditionUses(usage), context.settings);
    defined.set(job, condition);
    if (job.mutex !== undefined && job.name !== NOOP) semaphores.add(job.mutex.value);
    byName.set(job.name, usedJob(usage, names.get(job.name)!, condition, context));
  }
  for (const entry of context.layout.jobs) {
    const name = entry.name.value;
    if (byName.has(name) || isPatternName(name)) continue;
    byName.set(name, unusedJob(entry, context.names.job(name)));
  }
  return {
    byName,
    used: [...usages.values()].map((usage) => usage.job),
    semaphores: [...semaphores].sort().map((name) => ({ name, max: 1 })),
    names,
    definedFor: (job) => defined.get(job)!,
  };
}

function usagesOf(plans: readonly ProjectPlan[], kinds: ReadonlyMap<string, ItemKinds>): Map<string, Usage> {
  const usages = new Map<string, Usage>();
  for (const [pipeline, uses] of countUses(plans)) {
    for (const [use, count] of uses) {
      let usage = usages.get(use.job.name);
      if (usage === undefined) {
        usage = { job: use.job, at: use.node.at, pipelines: new Map() };
        usages.set(use.job.name, usage);
      }
      let conditions = usage.pipelines.get(pipeline);
      if (conditions === undefined) usage.pipelines.set(pipeline, (conditions = new Map()));
      const known = conditions.get(use.key);
      if (known !== undefined) known.count += count;
      else conditions.set(use.key, { condition: use.condition, kinds: kinds.get(pipeline)!, count });
    }
  }
  return usages;
}

/** Pipeline → how often each use stands there. Most uses are one object for many projects. */
function countUses(plans: readonly ProjectPlan[]): Map<string, Map<Use, number>> {
  const counts = new Map<string, Map<Use, number>>();
  const add = (pipeline: string, uses: readonly Use[], count: number): void => {
    let ofPipeline = counts.get(pipeline);
    if (ofPipeline === undefined) counts.set(pipeline, (ofPipeline = new Map()));
    for (const use of uses) ofPipeline.set(use, (ofPipeline.get(use) ?? 0) + count);
  };
  const variants = new Map<TemplateVariant, number>();
  for (const plan of plans) {
    for (const variant of plan.templates) variants.set(variant, (variants.get(variant) ?? 0) + 1);
    for (const { pipeline, uses } of plan.pipelines) add(pipeline, uses, 1);
  }
  for (const [variant, count] of variants) {
    for (const [pipeline, uses] of variant.uses()) add(pipeline, uses, count);
  }
  return counts;
}

function conditionUses(usage: Usage): ConditionUse[] {
  return [...usage.pipelines.values()].flatMap((conditions) => [...conditions.values()]);
}

function usedJob(usage: Usage, v3Name: string, condition: DefinedCondition, context: LayoutJobContext): LayoutJob {
  const { job } = usage;
  const pipelines = context.layout.pipelines.filter(({ name }) => usage.pipelines.has(name.value));
  return {
    name: job.name,
    v3Name,
    attributes: definitionAttributes(job, condition),
    ...(job.own?.comment === undefined ? {} : { comment: job.own.comment }),
    used: true,
    pipelines: pipelines.map(({ name }) => name.value),
    preReviewPipelines: pipelines
      .filter(({ name, manager }) => manager !== 'dependent' && !context.kinds.get(name.value)!.afterReview)
      .map(({ name }) => name.value),
    ...(job.parameterFunction === undefined ? {} : { parameterFunction: job.parameterFunction.value }),
    at: job.own?.at ?? usage.at,
  };
}

function unusedJob(entry: V2JobEntry, v3Name: string): LayoutJob {
  return {
    name: entry.name.value,
    v3Name,
    attributes: {},
    ...(entry.comment === undefined ? {} : { comment: entry.comment }),
    used: false,
    pipelines: [],
    preReviewPipelines: [],
    at: entry.at,
  };
}

/** Two jobs that come to the same name get a number behind it. */
function uniqueNames(usages: readonly Usage[], context: LayoutJobContext): Map<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const { job, at } of usages) {
    const wanted = context.names.job(job.name);
    let name = wanted;
    for (let number = 2; owners.has(name); number++) name = `${wanted}-${String(number)}`;
    if (name !== wanted) {
      const detail = `${job.name} and ${owners.get(wanted)!} would both be ${wanted}; ${job.name} is ${name}`;
      context.notes.raise('job/name-clash', { at }, { job: job.name, detail, leaves: [] });
    }
    owners.set(name, job.name);
    names.set(job.name, name);
  }
  return names;
}
