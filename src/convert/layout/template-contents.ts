import type { V2JobNode, V2Section, V2Template, V2TemplateCall } from '../../model/layout.js';
import { expandTemplate, hasPlaceholders } from '../../read/layout/expand-template.js';
import { formatFields, hasBraces } from '../../read/layout/python-format.js';
import { isFlat } from './trees.js';

/** The jobs that a template or a project lists for one pipeline. */
export interface ListedJobs {
  readonly jobs: readonly V2JobNode[];
  /** No job waits for another. */
  readonly flat: boolean;
  /** All jobs, at any depth, each once. */
  readonly names: readonly string[];
}

/** A template with everything put in that a call gives. Calls that come to the same share one object. */
export interface TemplateContent {
  readonly template: V2Template;
  /** Tells expansions of one template apart: what was put in, in words fit for a name. Empty: nothing was. */
  readonly suffix: string;
  readonly sections: ReadonlyMap<string, ListedJobs>;
}

export function listedJobs(section: V2Section): ListedJobs {
  return { jobs: section.jobs, flat: isFlat(section.jobs), names: namesIn(section.jobs) };
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
      content = { template, suffix: suffixOf(put), sections: sectionMap(sections) };
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

export function sectionMap(sections: readonly V2Section[]): Map<string, ListedJobs> {
  return new Map(sections.map((section) => [section.pipeline, listedJobs(section)]));
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
