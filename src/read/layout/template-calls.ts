import { InputError, type Fault } from '../../model/input-error.js';
import type { V2Template, V2TemplateCall } from '../../model/layout.js';
import { valueOf, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.js';
import { expandTemplate, hasPlaceholders, shortName } from './expand-template.js';
import { checkNames } from './job-list.js';
import { madeFrom } from './leaves.js';
import { placed } from './values.js';

/** A template, read. */
export interface ReadTemplate {
  readonly template: V2Template;
  readonly map: YamlMap;
  /** Whether every section is a list, as it should be. */
  readonly hasLists: boolean;
  /** What v2 fails on when a project uses the template. */
  readonly faults: readonly Fault[];
}

/** Reads the template calls of a project. */
export type CallReader = (project: YamlMap, projectName: string) => readonly V2TemplateCall[];

/**
 * Makes a reader of template calls, to be asked for one project after the other. v2 goes through the calls of a project
 * backwards and writes the project's short name into each: a call that another project shares through an alias then
 * names a template that is called like the first project. Source: Zuul 2.6, `scheduler.py`, `Scheduler._parseConfig`.
 *
 * @param faults Takes what v2 fails on when it expands a template and joins it with the project's own lists.
 */
export function callReader(
  templates: ReadonlyMap<string, ReadTemplate>,
  pipelines: ReadonlySet<string>,
  checkPattern: (pattern: string) => string | undefined,
  faults: Fault[],
): CallReader {
  /** What v2 has written into the calls it went through. */
  const rewritten = new Map<YamlMap, string>();

  return (project, projectName) => {
    const list = valueOf(project, 'template');
    if (list?.kind !== 'list') return [];
    const calls: V2TemplateCall[] = [];
    const kinds = new Map<string, YamlNode['kind']>();
    for (let index = list.items.length - 1; index >= 0; index -= 1) {
      const map = list.items[index] as YamlMap;
      const written = valueOf(map, 'name') as YamlScalar;
      const name = rewritten.get(map) ?? written.text;
      rewritten.set(map, shortName(projectName));
      const called = templates.get(name);
      if (called === undefined) {
        // Without a pipeline, v2 never looks into the template it has not found.
        if (pipelines.size > 0) faults.push(sharedCall(map, projectName, name));
        continue;
      }
      const call = madeFrom({ name: placed(name, written), parameters: parametersOf(map), at: map.at }, map);
      calls.unshift(call);
      faults.push(...called.faults);
      checkKinds(project, projectName, called, kinds);
      checkExpansion(called.template, call, projectName);
    }
    return calls;
  };

  /** v2 joins the sections of template and project with `+`: two lists or two texts, nothing else. */
  function checkKinds(
    project: YamlMap,
    projectName: string,
    { template, map, hasLists }: ReadTemplate,
    kinds: Map<string, YamlNode['kind']>,
  ): void {
    for (const { pipeline } of template.sections) {
      const value = hasLists ? undefined : valueOf(map, pipeline);
      const kind = value?.kind ?? 'list';
      const mine = kinds.get(pipeline) ?? valueOf(project, pipeline)?.kind ?? 'list';
      if (!hasLists) kinds.set(pipeline, kind);
      if (mine === kind && mine !== 'map') continue;
      const [what, at] =
        kind === 'list' ? [`project "${projectName}"`, project.at] : [`template "${template.name.value}"`, map.at];
      const message = `"${pipeline}" of ${what} has to be a list: Zuul v2 fails to join the jobs of template and project "${projectName}"`;
      faults.push({ at, message });
    }
  }

  function checkExpansion(template: V2Template, call: V2TemplateCall, projectName: string): void {
    if (!hasPlaceholders(template)) return;
    try {
      checkNames(expandTemplate(template, call, projectName), checkPattern, faults);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults);
    }
  }
}

const NO_PARAMETERS: Readonly<Record<string, string>> = Object.freeze({});

function parametersOf(call: YamlMap): Readonly<Record<string, string>> {
  if (call.entries.size === 1) return NO_PARAMETERS;
  const parameters: Record<string, string> = {};
  for (const [key, { value }] of call.entries) if (key !== 'name') parameters[key] = (value as YamlScalar).text;
  return parameters;
}

function sharedCall(call: YamlMap, projectName: string, name: string): Fault {
  const message = `a template call that an alias shares between projects: for "${projectName}" Zuul v2 looks for a template "${name}"; write the call out in each project`;
  return { at: call.at, message };
}
