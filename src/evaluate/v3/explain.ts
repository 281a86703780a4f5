import type { ExplainedJob, Explanation, Reason } from '../../model/explanation.js';
import type { ItemAnswer } from '../../model/item-answer.js';
import type { Scenario } from '../../model/scenario.js';
import { buildJob } from './build-job.js';
import type { PipelineFilters } from './events/filters.js';
import { triggerReasons } from './events/triggered.js';
import { branchReason, fileReasons } from './explain-matchers.js';
import { fileTest } from './file-test.js';
import { faultOf } from './freeze.js';
import type { FrozenJob } from './frozen-job.js';
import { type Node, settleGraph } from './graph.js';
import { type ItemPlace, placeOf } from './item.js';
import { ItemError } from './item-error.js';
import type { LoadedTree, Pipeline, Stanza, TenantProject, Variant } from './load/tree.js';
import type { VariableMap } from './load/variables.js';
import { matchersOfStanza, matchersOfVariant } from './matchers.js';
import { projectPipeline } from './stanzas.js';

/** An entry of a list, with the stanza or template that has it. */
interface Listed {
  readonly entry: Variant;
  readonly stanza: Stanza;
  /** Which of stanza and template is not for the item. */
  readonly keptOutBy: Stanza | undefined;
}

/** What was found out about one job. */
interface Story {
  readonly listed: readonly Listed[];
  readonly reasons: Reason[];
  readonly job: FrozenJob | undefined;
}

/** What an explanation is about. */
export interface Explained {
  readonly tree: LoadedTree;
  readonly scenario: Scenario;
  readonly pipeline: Pipeline;
  readonly filters: PipelineFilters;
  readonly project: TenantProject;
}

/** Goes the whole way for one item once more, and says at each step what was decided by what. */
export function explainItem(explained: Explained, answer: ItemAnswer): Explanation {
  const { tree, scenario, pipeline, filters, project } = explained;
  const place = placeOf(scenario, project);
  const files = scenario.kind === 'change' ? scenario.files : [];
  const listed: Listed[] = [];
  const found = projectPipeline(tree, project, pipeline.name, place, (stanza, list, keptOutBy) => {
    for (const entry of list.entries) listed.push({ entry, stanza, keptOutBy });
  });
  const list = found && 'jobs' in found ? found : undefined;
  const names = [...new Set(listed.map(({ entry }) => entry.name))];
  const stories = new Map<string, Story>();
  for (const name of names) {
    const own = listed.filter(({ entry }) => entry.name === name);
    stories.set(name, tell(explained, own, list?.jobs.get(name) ?? [], list?.variables ?? new Map(), place));
  }
  const nodes = [...stories.values()].flatMap(({ job }) =>
    job ? [{ job, fault: faultOf(job, pipeline, project) }] : [],
  );
  const forced = forcedBy(nodes, files, project, tree);
  const jobs = [...stories].map(([name, story]): ExplainedJob => {
    const runs = answer.jobs.some((job) => job.name === name);
    const { job, listed: own, reasons } = story;
    const last = lastReasons(story, runs, forced.get(name), answer, pipeline, project);
    const at = own[0]?.entry.at;
    return {
      name,
      runs,
      ...(at ? { at } : {}),
      reasons: [...reasons, ...(job ? fileReasons(job, files) : []), ...last],
      ...(job ? { job: job.item, attributes: job.attributes() } : {}),
    };
  });
  return { answer, triggers: triggerReasons(filters, scenario), jobs };
}

/** Builds one job and writes down what is looked at. */
function tell(
  { tree, project }: Explained,
  listed: readonly Listed[],
  entries: readonly Variant[],
  variables: VariableMap,
  place: ItemPlace,
): Story {
  const reasons: Reason[] = listed.map(({ entry, stanza, keptOutBy }) => {
    const whose = stanza.isTemplate ? `the template ${stanza.name}` : 'the project';
    if (!keptOutBy) return { text: `listed by ${whose}`, at: entry.at };
    return {
      text: `listed by ${whose}, but ${branchReason(matchersOfStanza(keptOutBy, project), place, false)}`,
      at: entry.at,
      against: true,
    };
  });
  if (entries.length === 0) return { listed, reasons, job: undefined };
  try {
    const [name = ''] = entries.map((entry) => entry.name);
    const job = buildJob(tree, name, entries, variables, place, (variant, applies, branch) => {
      const asked = branch === undefined ? place : { branch, ref: `refs/heads/${branch}` };
      const matchers = matchersOfVariant(variant);
      if (matchers === undefined && variant.isEntry) return;
      const what = variant.isEntry ? 'the entry' : `the definition of ${variant.name}`;
      const why = matchers === undefined ? 'applies everywhere' : branchReason(matchers, asked, applies);
      const at = matchers?.[0]?.regex.at ?? variant.at;
      reasons.push({ text: `${what}: ${why}`, at, ...(applies ? {} : { against: true }) });
    });
    if (!job) reasons.push({ text: absence(entries, place, tree), against: true });
    return { listed, reasons, job };
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    reasons.push(reasonOf(error));
    return { listed, reasons, job: undefined };
  }
}

function absence(entries: readonly Variant[], place: ItemPlace, { jobs }: LoadedTree): string {
  const [name = ''] = entries.map((entry) => entry.name);
  if (!jobs.has(name)) return `there is no job ${name}: Zuul leaves it out`;
  const some = entries.some((entry) => matchersOfVariant(entry) === undefined);
  const what = some ? 'no definition of it, or of a job that it inherits from,' : 'no definition, or no entry,';
  return `${what} is for ${place.branch ?? place.ref}: Zuul leaves it out`;
}

const reasonOf = ({ message, at }: ItemError): Reason => ({ text: message, against: true, ...(at ? { at } : {}) });

/** Jobs whose files do not let them run, but that another one needs. */
function forcedBy(
  nodes: readonly Node[],
  files: readonly string[],
  project: TenantProject,
  tree: LoadedTree,
): ReadonlyMap<string, string> {
  const forced = new Map<string, string>();
  const fits = nodes.map(({ job }) => !job.looksAtFiles || fileTest(job, project)(files));
  try {
    settleGraph(
      nodes,
      fits,
      (name) => tree.jobs.has(name),
      (name, by) => forced.set(name, by),
    );
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    // The answer tells the error.
  }
  return forced;
}

/** What comes of the jobs together. */
function lastReasons(
  { job }: Story,
  runs: boolean,
  forcedFor: string | undefined,
  answer: ItemAnswer,
  pipeline: Pipeline,
  project: TenantProject,
): readonly Reason[] {
  if (answer.outcome === 'error') {
    const fault = job && faultOf(job, pipeline, project);
    const own: readonly Reason[] =
      fault !== undefined && fault !== answer.error ? [{ text: fault, against: true }] : [];
    return [...own, { text: `Zuul reports an error, and none of the jobs runs: ${answer.error ?? ''}`, against: true }];
  }
  // Its branches or files have said so.
  if (!job || !runs) return [];
  if (forcedFor !== undefined) return [{ text: `runs, because ${forcedFor} depends on it` }];
  const waits = job.item.dependencies.filter(({ name }) => answer.jobs.some((other) => other.name === name));
  return waits.length === 0 ? [] : [{ text: `runs after ${waits.map(({ name }) => name).join(', ')}` }];
}
