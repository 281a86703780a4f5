import { usesIn, type PlanContext, type ResolvedProject, type TemplateVariant } from './project-plan.js';
import type { ProjectLists } from './shared-queues.js';
import type { TemplateContent } from './template-contents.js';
import type { Use } from './uses.js';

/** Tells groups of projects apart for which jobs have other conditions, because of `skip-if` with `project`. */
export type ProjectGroups = (jobs: ReadonlySet<string>, project: string) => string;

/**
 * Finds for each project the templates it calls. Projects for which a template means the same share one variant of it.
 */
export function variantFinder(groupOf: ProjectGroups, context: PlanContext): (lists: ProjectLists) => ResolvedProject {
  const variants = new Map<TemplateContent, Map<string, TemplateVariant>>();
  const jobs = new Map<TemplateContent, ReadonlySet<string>>();

  const variantOf = (content: TemplateContent, project: string): TemplateVariant => {
    const names = jobs.get(content) ?? new Set([...content.sections.values()].flatMap((list) => list.names));
    jobs.set(content, names);
    const group = groupOf(names, project);
    const groups = variants.get(content) ?? new Map<string, TemplateVariant>();
    variants.set(content, groups);
    let variant = groups.get(group);
    if (variant === undefined) {
      variant = makeVariant(content, group, project, context);
      groups.set(group, variant);
    }
    return variant;
  };

  return ({ project, templates, own }) => ({
    project,
    variants: templates.map((content) => variantOf(content, project.name.value)),
    own,
  });
}

function makeVariant(content: TemplateContent, group: string, project: string, context: PlanContext): TemplateVariant {
  let uses: ReadonlyMap<string, readonly Use[]> | undefined;
  return {
    content,
    group,
    uses: () =>
      (uses ??= new Map(
        [...content.sections].map(
          ([pipeline, list]) => [pipeline, usesIn([list], pipeline, project, context)] as const,
        ),
      )),
  };
}

/**
 * Decides which variants are written as templates, and their names. A template without braces keeps its name and stays;
 * what a single project gets out of a template with parameters stands in that project.
 *
 * @returns names of those that stay; every other one is to be written out in its projects.
 */
export function nameTemplates(
  resolved: readonly ResolvedProject[],
  rename: (name: string) => string,
): Map<TemplateVariant, string> {
  const counts = new Map<TemplateVariant, number>();
  for (const { variants } of resolved) {
    for (const variant of new Set(variants)) counts.set(variant, (counts.get(variant) ?? 0) + 1);
  }
  // Those that a reader knows by their name come first and get it.
  const candidates = [...counts].filter(([variant, count]) => count > 1 || isPlain(variant));
  candidates.sort(([a], [b]) => Number(isPlain(b)) - Number(isPlain(a)));
  const names = new Map<TemplateVariant, string>();
  const taken = new Set<string>();
  for (const [variant] of candidates) {
    const { content } = variant;
    const base = rename(content.template.name.value);
    const wanted = content.suffix === '' ? base : `${base}-${content.suffix}`;
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}-${String(number)}`;
    taken.add(name);
    names.set(variant, name);
  }
  return names;
}

/** As the layout has it: nothing put in, the same for all projects. */
function isPlain(variant: TemplateVariant): boolean {
  return variant.content.suffix === '' && variant.group === '';
}
