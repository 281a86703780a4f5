import type { Accounting, Finding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import type { V2Layout } from '../../model/layout.js';
import type { ParameterTable } from '../../model/parameters.js';
import { TARGET_VERSIONS, type Settings } from '../../model/settings.js';
import type {
  JobAttributes,
  ZuulPipeline,
  ZuulProject,
  ZuulQueue,
  ZuulSemaphore,
  ZuulTemplate,
} from '../../model/zuul.js';
import { compilePython } from '../../regex/evaluate-python.js';
import { effectiveJobs } from './effective-jobs.js';
import { itemKindsOf, type ItemKinds } from './item-kinds.js';
import { noteAttributes, noteEntries } from './job-attributes.js';
import { layoutConditions } from './layout-conditions.js';
import { layoutJobs, type LayoutJob } from './layout-jobs.js';
import { readEverything } from './leaf-accounts.js';
import { nameTools } from './names.js';
import { noteLeftOut } from './left-out.js';
import { collectNotes } from './notes.js';
import { convertParameters, type ConvertedParameters } from './parameters/convert-parameters.js';
import { PIPELINE_KEYS } from './pipelines/convert-pipeline.js';
import { convertPipelines } from './pipelines/convert-pipelines.js';
import { planProject, type PlanContext } from './project-plan.js';
import { noteSeparated, projectQueues, type QueueResult } from './project-queues.js';
import { nameTemplates, variantFinder } from './project-templates.js';
import { noteQueueNames } from './queue-names.js';
import { sharedQueues, tyingJobs, type ProjectLists, type SharedQueue } from './shared-queues.js';
import { sectionMap, templateContents, type ListedJobs } from './template-contents.js';
import { writeProjects } from './write-projects.js';

export interface ConvertedLayout {
  readonly pipelines: readonly ZuulPipeline[];
  readonly templates: readonly ZuulTemplate[];
  readonly projects: readonly ZuulProject[];
  readonly queues: readonly ZuulQueue[];
  readonly semaphores: readonly ZuulSemaphore[];
  /** By v2 name: every job that a project, a template or an entry of its own names. Patterns are no jobs. */
  readonly jobs: ReadonlyMap<string, LayoutJob>;
  /** v2 names of the jobs that projects use. */
  readonly usedJobs: ReadonlySet<string>;
  /** What the site's base job needs so that all jobs behave as in v2. */
  readonly baseJob: JobAttributes;
  /** What became of v2's shared queues. */
  readonly sharedQueues: readonly QueueResult[];
  readonly findings: readonly Finding[];
  /** Of the file; given by who read it. */
  readonly accounting?: Accounting;
}

/**
 * Converts a Zuul v2 layout so that Zuul runs what v2 ran.
 *
 * @param layout as `readLayout` gives it: the leaves of its objects are judged.
 * @param connections Connections of zuul.conf: name → driver. Absent: names and keys of reporters have to tell.
 * @param parameters What the parameter functions do. Absent: they were not run, and findings name the jobs.
 * @throws InputError for what v2 refuses only after reading (two names for one shared queue), and for a target version
 *   whose vocabulary is not known.
 */
export function convertLayout(
  layout: V2Layout,
  settings: Settings,
  connections?: ReadonlyMap<string, string>,
  parameters?: ParameterTable,
): ConvertedLayout {
  if (settings.zuulVersion < TARGET_VERSIONS.oldest) {
    const at = { file: settings.file ?? layout.file, line: 0 };
    const message = `zuul-version is ${String(settings.zuulVersion)}; this program writes for Zuul ${String(TARGET_VERSIONS.oldest)} and newer, choose ${String(TARGET_VERSIONS.oldest)} or more`;
    throw new InputError({ at, message });
  }
  const notes = collectNotes();
  const names = nameTools(settings);
  const jobOf = effectiveJobs(layout.jobs, (pattern) => compilePython(pattern, 'match'));
  const kinds = new Map<string, ItemKinds>(
    layout.pipelines.map((pipeline) => [pipeline.name.value, itemKindsOf(pipeline, settings)]),
  );
  const contentOf = templateContents(layout.templates, notes);
  const conditions = layoutConditions({ kinds, settings, notes });
  const context: PlanContext = {
    jobOf,
    skipsJob: (name) => names.skipsJob(name),
    conditionOf: conditions.conditionOf,
    plainUseOf: (node, pipeline, project) => conditions.plainUseOf(jobOf(node.name), node, pipeline, project),
    notes,
  };

  const lists: ProjectLists[] = layout.projects.map((project) => ({
    project,
    templates: project.templates.map((call) => contentOf(call, project.name.value)),
    own: sectionMap(project.sections),
  }));
  // Projects that are left out tie others together nevertheless, as they did in v2.
  const shared = sharedQueues(layout, lists, { ties: tyingJobs(settings, names.separates), jobOf });
  const kept = lists.filter(({ project }) => !names.skipsProject(project.name.value));
  noteQueueNames(layout, kept, jobOf, notes);
  const queues = projectQueues(withoutProjects(shared, names.skipsProject), layout.projects, notes);
  if (settings.separateQueues.length > 0) {
    const tied = sharedQueues(layout, lists, { ties: tyingJobs(settings, () => false), jobOf });
    noteSeparated(withoutProjects(tied, names.skipsProject), queues, layout.projects, notes);
  }

  const resolved = kept.map(variantFinder((jobs, project) => conditions.groupOf(jobs, project, jobOf), context));
  const templateNames = nameTemplates(resolved, names.template);
  const plans = resolved.map((project) => {
    const expanded = project.variants.filter((variant) => !templateNames.has(variant));
    return planProject(project, expanded, context);
  });

  const jobs = layoutJobs(plans, { layout, kinds, settings, notes, names, jobOf });
  const written = writeProjects(plans, templateNames, queues, { layout, kinds, notes, jobs });
  noteLeftOut(layout, names, notes, parameters !== undefined);
  noteAttributes(jobs.used, notes, parameters !== undefined);
  const set = parameters === undefined ? undefined : convertParameters(parameters, jobs.used, notes);
  noteEntries(layout.jobs, jobsNamedIn(kept).map(jobOf), notes);
  const pipelines = convertPipelines(layout, { kinds, settings, notes, connections });
  readEverything(layout, PIPELINE_KEYS);
  return {
    pipelines,
    templates: written.templates,
    projects: set === undefined ? written.projects : written.projects.map((project) => withVariables(project, set)),
    queues: queues.queues,
    semaphores: jobs.semaphores,
    jobs: set === undefined ? jobs.byName : withParameters(jobs.byName, set),
    usedJobs: new Set(jobs.used.map((job) => job.name)),
    // Zuul would run a job whose definition a change touches whatever its files; v2 had no such rule.
    baseJob: { matchOnConfigUpdates: false },
    sharedQueues: queues.results,
    findings: notes.findings,
  };
}

function withVariables(project: ZuulProject, { projects }: ConvertedParameters): ZuulProject {
  const vars = projects.get(project.name);
  return vars === undefined ? project : { ...project, vars };
}

function withParameters(
  jobs: ReadonlyMap<string, LayoutJob>,
  { jobs: vars, labels }: ConvertedParameters,
): ReadonlyMap<string, LayoutJob> {
  return new Map(
    [...jobs].map(([name, job]) => {
      const own = vars.get(name);
      const label = labels.get(name);
      const attributes = own === undefined ? job.attributes : { ...job.attributes, vars: own };
      return [name, { ...job, attributes, ...(label === undefined ? {} : { label }) }];
    }),
  );
}

function withoutProjects(shared: readonly SharedQueue[], skips: (project: string) => boolean): SharedQueue[] {
  return shared.flatMap((queue) => {
    const projects = queue.projects.filter((project) => !skips(project));
    return projects.length === 0 ? [] : [{ ...queue, projects }];
  });
}

function jobsNamedIn(projects: readonly ProjectLists[]): string[] {
  const lists = new Set<ListedJobs>();
  for (const { templates, own } of projects) {
    for (const template of templates) for (const list of template.sections.values()) lists.add(list);
    for (const list of own.values()) lists.add(list);
  }
  return [...new Set([...lists].flatMap((list) => list.names))];
}
