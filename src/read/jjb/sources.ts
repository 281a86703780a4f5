import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, type Fault } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';
import { isText, valueOf, type YamlList, type YamlMap, type YamlNode } from '../yaml/node.js';
import { readYaml } from '../yaml/read-yaml.js';
import { readTextFile } from '../yaml/read-text.js';

/** A job or job template as it is written. */
export interface JobSource {
  /** With placeholders: `{name}-tox-{env}`. */
  readonly name: string;
  readonly isTemplate: boolean;
  readonly at: Place;
  readonly body: YamlMap;
}

export interface MacroSource {
  readonly name: string;
  readonly items: YamlList;
}

/** What the files of Job Builder define. Of two definitions of one name the first counts. */
export interface JjbSources {
  /** By name. */
  readonly jobs: ReadonlyMap<string, JobSource>;
  /** By name, and by `id` where a template has one. */
  readonly templates: ReadonlyMap<string, JobSource>;
  readonly groups: ReadonlyMap<string, YamlMap>;
  readonly projects: readonly YamlMap[];
  readonly defaults: ReadonlyMap<string, YamlMap>;
  /** Kind (`builder`, `publisher`, …) and name, see {@link macroKey}. */
  readonly macros: ReadonlyMap<string, MacroSource>;
  /** Files that were read, as the user would name them. */
  readonly files: readonly string[];
  /** Files that could not be understood: what they define stays without a name. */
  readonly faults: readonly Fault[];
}

/** Tags of Job Builder, in all spellings it takes. Source: its documentation, chapter "Custom YAML tags". */
const TAGS = [
  'include',
  'include-raw',
  'include-raw-escape',
  'include-raw-expand',
  'include-raw-verbatim',
  'include-jinja2',
  'j2',
  'j2-yaml',
  'join',
].flatMap((name) => [`!${name}`, `!${name}:`]);

/** Kind of a macro → key under which its components stand. */
const MACRO_KINDS: Readonly<Record<string, string>> = {
  builder: 'builders',
  publisher: 'publishers',
  wrapper: 'wrappers',
  trigger: 'triggers',
  parameter: 'parameters',
};

export function macroKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** YAML files below folders, as Job Builder looks for them with `-r`, sorted; a file stands for itself. */
export function jjbFiles(paths: readonly string[]): readonly string[] {
  const files = new Set<string>();
  const visit = (path: string): void => {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isFolder) files.add(path);
    else {
      for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const inside = join(path, entry.name);
        if (entry.isDirectory()) visit(inside);
        else if (/\.ya?ml$/.test(entry.name) && existsSync(inside)) files.add(inside);
      }
    }
  };
  paths.forEach(visit);
  return [...files];
}

/** Reads what names can be taken from. Never throws for a file it cannot understand: Job Builder understood it. */
export function readJjbSources(paths: readonly string[]): JjbSources {
  const files = jjbFiles(paths);
  const found = new Found(files);
  for (const file of files) {
    try {
      const { root } = readYaml(readTextFile(file, 'a file of Job Builder'), file, TAGS);
      if (root?.kind === 'list') for (const item of root.items) found.add(item);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      found.faults.push(...error.faults);
    }
  }
  return found;
}

class Found implements JjbSources {
  readonly jobs = new Map<string, JobSource>();
  readonly templates = new Map<string, JobSource>();
  readonly groups = new Map<string, YamlMap>();
  readonly projects: YamlMap[] = [];
  readonly defaults = new Map<string, YamlMap>();
  readonly macros = new Map<string, MacroSource>();
  readonly faults: Fault[] = [];

  constructor(readonly files: readonly string[]) {}

  /** One item of a file: a mapping with one key, the kind of what it defines. */
  add(item: YamlNode): void {
    if (item.kind !== 'map') return;
    for (const [kind, { key, value: body }] of item.entries) {
      if (body.kind !== 'map') continue;
      const name = valueOf(body, 'name');
      const text = isText(name) ? name.value : undefined;
      if (kind === 'project') this.projects.push(body);
      if (text === undefined) continue;
      const at = key.at;
      if (kind === 'job') setFirst(this.jobs, text, { name: text, isTemplate: false, at, body });
      else if (kind === 'job-template') {
        const source: JobSource = { name: text, isTemplate: true, at, body };
        const id = valueOf(body, 'id');
        setFirst(this.templates, isText(id) ? id.value : text, source);
        setFirst(this.templates, text, source);
      } else if (kind === 'job-group') setFirst(this.groups, text, body);
      else if (kind === 'defaults') setFirst(this.defaults, text, body);
      else this.#macro(kind, text, body);
    }
  }

  #macro(kind: string, name: string, body: YamlMap): void {
    const key = Object.hasOwn(MACRO_KINDS, kind) ? MACRO_KINDS[kind] : undefined;
    const items = key === undefined ? undefined : valueOf(body, key);
    if (items?.kind === 'list') setFirst(this.macros, macroKey(kind, name), { name, items });
  }
}

function setFirst<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
