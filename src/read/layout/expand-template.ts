import { InputError } from '../../model/input-error.js';
import type { V2JobNode, V2Section, V2Template, V2TemplateCall } from '../../model/layout.js';
import { madeLike } from './leaves.js';
import { FormatError, formatText, hasBraces } from './python-format.js';

/**
 * Expands a template for one project, as v2's `deep_format` does: `str.format` on the names of all jobs, parents
 * included. `{name}` is the last path component of the project, whatever the call says. What has no placeholder comes
 * back as the very object of the template; the other objects stand for the same leaves as those of the template.
 * Source: Zuul 2.6, `scheduler.py`, `deep_format`.
 *
 * @param projectName Full name: `openstack/nova`.
 * @throws InputError where Python raises: a placeholder that is not given, `{0}`.
 */
export function expandTemplate(template: V2Template, call: V2TemplateCall, projectName: string): readonly V2Section[] {
  if (!hasPlaceholders(template)) return template.sections;
  const parameters = { ...call.parameters, name: shortName(projectName) };
  try {
    return template.sections.map((section) => expandSection(section, parameters));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const message = `project "${projectName}" cannot use template "${template.name.value}": ${error.message}`;
    throw new InputError({ at: call.at, message });
  }
}

/** What `{name}` stands for in a template. */
export function shortName(projectName: string): string {
  return projectName.slice(projectName.lastIndexOf('/') + 1);
}

const knownPlaceholders = new WeakMap<V2Template, boolean>();

/** Whether a template has to be formatted (a doubled brace counts), so that it differs by project or call. */
export function hasPlaceholders(template: V2Template): boolean {
  let found = knownPlaceholders.get(template);
  if (found === undefined) {
    found = template.sections.some((section) => section.jobs.some(nodeHasBraces));
    knownPlaceholders.set(template, found);
  }
  return found;
}

function nodeHasBraces(node: V2JobNode): boolean {
  return hasBraces(node.name) || node.children.some(nodeHasBraces);
}

function expandSection(section: V2Section, parameters: Readonly<Record<string, string>>): V2Section {
  const jobs = expandNodes(section.jobs, parameters);
  return jobs === section.jobs ? section : madeLike({ ...section, jobs }, section);
}

function expandNodes(nodes: readonly V2JobNode[], parameters: Readonly<Record<string, string>>): readonly V2JobNode[] {
  const expanded = nodes.flatMap((node) => expandNode(node, parameters));
  const isSame = expanded.length === nodes.length && expanded.every((node, index) => node === nodes[index]);
  return isSame ? nodes : expanded;
}

function expandNode(node: V2JobNode, parameters: Readonly<Record<string, string>>): V2JobNode | V2JobNode[] {
  const name = formatText(node.name, parameters);
  if (node.letters === true)
    return [...name].map((letter) => madeLike({ name: letter, at: node.at, children: [] }, node));
  const children = expandNodes(node.children, parameters);
  return name === node.name && children === node.children ? node : madeLike({ ...node, name, children }, node);
}
