import type { V2Job } from '../../evaluate/v2/jobs.js';
import { skipHolds } from '../../evaluate/v2/matchers.js';
import type { Finding } from '../../model/finding.js';
import type { ItemAnswer } from '../../model/item-answer.js';
import type { Scenario } from '../../model/scenario.js';
import { isIn, type FindingIndex } from './finding-index.js';
import type { Above, LayoutFacts } from './layout-facts.js';
import { relaxedFit } from './relaxed-fit.js';

/** What is known about an item whose answers differ. Names are those of v2. */
export interface Differing {
  readonly item: Scenario;
  readonly v2: ItemAnswer;
  readonly v3: ItemAnswer;
  /** v2's names of the jobs of v3's answer. */
  readonly v3Jobs: ReadonlySet<string>;
}

/** Every combination of a job is a job of its own. */
const ONE_JOB_EACH = 'combinations/one-job-each';

const COMMIT_MESSAGE = '/COMMIT_MSG';

/** v2 waits for ever for such a job; Zuul leaves it out with the job above it. */
const FOLLOWS = 'tree/may-hang';
/** There the job above runs as well. */
const FORCED = 'tree/may-hang-forced';
/** There it runs although nothing above it does. */
const RUNS_ALONE = ['tree/soft-dependency', 'tree/may-run-alone'] as const;

/** Who announces that v3 runs a job that v2 does not run. */
export function announceExtra(
  name: string,
  differing: Differing,
  facts: LayoutFacts,
  findings: FindingIndex,
): Finding | undefined {
  const { item, v2, v3Jobs } = differing;
  const whole = wholeOf(name, v3Jobs, findings);
  if (whole?.job !== undefined) {
    // Where v2 does not run the whole either, it is that which wants an explanation.
    const runsInV2 = v2.jobs.some((job) => job.name === whole.job);
    return runsInV2 ? whole : announceExtra(whole.job, differing, facts, findings);
  }
  const { project, pipeline } = item;
  const places = facts.placesOf(name, project, pipeline);
  const job = facts.jobsOf(project, pipeline).find((one) => one.name === name);
  if (job === undefined) return undefined;
  const mixed = mixedEvents(job, places, item, findings);
  if (mixed !== undefined) return mixed;

  const own = relaxedFit(job, item, findings);
  if (own !== undefined) {
    const above = fitsAbove(places, item, findings);
    const announced =
      above === undefined ? alongTree([FORCED, ...RUNS_ALONE], name, places, item, findings) : [...own, ...above][0];
    if (announced !== undefined) return announced;
  }
  return forcedBy(name, facts, findings, { item, v3Jobs });
}

/** The finding about the job of which this is one combination, and which runs here too. */
function wholeOf(name: string, v3Jobs: ReadonlySet<string>, findings: FindingIndex): Finding | undefined {
  return findings
    .of(ONE_JOB_EACH)
    .find(({ job }) => job !== undefined && name.startsWith(`${job}/`) && v3Jobs.has(job));
}

/** The findings that are needed so that all jobs above fit, for the first place where that can be. */
function fitsAbove(places: readonly Above[], item: Scenario, findings: FindingIndex): readonly Finding[] | undefined {
  for (const above of places) {
    const used = usedAbove(above, item, findings);
    if (used !== undefined) return used;
  }
  return undefined;
}

function usedAbove(above: Above, item: Scenario, findings: FindingIndex): readonly Finding[] | undefined {
  const used: Finding[] = [];
  for (const job of above) {
    // A job that the settings leave out stands in nobody's way.
    const needed = leftOut(job.name, findings) ?? relaxedFit(job, item, findings);
    if (needed === undefined) return undefined;
    used.push(...needed);
  }
  return used;
}

function leftOut(job: string, findings: FindingIndex): readonly Finding[] | undefined {
  const finding = findings.about('job/skipped', job);
  return finding === undefined ? undefined : [finding];
}

/** A job whose files do not fit runs all the same where one runs that depends on it. */
function forcedBy(
  name: string,
  facts: LayoutFacts,
  findings: FindingIndex,
  { item, v3Jobs }: Pick<Differing, 'item' | 'v3Jobs'>,
): Finding | undefined {
  const { project, pipeline } = item;
  for (const { name: below } of facts.jobsOf(project, pipeline)) {
    if (!v3Jobs.has(below)) continue;
    const waits = facts.placesOf(below, project, pipeline).some((above) => above.some((one) => one.name === name));
    const finding = waits ? treeFinding([FORCED], below, pipeline, findings) : undefined;
    if (finding !== undefined) return finding;
  }
  return undefined;
}

