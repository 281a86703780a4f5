import type { ProjectInPipeline } from '../../model/evaluator.js';
import type { FileConditions, ItemConditions, TextCondition } from '../../model/item-conditions.js';
import type { PipelineFilters } from './events/filters.js';
import { kindsOf } from './events/triggered.js';
import type { TextPattern } from './events/text-pattern.js';
import type { Regex } from './load/regex.js';
import type { BranchMatcher, JobList, LoadedTree, Pipeline, Stanza, TenantProject, Variant } from './load/tree.js';
import { type BranchMatchers, matchersOfStanza, matchersOfVariant } from './matchers.js';
import type { QueueFinder } from './queues.js';

/** What the conditions of items are read from. */
export interface ConditionsContext {
  readonly tree: LoadedTree;
  readonly queues: QueueFinder;
  readonly find: (
    place: ProjectInPipeline,
  ) => { pipeline: Pipeline; filters: PipelineFilters; project: TenantProject } | undefined;
}

const NONE: ItemConditions = { kinds: [], branches: [], refs: [], files: [], chains: [] };

/** Makes a reader that gives one object for places whose lists say the same. */
export function conditionReader({
  tree,
  queues,
  find,
}: ConditionsContext): (place: ProjectInPipeline) => ItemConditions {
  const known = new Map<string, ItemConditions>();
  const texts = new WeakMap<JobList, string>();
  const families = new Map<string, readonly Variant[]>();

  return (place) => {
    const found = find(place);
    if (!found) return NONE;
    const { pipeline, filters, project } = found;
    const lists = listsOf(tree, project, pipeline.name);
    const matchers = [
      ...lists.map(({ stanza }) => matchersOfStanza(stanza, project)),
      ...queues.branchesOf(pipeline, project),
    ];
    const key = [pipeline.name, ...matchers.map(matchersText), ...lists.map(({ list }) => textOf(list))].join('\0');
    let conditions = known.get(key);
    if (!conditions) known.set(key, (conditions = read(filters, matchers, lists)));
    return conditions;
  };

  function textOf(list: JobList | undefined): string {
    if (!list) return '';
    let text = texts.get(list);
    if (text === undefined) {
      texts.set(list, (text = list.entries.map(({ name, content }) => `${name} ${content}`).join('\0')));
    }
    return text;
  }

  function read(
    filters: PipelineFilters,
    matchers: readonly BranchMatchers[],
    lists: readonly Listed[],
  ): ItemConditions {
    const entries = lists.flatMap(({ list }) => list?.entries ?? []);
    const jobs = new Map<string, readonly Variant[]>();
    for (const { name } of entries) {
      if (!jobs.has(name)) jobs.set(name, [...familyOf(name), ...entries.filter((entry) => entry.name === name)]);
    }
    const ofJobs = [...matchers, ...[...jobs.values()].flat().map(matchersOfVariant)].flatMap((list) => list ?? []);
    return {
      kinds: kindsOf(filters),
      branches: distinct([...patternsOf(filters, 'branches'), ...ofJobs.map(branchCondition)]),
      refs: distinct([...patternsOf(filters, 'refs'), ...ofJobs.map(branchCondition)]),
      files: [...jobs].flatMap(([name, variants]) => fileConditions(name, variants)),
      chains: chainsOf(jobs),
    };
  }

  /** All definitions that a job can be made of: its own and those of its ancestors. */
  function familyOf(name: string): readonly Variant[] {
    let family = families.get(name);
    if (!family) {
      const names = new Set([name]);
      for (const one of names) {
        for (const { set } of tree.jobs.get(one) ?? []) {
          const parent = set.parent === undefined ? tree.tenant.defaultParent : set.parent;
          if (parent !== null) names.add(parent);
        }
      }
      families.set(name, (family = [...names].flatMap((one) => tree.jobs.get(one) ?? [])));
    }
    return family;
  }
}

interface Listed {
  readonly stanza: Stanza;
  readonly list: JobList | undefined;
}

/** Stanzas and templates of a project, with their lists for the pipeline. */
function listsOf(tree: LoadedTree, project: TenantProject, pipeline: string): readonly Listed[] {
  return (tree.stanzas.get(project.canonicalName) ?? []).flatMap((stanza) =>
    [...stanza.templates.flatMap((name) => tree.templates.get(name) ?? []), stanza].map((one) => ({
      stanza: one,
      list: one.pipelines.get(pipeline),
    })),
  );
}

const matchersText = (matchers: BranchMatchers): string =>
  JSON.stringify(matchers?.map(({ exact, regex: { pattern, negate } }) => [exact, negate, pattern]) ?? null);

function patternsOf({ triggers }: PipelineFilters, key: 'branches' | 'refs'): readonly TextCondition[] {
  const patterns = triggers.flatMap((trigger): readonly TextPattern[] => {
    if (trigger.driver === 'gerrit') return trigger[key];
    return trigger.driver === 'git' && key === 'refs' ? trigger.refs : [];
  });
  return patterns.map(({ condition }) => condition);
}

function branchCondition({ exact, regex }: BranchMatcher): TextCondition {
  return exact ? { dialect: 'text', pattern: regex.pattern, use: 'full' } : textCondition(regex);
}

const textCondition = ({ dialect, pattern, negate }: Regex): TextCondition => ({
  dialect,
  pattern,
  use: 'match',
  ...(negate ? { negate } : {}),
});

function distinct(conditions: readonly TextCondition[]): readonly TextCondition[] {
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()];
}

/** One entry for each distinct way in which a definition or an entry looks at files: any of them may be the last. */
function fileConditions(job: string, variants: readonly Variant[]): readonly FileConditions[] {
  const branches = distinct(variants.flatMap((variant) => matchersOfVariant(variant) ?? []).map(branchCondition));
  const found = variants.flatMap(({ set }): readonly FileConditions[] => {
    if (set.files === undefined && set.irrelevantFiles === undefined) return [];
    const some = (set.files ?? []).map(textCondition);
    const irrelevant = (set.irrelevantFiles ?? []).map(textCondition);
    return [{ job, some, all: irrelevant.length === 0 ? [] : [irrelevant], branches }];
  });
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** From a job that waits for no other to one that no other waits for, where one of them looks at branch or files. */
function chainsOf(jobs: ReadonlyMap<string, readonly Variant[]>): readonly (readonly string[])[] {
  const needs = new Map<string, readonly string[]>();
  for (const [name, variants] of jobs) {
    const dependencies = variants.flatMap(({ set }) => set.dependencies ?? []).map((dependency) => dependency.name);
    needs.set(
      name,
      [...new Set(dependencies)].filter((other) => jobs.has(other)),
    );
  }
  const needed = new Set([...needs.values()].flat());
  const isConditional = (name: string): boolean =>
    (jobs.get(name) ?? []).some(
      (variant) => matchersOfVariant(variant) ?? variant.set.files ?? variant.set.irrelevantFiles,
    );
  const chains: (readonly string[])[] = [];
  const follow = (chain: readonly string[]): void => {
    if (chains.length >= MOST_CHAINS) return;
    const above = (needs.get(chain[0] ?? '') ?? []).filter((name) => !chain.includes(name));
    if (above.length === 0 && chain.length > 1 && chain.some(isConditional)) chains.push(chain);
    for (const name of above) follow([name, ...chain]);
  };
  for (const name of jobs.keys()) if (!needed.has(name)) follow([name]);
  return chains;
}

/** Where everything waits for everything there are more chains than anybody can visit. */
const MOST_CHAINS = 1000;
