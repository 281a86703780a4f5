import type { V2JobNode, V2Section, V2Template, V2TemplateCall } from '../../model/layout.js';
import { expandTemplate, hasPlaceholders } from '../../read/layout/expand-template.js';
import { madeLike } from '../../read/layout/leaves.js';
import { formatFields, hasBraces } from '../../read/layout/python-format.js';
import { inPythonOrder } from '../../read/layout/python-order.js';
import type { LayoutNotes } from './notes.js';
import { isFlat } from './trees.js';

/** The jobs that a template or a project lists for one pipeline. */
export interface ListedJobs {
  readonly jobs: readonly V2JobNode[];
  /** No job waits for another. */
  readonly flat: boolean;
  /** All jobs, at any depth, each once. */
  readonly names: readonly string[];
}

/** Takes a parent job that v2 loses with all that waits for it. */
type Lost = (node: V2JobNode) => void;

/** A template with everything put in that a call gives. Calls that come to the same share one object. */
export interface TemplateContent {
  readonly template: V2Template;
  /** Tells expansions of one template apart: what was put in, in words fit for a name. Empty: nothing was. */
  readonly suffix: string;
  readonly sections: ReadonlyMap<string, ListedJobs>;
}

/** @param lost Takes what is lost where keys of one mapping become one; absent: the section is not that of a template. */
export function listedJobs(section: V2Section, lost?: Lost): ListedJobs {
  const jobs = inOrder(section.jobs, lost);
  return { jobs, flat: isFlat(jobs), names: namesIn(jobs) };
}

/** At every depth as v2 goes through them. What does not change comes back as the very object. */
function inOrder(list: readonly V2JobNode[], lost: Lost | undefined): readonly V2JobNode[] {
  if (list.every((node) => node.mapping === undefined && node.children.length === 0)) return list;
  const kept = inPythonOrder(list, lost !== undefined);
  if (kept.length < list.length) for (const node of list) if (!kept.includes(node)) lost?.(node);
  const ordered = kept.map((node) => {
    const children = inOrder(node.children, lost);
    return children === node.children ? node : madeLike({ ...node, children }, node);
  });
  return ordered.length === list.length && ordered.every((node, index) => node === list[index]) ? list : ordered;
}

function namesIn(jobs: readonly V2JobNode[]): string[] {
  const names = new Set<string>();
  const collect = (level: readonly V2JobNode[]): void => {
    for (const job of level) {
      names.add(job.name);
      if (job.children.length > 0) collect(job.children);
    }
  };
  collect(jobs);
  return [...names];
}

/**
 * Resolves calls of templates. Only templates with braces in their job names differ from call to call.
 *
 * Source: Zuul 2.6, `deep_format`: `{name}` is the last component of the project's name.
 */
export function templateContents(
  templates: readonly V2Template[],
  notes: LayoutNotes,
): (call: V2TemplateCall, project: string) => TemplateContent {
  const byName = new Map(templates.map((template) => [template.name.value, describe(template)]));
  const contents = new Map<string, TemplateContent>();

  return (call, project) => {
    const described = byName.get(call.name.value);
    if (described === undefined) throw new Error(`no template is called ${call.name.value}; the schema refuses that`);
    const put = described.isFormatted ? valuesPutIn(described, call, project) : [];
    const key = described.isFormatted ? JSON.stringify([call.name.value, ...put]) : call.name.value;
    let content = contents.get(key);
    if (content === undefined) {
      const { template } = described;
      const sections = expandTemplate(template, call, project);
      const lost = (node: V2JobNode): void => {
        const detail = `${node.name} of template ${template.name.value} for ${project}`;
        notes.raise('template/lost-key', node, { job: node.name, detail });
      };
      content = { template, suffix: suffixOf(put), sections: sectionMap(sections, lost) };
      contents.set(key, content);
    }
    return content;
  };
}

interface Described {
  readonly template: V2Template;
  readonly isFormatted: boolean;
  readonly usesName: boolean;
}

function describe(template: V2Template): Described {
  const names = template.sections.flatMap((section) => namesIn(section.jobs));
  return {
    template,
    isFormatted: hasPlaceholders(template),
    usesName: names.some((name) => hasBraces(name) && formatFields(name).some(isProjectName)),
  };
}

export function sectionMap(sections: readonly V2Section[], lost?: Lost): Map<string, ListedJobs> {
  return new Map(sections.map((section) => [section.pipeline, listedJobs(section, lost)]));
}

/** `{name}`, with or without a piece of it asked for: `{name[0]}`. */
function isProjectName(field: string): boolean {
  return /^name(?![A-Za-z0-9_])/.test(field);
}

/** What tells this expansion from others, in a fixed order. */
function valuesPutIn(described: Described, call: V2TemplateCall, project: string): string[] {
  const values = Object.keys(call.parameters)
    .sort()
    .map((parameter) => call.parameters[parameter]!);
  return described.usesName ? [...values, project.slice(project.lastIndexOf('/') + 1)] : values;
}

function suffixOf(values: readonly string[]): string {
  return values
    .map((value) => value.replace(/[^A-Za-z0-9_.]+/g, '-').replace(/^-+|-+$/g, ''))
    .filter((value) => value !== '')
    .join('-');
}