/** Who announces that v2 runs a job that v3 does not run. */
export function announceMissing(
  name: string,
  { item }: Differing,
  facts: LayoutFacts,
  findings: FindingIndex,
): Finding | undefined {
  const skipped = findings.about('job/skipped', name);
  if (skipped !== undefined) return skipped;
  const { project, pipeline } = item;
  const job = facts.jobsOf(project, pipeline).find((one) => one.name === name);
  if (job === undefined) return undefined;
  const places = facts.placesOf(name, project, pipeline);
  return mixedEvents(job, places, item, findings) ?? singleFile([job, ...places.flat()], item, findings);
}

/** Zuul skips a change of one file where it fits; v2 did so only with a second file beside it, such as the commit message. */
function singleFile(jobs: readonly V2Job[], item: Scenario, findings: FindingIndex): Finding | undefined {
  if (item.kind !== 'change' || item.files.length !== 1) return undefined;
  const usual = { ...item, files: [COMMIT_MESSAGE, ...item.files] };
  for (const skip of jobs.flatMap(({ skipIf }) => skipIf)) {
    const first = skip.allFiles?.list[0];
    if (first === undefined || !skipHolds(skip, usual)) continue;
    const finding = findings.at('matcher/single-file', [first.at.line]);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

/** Who announces that v2 waits for ever where v3 does not: each job that it waits for has to be told. */
export function announceHang({ item, v2 }: Differing, facts: LayoutFacts, findings: FindingIndex): Finding | undefined {
  const { project, pipeline } = item;
  const started = new Set(v2.jobs.map((job) => job.name));
  let first: Finding | undefined;
  for (const job of facts.jobsOf(project, pipeline)) {
    if (started.has(job.name) || relaxedFit(job, item, NO_FINDINGS) === undefined) continue;
    const places = facts.placesOf(job.name, project, pipeline);
    const finding =
      alongTree([FOLLOWS, FORCED, ...RUNS_ALONE], job.name, places, item, findings) ??
      leftOut(job.name, findings)?.[0] ??
      fitsAbove(places, item, findings)?.[0] ??
      mixedEvents(job, places, item, findings);
    if (finding === undefined) return undefined;
    first ??= finding;
  }
  return first;
}

const NO_FINDINGS: FindingIndex = { of: () => [], about: () => undefined, at: () => undefined };

/**
 * A finding about the place of a job, or of one above it that fits the item by itself: what keeps that one waiting keeps
 * all below it waiting.
 */
function alongTree(
  codes: readonly string[],
  name: string,
  places: readonly Above[],
  item: Scenario,
  findings: FindingIndex,
): Finding | undefined {
  const own = treeFinding(codes, name, item.pipeline, findings);
  if (own !== undefined) return own;
  for (const job of places.flat()) {
    if (relaxedFit(job, item, NO_FINDINGS) === undefined) continue;
    const finding = treeFinding(codes, job.name, item.pipeline, findings);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

/** A finding about a place in a tree: some name the pipeline, those about a whole job do not. */
function treeFinding(
  codes: readonly string[],
  job: string,
  pipeline: string,
  findings: FindingIndex,
): Finding | undefined {
  for (const code of codes) {
    const finding = findings.about(code, job, code === 'tree/soft-dependency' ? undefined : isIn(pipeline));
    if (finding !== undefined) return finding;
  }
  return undefined;
}

/** Where changes, refs and timers meet, conditions are converted as for changes. */
function mixedEvents(
  job: V2Job,
  places: readonly Above[],
  item: Scenario,
  findings: FindingIndex,
): Finding | undefined {
  if (item.kind === 'change') return undefined;
  for (const { name } of [job, ...places.flat()]) {
    const here = ({ message }: Finding): boolean => message.endsWith(` Here: ${item.pipeline}.`);
    const finding = findings.about('pipeline/mixed-events', name, here);
    if (finding !== undefined) return finding;
  }
  return undefined;
}
