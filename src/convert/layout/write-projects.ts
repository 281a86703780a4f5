import type { V2Layout } from '../../model/layout.js';
import type { ProjectPipeline, ZuulProject, ZuulTemplate } from '../../model/zuul.js';
import { entryWriter } from './entries.js';
import type { ItemKinds } from './item-kinds.js';
import type { LayoutJobs } from './layout-jobs.js';
import type { LayoutNotes } from './notes.js';
import type { ProjectPlan, TemplateVariant } from './project-plan.js';
import type { ProjectQueues } from './project-queues.js';
import type { Use } from './uses.js';

export interface WriteContext {
  readonly layout: V2Layout;
  readonly kinds: ReadonlyMap<string, ItemKinds>;
  readonly jobs: LayoutJobs;
  readonly notes: LayoutNotes;
}

/** Writes the plans as templates and project stanzas, both in the order of the layout. */
export function writeProjects(
  plans: readonly ProjectPlan[],
  templateNames: ReadonlyMap<TemplateVariant, string>,
  queues: ProjectQueues,
  context: WriteContext,
): { readonly templates: readonly ZuulTemplate[]; readonly projects: readonly ZuulProject[] } {
  const writer = entryWriter({
    nameOf: (name) => context.jobs.names.get(name)!,
    notes: context.notes,
    kindsOf: (pipeline) => context.kinds.get(pipeline)!,
    definedFor: (job) => context.jobs.definedFor(job),
  });
  const written = (pipeline: string, uses: readonly Use[]): ProjectPipeline['jobs'] =>
    uses.flatMap((use) => writer.entriesOf(use, pipeline));

  const templateQueues = queuesOfTemplates(plans, queues);
  const templates = [...templateNames].flatMap(([variant, name]): [TemplateVariant, ZuulTemplate][] => {
    const queue = templateQueues.get(variant);
    if (queue === undefined) return [];
    const { comment } = variant.content.template;
    const template: ZuulTemplate = {
      name,
      ...(comment === undefined ? {} : { comment }),
      ...(queue === '' ? {} : { queue }),
      pipelines: inOrder(
        context.layout,
        [...variant.uses()].map(([pipeline, uses]) => ({ pipeline, jobs: written(pipeline, uses) })),
      ),
    };
    return [[variant, template]];
  });

  const projects = plans.map((plan): ZuulProject => {
    const { project } = plan;
    const queue = queues.queueOf.get(project.name.value);
    const isGiven = plan.templates.some((variant) => templateQueues.get(variant) === queue);
    return {
      name: project.name.value,
      ...(project.comment === undefined ? {} : { comment: project.comment }),
      templates: plan.templates.map((variant) => templateNames.get(variant)!),
      ...(project.mergeMode === undefined ? {} : { mergeMode: project.mergeMode.value }),
      ...(queue === undefined || isGiven ? {} : { queue }),
      pipelines: plan.pipelines.map(({ pipeline, uses, overrides }) => ({
        pipeline,
        jobs: [...overrides.map((override) => writer.overrideOf(override, pipeline)), ...written(pipeline, uses)],
      })),
    };
  });
  return { templates: sortTemplates(templates, context.layout), projects };
}

/**
 * The queue of a template whose projects all have the same one; empty for every other template that is used.
 *
 * Zuul takes the queue of a stanza, else that of the first of its templates that has one. As a template gets a queue only
 * if it is that of all its projects, no project can get another one than its own.
 */
function queuesOfTemplates(plans: readonly ProjectPlan[], queues: ProjectQueues): Map<TemplateVariant, string> {
  const found = new Map<TemplateVariant, string>();
  const counts = new Map<TemplateVariant, number>();
  for (const plan of plans) {
    const queue = queues.queueOf.get(plan.project.name.value) ?? '';
    for (const variant of plan.templates) {
      found.set(variant, (found.get(variant) ?? queue) === queue ? queue : '');
      counts.set(variant, (counts.get(variant) ?? 0) + 1);
    }
  }
  for (const [variant, count] of counts) if (count === 1) found.set(variant, '');
  return found;
}

function inOrder(layout: V2Layout, pipelines: readonly ProjectPipeline[]): ProjectPipeline[] {
  const rank = new Map(layout.pipelines.map(({ name }, index) => [name.value, index]));
  return [...pipelines].sort((a, b) => rank.get(a.pipeline)! - rank.get(b.pipeline)!);
}

function sortTemplates(templates: readonly [TemplateVariant, ZuulTemplate][], layout: V2Layout): ZuulTemplate[] {
  const rank = new Map(layout.templates.map((template, index) => [template, index]));
  return [...templates]
    .sort(([a], [b]) => rank.get(a.content.template)! - rank.get(b.content.template)!)
    .map(([, template]) => template);
}
