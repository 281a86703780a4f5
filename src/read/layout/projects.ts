import type { Finding } from '../../model/finding.js';
import type { Fault } from '../../model/input-error.js';
import type { V2Project, V2Section, V2Template } from '../../model/layout.js';
import { commentAbove, type YamlDocument } from '../yaml/document.js';
import { valueOf, type YamlMap, type YamlNode } from '../yaml/node.js';
import { hasPlaceholders } from './expand-template.js';
import { checkNames, jobListReader, type JobList } from './job-list.js';
import { madeFrom } from './leaves.js';
import { callReader, type CallReader, type ReadTemplate } from './template-calls.js';
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
}

/** `project-templates` and `projects` of a layout that was checked. */
export function readProjects(
  templates: YamlNode | undefined,
  projects: YamlNode,
  pipelines: readonly string[],
  options: ProjectOptions,
): { readonly templates: V2Template[]; readonly projects: V2Project[] } {
  const { document, findings, faults, checkPattern } = options;
  const names = new Set(pipelines);
  const templateReading = { ...options, pipelines: names, readJobs: jobListReader(document, findings, true) };
  const read = itemsOf(templates).map((map) => readTemplate(map, templateReading));
  const byName = new Map(read.map((entry) => [entry.template.name.value, entry]));
  const readCalls = callReader(byName, names, checkPattern, faults);
  const projectReading = { ...options, pipelines: names, readJobs: jobListReader(document, findings, false) };
  return {
    templates: read.map(({ template }) => template),
    projects: itemsOf(projects).map((map) => readProject(map, projectReading, readCalls)),
  };
}

function itemsOf(node: YamlNode | undefined): readonly YamlMap[] {
  return node?.kind === 'list' ? (node.items as readonly YamlMap[]) : [];
}

function readTemplate(map: YamlMap, reading: Reading): ReadTemplate {
  const faults: Fault[] = [];
  const name = placedText(valueOf(map, 'name') as YamlNode);
  const sections = readSections(map, reading, faults);
  const comment = commentAbove(reading.document, map);
  const template = madeFrom(
    comment === undefined ? { name, sections, at: map.at } : { name, sections, comment, at: map.at },
    map,
  );
  // With placeholders, the names are known when it is called.
  if (!hasPlaceholders(template)) checkNames(sections, reading.checkPattern, faults);
  const hasLists = template.sections.every(({ pipeline }) => valueOf(map, pipeline)?.kind === 'list');
  return { template, map, hasLists, faults };
}

function readSections(map: YamlMap, { pipelines, readJobs }: Reading, faults: Fault[]): V2Section[] {
  const sections: V2Section[] = [];
  for (const [pipeline, { key, value }] of map.entries) {
    if (!pipelines.has(pipeline)) continue;
    const list = readJobs(value);
    faults.push(...list.faults);
    sections.push(madeFrom({ pipeline, jobs: list.jobs, at: key.at }, value));
  }
  return sections;
}

function readProject(map: YamlMap, reading: Reading, readCalls: CallReader): V2Project {
  const name = placedText(valueOf(map, 'name') as YamlNode);
  const templates = readCalls(map, name.value);
  const sections = readSections(map, reading, reading.faults);
  checkNames(sections, reading.checkPattern, reading.faults);
  // Spreading optional fields into thousands of objects takes its time.
  const project: { -readonly [F in keyof V2Project]: V2Project[F] } = { name, templates, sections, at: map.at };
  const mergeMode = valueOf(map, 'merge-mode');
  if (mergeMode !== undefined) project.mergeMode = placedText(mergeMode);
  const comment = commentAbove(reading.document, map);
  if (comment !== undefined) project.comment = comment;
  return madeFrom(project, map);
}
