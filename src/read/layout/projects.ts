import type { Finding } from '../../model/finding.js';
import { InputError, type Fault } from '../../model/input-error.js';
import type { V2JobNode, V2Project, V2Section, V2Template, V2TemplateCall } from '../../model/layout.js';
import { commentAbove, type YamlDocument } from '../yaml/document.js';
import { valueOf, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.js';
import { expandTemplate, hasPlaceholders, shortName } from './expand-template.js';
import { jobListReader, type JobList } from './job-list.js';
import { madeFrom } from './leaves.js';
import { placedText } from './values.js';

export interface ProjectOptions {
  readonly document: YamlDocument;
  readonly checkPattern: (pattern: string) => string | undefined;
  /** Takes what v2 misreads, what is lost is judged with it. */
  readonly findings: Finding[];
  /** Takes what v2's schema lets through and its loader then fails on. */
  readonly faults: Fault[];
}

/** What the templates and projects of one layout share. */
interface Reading extends ProjectOptions {
  readonly pipelines: ReadonlySet<string>;
  readonly readJobs: (node: YamlNode) => JobList;
  readonly readTemplateJobs: (node: YamlNode) => JobList;
}

interface ReadTemplate {
  readonly template: V2Template;
  readonly map: YamlMap;
  /** What v2 fails on when a project uses the template. */
  readonly faults: readonly Fault[];
}

/** `project-templates` and `projects` of a layout that was checked. */
export function readProjects(
  templates: YamlNode | undefined,
  projects: YamlNode,
  pipelines: readonly string[],
  options: ProjectOptions,
): { readonly templates: V2Template[]; readonly projects: V2Project[] } {
  const { document, findings } = options;
  const reading: Reading = {
    ...options,
    pipelines: new Set(pipelines),
    readJobs: jobListReader(document, findings, false),
    readTemplateJobs: jobListReader(document, findings, true),
  };
  const read = itemsOf(templates).map((map) => readTemplate(map, reading));
  const byName = new Map(read.map((entry) => [entry.template.name.value, entry]));
  const callNames = new Map<YamlMap, string>();
  return {
    templates: read.map(({ template }) => template),
    projects: itemsOf(projects).map((map) => readProject(map, reading, byName, callNames)),
  };
}

function itemsOf(node: YamlNode | undefined): readonly YamlMap[] {
  return node?.kind === 'list' ? (node.items as readonly YamlMap[]) : [];
}

function readTemplate(map: YamlMap, reading: Reading): ReadTemplate {
  const comment = commentAbove(reading.document, map);
  const faults: Fault[] = [];
  const template = madeFrom(
    {
      name: placedText(valueOf(map, 'name') as YamlNode),
      sections: readSections(map, reading.pipelines, reading.readTemplateJobs, faults),
      ...(comment === undefined ? {} : { comment }),
      at: map.at,
    },
    map,
  );
  // With placeholders, the names are known when it is called.
  if (!hasPlaceholders(template)) checkNames(template.sections, reading.checkPattern, faults);
  return { template, map, faults };
}

function readSections(
  map: YamlMap,
  pipelines: ReadonlySet<string>,
  readJobs: (node: YamlNode) => JobList,
  faults: Fault[],
): V2Section[] {
  const sections: V2Section[] = [];
  for (const [pipeline, { key, value }] of map.entries) {
    if (!pipelines.has(pipeline)) continue;
    const list = readJobs(value);
    faults.push(...list.faults);
    sections.push(madeFrom({ pipeline, jobs: list.jobs, at: key.at }, value));
  }
  return sections;
}

function readProject(
  map: YamlMap,
  reading: Reading,
  templates: ReadonlyMap<string, ReadTemplate>,
  callNames: Map<YamlMap, string>,
): V2Project {
  const name = placedText(valueOf(map, 'name') as YamlNode);
  const mergeMode = valueOf(map, 'merge-mode');
  const comment = commentAbove(reading.document, map);
  const sections = readSections(map, reading.pipelines, reading.readJobs, reading.faults);
  checkNames(sections, reading.checkPattern, reading.faults);
  const project = {
    name,
    templates: readCalls(map, name.value, reading, templates, callNames),
    ...(mergeMode === undefined ? {} : { mergeMode: placedText(mergeMode) }),
    sections,
    ...(comment === undefined ? {} : { comment }),
    at: map.at,
  };
  return madeFrom(project, map);
}

/**
 * The template calls of a project. v2 goes through them backwards and writes the project's short name into each: a call
 * that another project shares through an alias then names a template that is called like the first project.
 *
 * @param callNames Template name of each call that v2 has gone through.
 */
function readCalls(
  project: YamlMap,
  projectName: string,
  reading: Reading,
  templates: ReadonlyMap<string, ReadTemplate>,
  callNames: Map<YamlMap, string>,
): V2TemplateCall[] {
  const calls: V2TemplateCall[] = [];
  // v2 joins the sections of template and project, which have to be of one kind.
  const own = new Map<string, YamlNode['kind']>();
  for (const map of [...itemsOf(valueOf(project, 'template'))].reverse()) {
    const written = valueOf(map, 'name') as YamlNode;
    const name = placedText(written);
    const effective = callNames.get(map) ?? name.value;
    callNames.set(map, shortName(projectName));
    const called = templates.get(effective);
    if (called === undefined) {
      if (reading.pipelines.size === 0) continue;
      reading.faults.push({
        at: map.at,
        message: `a template call that an alias shares between projects: for "${projectName}" Zuul v2 looks for a template "${effective}"; write the call out in each project`,
      });
      continue;
    }
    const parameters: Record<string, string> = {};
    for (const [key, { value }] of map.entries) if (key !== 'name') parameters[key] = (value as YamlScalar).text;
    const call = madeFrom({ name: madeFrom({ ...name, value: effective }, written), parameters, at: map.at }, map);
    calls.unshift(call);
    reading.faults.push(...called.faults);
    checkKinds(project, projectName, called, own, reading);
    checkExpansion(called.template, call, projectName, reading);
  }
  return calls;
}

function checkKinds(
  project: YamlMap,
  projectName: string,
  called: ReadTemplate,
  own: Map<string, YamlNode['kind']>,
  reading: Reading,
): void {
  for (const [pipeline, { key, value }] of called.map.entries) {
    if (!reading.pipelines.has(pipeline)) continue;
    const mine = own.get(pipeline) ?? valueOf(project, pipeline)?.kind ?? 'list';
    own.set(pipeline, value.kind);
    // Two texts can be joined, two mappings cannot.
    if (mine === value.kind && mine !== 'map') continue;
    const isTemplate = value.kind !== 'list';
    const what = isTemplate ? `template "${called.template.name.value}"` : `project "${projectName}"`;
    const message = `"${pipeline}" of ${what} has to be a list, or Zuul v2 fails to join the jobs of template and project "${projectName}"`;
    reading.faults.push({ at: isTemplate ? key.at : project.at, message });
  }
}

function checkExpansion(template: V2Template, call: V2TemplateCall, projectName: string, reading: Reading): void {
  if (!hasPlaceholders(template)) return;
  try {
    checkNames(expandTemplate(template, call, projectName), reading.checkPattern, reading.faults);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    reading.faults.push(...error.faults);
  }
}

/** v2 compiles names that begin with `^`, wherever they stand. */
function checkNames(
  sections: readonly V2Section[],
  checkPattern: ProjectOptions['checkPattern'],
  faults: Fault[],
): void {
  const visit = (job: V2JobNode): void => {
    const problem = job.name.startsWith('^') ? checkPattern(job.name) : undefined;
    if (problem !== undefined) {
      faults.push({ at: job.at, message: `the job "${job.name}" is no regular expression to Python: ${problem}` });
    }
    job.children.forEach(visit);
  };
  for (const section of sections) section.jobs.forEach(visit);
}
