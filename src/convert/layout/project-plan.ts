import type { V2Pipeline, V2Project } from '../../model/layout.js';
import type { EffectiveJob } from './effective-jobs.js';
import type { RunCondition } from './conditions.js';
import type { LayoutNotes } from './notes.js';
import { sectionMap, type ListedJobs, type TemplateContent } from './template-contents.js';
import { mergeTrees, positionsOf } from './trees.js';
import { usesOf, type Use, type UseDependency } from './uses.js';

/** A template as it is for a group of projects: the same jobs with the same conditions. */
export interface TemplateVariant {
  readonly content: TemplateContent;
  /** What the projects of the group have in common as to `skip-if` with `project`; empty for most. */
  readonly group: string;
  /** Pipeline → jobs, for a project that has nothing but this template. */
  readonly uses: ReadonlyMap<string, readonly Use[]>;
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
  readonly pipelines: readonly V2Pipeline[];
  /** The v2 job, and whether it is left out by the settings. */
  jobOf(name: string): EffectiveJob;
  skipsJob(name: string): boolean;
  conditionOf(job: EffectiveJob, pipeline: string, project: string): RunCondition | 'never';
  readonly notes: LayoutNotes;
}

/** The uses of a list of lists in one pipeline, for one project. */
export function usesIn(lists: readonly ListedJobs[], pipeline: string, project: string, context: PlanContext): Use[] {
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

/**
 * Decides what a project takes from templates and what is written in its own stanza, so that Zuul's way of putting them
 * together gives what v2's merged trees gave.
 *
 * Zuul reference: Project, attribute `templates`: a job that is listed several times has all its entries applied in
 * order, those of templates first; of an attribute the last one that is set counts.
 *
 * @param variants the project's templates, in order.
 * @param expanded those of them that are to be written out in the project.
 */
export function planProject(
  project: V2Project,
  variants: readonly TemplateVariant[],
  expanded: ReadonlySet<TemplateVariant>,
  context: PlanContext,
): ProjectPlan {
  const own = project.sections.length === 0 ? undefined : sectionMap(project.sections);
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
  own: ReadonlyMap<string, ListedJobs> | undefined,
  context: PlanContext,
): ProjectPlan | { misfit: TemplateVariant } {
  const templates = [...new Set(variants.filter((variant) => !inline.has(variant)))];
  const pipelines: PlannedPipeline[] = [];
  for (const { name } of context.pipelines) {
    const pipeline = name.value;
    const lists = [...variants.map((variant) => variant.content.sections.get(pipeline)), own?.get(pipeline)].filter(
      (list) => list !== undefined,
    );
    if (lists.length === 0) continue;
    const shared = templates.filter((variant) => variant.content.sections.has(pipeline));
    if (shared.length === lists.length && (shared.length === 1 || lists.every((list) => list.flat))) continue;
    const planned = planPipeline(project, pipeline, lists, shared, context);
    if ('misfit' in planned) return planned;
    const isEmpty = planned.uses.length === 0 && planned.overrides.length === 0;
    if (!isEmpty || shared.length === 0) pipelines.push(planned);
  }
  return { project, templates, pipelines };
}

function planPipeline(
  project: V2Project,
  pipeline: string,
  lists: readonly ListedJobs[],
  shared: readonly TemplateVariant[],
  context: PlanContext,
): PlannedPipeline | { misfit: TemplateVariant } {
  const brought = new Map<string, { key: string; dependencies: readonly UseDependency[] }>();
  const flat = lists.every((list) => list.flat);
  const merged = usesIn(lists, pipeline, project.name.value, context);
  const byName = new Map(merged.map((use) => [use.job.name, use]));
  for (const variant of shared) {
    for (const use of variant.uses.get(pipeline)!) {
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
