import { isText, valueOf, type YamlMap, type YamlNode } from '../yaml/node.js';
import type { JjbSources, JobSource } from './sources.js';

/** Finds what a job was made of, by its name. */
export type FindSource = (jobName: string) => JobSource | undefined;

/** Names that a template can give in one project. */
interface Pattern {
  readonly regex: RegExp;
  readonly source: JobSource;
  /** Letters that are not from a placeholder of unknown value: the more, the surer. */
  readonly known: number;
}

/** A group may name groups; this is the end where they name each other. */
const DEEPEST_GROUP = 10;

/**
 * Tells jobs from the templates that projects name: a placeholder stands for the values that project, group and template give
 * it, and for anything where they give none. Source: Job Builder's documentation, chapters Job Template, Project, Defaults.
 */
export function jobFinder(sources: JjbSources): FindSource {
  const patterns = sources.projects.flatMap((project) => patternsOf(project, sources));
  return (name) => {
    const exact = sources.jobs.get(name);
    if (exact !== undefined) return exact;
    let best: Pattern | undefined;
    for (const pattern of patterns) {
      if ((best === undefined || pattern.known > best.known) && pattern.regex.test(name)) best = pattern;
    }
    return best?.source;
  };
}

function patternsOf(project: YamlMap, sources: JjbSources): Pattern[] {
  return entriesOf(valueOf(project, 'jobs')).flatMap(({ name, own }) =>
    expand(name, own === undefined ? [project] : [own, project], sources, 0),
  );
}

/** @param scopes Where values of placeholders are looked for, the nearest first. */
function expand(name: string, scopes: readonly YamlMap[], sources: JjbSources, depth: number): Pattern[] {
  const template = sources.templates.get(name);
  if (template !== undefined)
    return [patternOf(template, [...scopes, template.body, ...defaultsOf(template, sources)])];
  const group = depth < DEEPEST_GROUP ? sources.groups.get(name) : undefined;
  if (group === undefined) return [];
  return entriesOf(valueOf(group, 'jobs')).flatMap((entry) =>
    expand(entry.name, [...(entry.own === undefined ? [] : [entry.own]), ...scopes, group], sources, depth + 1),
  );
}

/** The defaults that a job or template names; those called `global` where it names none. */
export function defaultsOf({ body }: JobSource, sources: JjbSources): readonly YamlMap[] {
  const named = valueOf(body, 'defaults');
  const defaults = sources.defaults.get(isText(named) ? named.value : 'global');
  return defaults === undefined ? [] : [defaults];
}

interface JobEntry {
  readonly name: string;
  readonly own: YamlMap | undefined;
}

/** A list of names, or of mappings of a name to values of its own. */
function entriesOf(list: YamlNode | undefined): JobEntry[] {
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item): JobEntry[] => {
    if (isText(item)) return [{ name: item.value, own: undefined }];
    if (item.kind !== 'map') return [];
    return [...item.entries].map(([name, { value }]) => ({ name, own: value.kind === 'map' ? value : undefined }));
  });
}

/** `{name}`, `{obj:name}`, `{name|otherwise}`, and doubled braces, which are braces. */
export const PLACEHOLDER = /\{\{|\}\}|\{(?:obj:)?([\w-]+)(?:\|[^{}]*)?\}/g;

function patternOf(source: JobSource, scopes: readonly YamlMap[]): Pattern {
  let regex = '';
  let known = 0;
  let from = 0;
  const literal = (text: string): void => {
    regex += escape(text);
    known += text.length;
  };
  for (const match of source.name.matchAll(PLACEHOLDER)) {
    literal(source.name.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1] === undefined) {
      literal(match[0].slice(1));
      continue;
    }
    const values = valuesOf(match[1], scopes);
    if (values === undefined) regex += '.+';
    else {
      regex += `(?:${values.map(escape).join('|')})`;
      known += Math.min(...values.map((value) => value.length));
    }
  }
  literal(source.name.slice(from));
  return { regex: new RegExp(`^${regex}$`, 's'), source, known };
}

/** Values of a placeholder; `undefined` where they cannot be told. */
function valuesOf(name: string, scopes: readonly YamlMap[]): readonly string[] | undefined {
  for (const scope of scopes) {
    const node = valueOf(scope, name);
    if (node === undefined) continue;
    const nodes = node.kind === 'list' ? node.items : [node];
    const values = nodes.map(valueText);
    const told = values.filter((value) => value !== undefined);
    return told.length < values.length || told.length === 0 ? undefined : told;
  }
  return undefined;
}

/** A value in a list may bring further values with it, under its own name. */
function valueText(node: YamlNode): string | undefined {
  const text = node.kind === 'scalar' ? node.text : node.kind === 'map' ? [...node.entries.keys()][0] : undefined;
  return text === undefined || text.includes('{') || node.localTag !== undefined ? undefined : text;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
