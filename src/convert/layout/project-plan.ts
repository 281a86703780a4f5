import type { V2JobNode, V2Project } from '../../model/layout.js';
import type { EffectiveJob } from './effective-jobs.js';
import type { RunCondition } from './conditions.js';
import type { LayoutNotes } from './notes.js';
import type { ListedJobs, TemplateContent } from './template-contents.js';
import { mergeTrees, positionsOf } from './trees.js';
import { usesOf, type Use, type UseDependency } from './uses.js';

/** A template as it is for a group of projects: the same jobs with the same conditions. */
export interface TemplateVariant {
  readonly content: TemplateContent;
  /** What the projects of the group have in common as to `skip-if` with `project`; empty for most. */
  readonly group: string;
  /** Pipeline → jobs, for a project that has nothing but this template. Worked out when it is first asked for. */
  uses(): ReadonlyMap<string, readonly Use[]>;
}

/** A project with its templates as they are for it. */
export interface ResolvedProject {
  readonly project: V2Project;
  readonly variants: readonly TemplateVariant[];
  readonly own: ReadonlyMap<string, ListedJobs>;
}

/** An entry that changes what a template says about a job. */
export interface Override {
  readonly use: Use;
  readonly dependencies: readonly UseDependency[];
}

export interface PlannedPipeline {
  readonly pipeline: string;
  /** Jobs that no template of the project brings. */
  readonly uses: readonly Use[];
  readonly overrides: readonly Override[];
}

export interface ProjectPlan {
  readonly project: V2Project;
  readonly templates: readonly TemplateVariant[];
  readonly pipelines: readonly PlannedPipeline[];
}

export interface PlanContext {
  /** The v2 job, and whether it is left out by the settings. */
  jobOf(name: string): EffectiveJob;
  skipsJob(name: string): boolean;
  conditionOf(job: EffectiveJob, pipeline: string, project: string): RunCondition | 'never';
  /** A job that waits for no other; `undefined` where it never runs. Equal uses are one object. */
  plainUseOf(node: V2JobNode, pipeline: string, project: string): Use | undefined;
  readonly notes: LayoutNotes;
}

/** The uses of a list of lists in one pipeline, for one project. */
export function usesIn(
  lists: readonly ListedJobs[],
  pipeline: string,
  project: string,
  context: PlanContext,
): readonly Use[] {
  if (lists.every((list) => list.flat)) return flatUses(lists, pipeline, project, context);
  const tree = mergeTrees(
    lists.map((list) => list.jobs),
    (name) => context.skipsJob(name),
  );
  return usesOf(positionsOf(tree), {
    pipeline,
    jobOf: (name) => context.jobOf(name),
    conditionOf: (job) => context.conditionOf(job, pipeline, project),
    notes: context.notes,
  });
}

/** Nothing waits for anything, so each job is by itself. */
function flatUses(lists: readonly ListedJobs[], pipeline: string, project: string, context: PlanContext): Use[] {
  const uses: Use[] = [];
  const isPlain = lists.length === 1 && lists[0]!.jobs.length === lists[0]!.names.length;
  const seen = new Set<string>();
  for (const list of lists) {
    for (const node of list.jobs) {
      if (!isPlain) {
        if (seen.has(node.name)) continue;
        seen.add(node.name);
      }
      if (context.skipsJob(node.name)) continue;
      const use = context.plainUseOf(node, pipeline, project);
      if (use !== undefined) uses.push(use);
    }
  }
  return uses;
}

/**
 * Decides what a project takes from templates and what is written in its own stanza, so that Zuul's way of putting them
 * together gives what v2's merged trees gave.
 *
 * Zuul reference: Project, attribute `templates`: a job that is listed several times has all its entries applied in
 * order, those of templates first; of an attribute the last one that is set counts.
 *
 * @param expanded those of its templates that are to be written out in the project.
 */
