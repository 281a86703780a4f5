import type { Place } from '../../model/place.js';
import { fitsAny, matchersOfStanza } from './matchers.js';
import type { ItemPlace } from './item.js';
import type { JobList, LoadedTree, Stanza, TenantProject, Variant } from './load/tree.js';
import { type VariableMap, mergeVariables } from './load/variables.js';

/** What a project says about one pipeline, all stanzas and templates that are for an item put together. */
export interface ProjectPipeline {
  /** Entries by job, in the order in which they are applied; jobs in the order in which they first appear. */
  readonly jobs: ReadonlyMap<string, readonly Variant[]>;
  /** Of the project and its templates. */
  readonly variables: VariableMap;
  readonly failFast: boolean | undefined;
}

/** Told about every list of a stanza or a template, and which of the two is not for the item, if one is not. */
export type StanzaTrace = (stanza: Stanza, list: JobList, keptOutBy: Stanza | undefined) => void;

const NO_VARIABLES: VariableMap = new Map();

/**
 * Puts together what applies to an item. Zuul reference, section 8; Zuul source: `Layout.getProjectPipelineConfig`.
 *
 * @returns `undefined`: the project is not in the pipeline; a place: it names a template there that does not exist, and so
 *   is in no pipeline at all
 */
export function projectPipeline(
  tree: LoadedTree,
  project: TenantProject,
  pipeline: string,
  place: ItemPlace,
  trace?: StanzaTrace,
): ProjectPipeline | Place | undefined {
  const jobs = new Map<string, Variant[]>();
  let variables = NO_VARIABLES;
  let failFast: boolean | undefined;
  let isThere = false;
  const add = (list: JobList): void => {
    isThere = true;
    failFast ??= list.failFast;
    for (const entry of list.entries) addEntry(jobs, entry);
  };
  for (const stanza of tree.stanzas.get(project.canonicalName) ?? []) {
    const applies = fitsAny(matchersOfStanza(stanza, project), place);
    const out = applies ? undefined : stanza;
    for (const name of stanza.templates) {
      const templates = tree.templates.get(name);
      if (!templates && applies) return stanza.at;
      for (const template of templates ?? []) {
        const list = template.pipelines.get(pipeline);
        if (!list) continue;
        const fits = fitsAny(matchersOfStanza(template, project), place);
        trace?.(template, list, out ?? (fits ? undefined : template));
        if (!applies || !fits) continue;
        add(list);
        if (template.variables) variables = mergeVariables(variables, template.variables);
      }
    }
    if (applies && stanza.variables) variables = mergeVariables(variables, stanza.variables);
    const own = stanza.pipelines.get(pipeline);
    if (own) trace?.(stanza, own, out);
    if (own && applies) add(own);
  }
  return isThere ? { jobs, variables, failFast } : undefined;
}

/** What a template listed twice, or a list itself, repeats word for word counts once. */
function addEntry(jobs: Map<string, Variant[]>, entry: Variant): void {
  const known = jobs.get(entry.name);
  if (!known) jobs.set(entry.name, [entry]);
  else if (!known.some((other) => isSame(other, entry))) known.push(entry);
}

function isSame(one: Variant, other: Variant): boolean {
  if (one === other) return true;
  return one.stanza === other.stanza && one.content === other.content && one.secrets.length === 0;
}