export function planProject(
  { project, variants, own }: ResolvedProject,
  expanded: readonly TemplateVariant[],
  context: PlanContext,
): ProjectPlan {
  const inline = new Set(expanded);
  for (;;) {
    const plan = tryPlan(project, variants, inline, own, context);
    if (!('misfit' in plan)) return plan;
    inline.add(plan.misfit);
  }
}

function tryPlan(
  project: V2Project,
  variants: readonly TemplateVariant[],
  inline: ReadonlySet<TemplateVariant>,
  own: ReadonlyMap<string, ListedJobs>,
  context: PlanContext,
): ProjectPlan | { misfit: TemplateVariant } {
  const templates = [...new Set(variants.filter((variant) => !inline.has(variant)))];
  const pipelines: PlannedPipeline[] = [];
  for (const pipeline of pipelinesToPlan(variants, templates, own)) {
    const lists = listsFor(pipeline, variants, own);
    const shared = templates.filter((variant) => variant.content.sections.has(pipeline));
    if (shared.length === lists.length && (shared.length === 1 || lists.every((list) => list.flat))) continue;
    const planned = planPipeline(project, pipeline, lists, shared, context);
    if ('misfit' in planned) return planned;
    const isEmpty = planned.uses.length === 0 && planned.overrides.length === 0;
    if (!isEmpty || shared.length === 0) pipelines.push(planned);
  }
  return { project, templates, pipelines };
}

/** Own sections first, as they stand in the layout. The usual project is one template and nothing else. */
function pipelinesToPlan(
  variants: readonly TemplateVariant[],
  templates: readonly TemplateVariant[],
  own: ReadonlyMap<string, ListedJobs>,
): Iterable<string> {
  if (variants.length === 0) return own.keys();
  if (variants.length === 1 && templates.length === 1) return own.keys();
  return new Set([...own.keys(), ...variants.flatMap((variant) => [...variant.content.sections.keys()])]);
}

function listsFor(
  pipeline: string,
  variants: readonly TemplateVariant[],
  own: ReadonlyMap<string, ListedJobs>,
): ListedJobs[] {
  const lists: ListedJobs[] = [];
  for (const variant of variants) {
    const list = variant.content.sections.get(pipeline);
    if (list !== undefined) lists.push(list);
  }
  const list = own.get(pipeline);
  if (list !== undefined) lists.push(list);
  return lists;
}

function planPipeline(
  project: V2Project,
  pipeline: string,
  lists: readonly ListedJobs[],
  shared: readonly TemplateVariant[],
  context: PlanContext,
): PlannedPipeline | { misfit: TemplateVariant } {
  const merged = usesIn(lists, pipeline, project.name.value, context);
  if (shared.length === 0) return { pipeline, uses: merged, overrides: [] };
  const brought = new Map<string, { key: string; dependencies: readonly UseDependency[] }>();
  const flat = lists.every((list) => list.flat);
  const byName = new Map(merged.map((use) => [use.job.name, use]));
  for (const variant of shared) {
    for (const use of variant.uses().get(pipeline)!) {
      const wanted = byName.get(use.job.name);
      if (wanted?.key !== use.key) return { misfit: variant };
      const dependencies = use.dependencies.length > 0 ? use.dependencies : brought.get(use.job.name)?.dependencies;
      brought.set(use.job.name, { key: use.key, dependencies: dependencies ?? [] });
    }
  }
  const uses = merged.filter((use) => !brought.has(use.job.name));
  if (flat) return { pipeline, uses, overrides: [] };
  const overrides = merged.flatMap((use) => {
    const given = brought.get(use.job.name);
    if (given === undefined || sameDependencies(given.dependencies, use.dependencies)) return [];
    return [{ use, dependencies: use.dependencies }];
  });
  return { pipeline, uses, overrides };
}

function sameDependencies(one: readonly UseDependency[], other: readonly UseDependency[]): boolean {
  return (
    one.length === other.length &&
    one.every((dependency, index) => dependency.name === other[index]!.name && dependency.soft === other[index]!.soft)
  );
}
