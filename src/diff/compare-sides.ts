import type { ComparedSide, Comparison, FileChange, SidePlace } from '../model/comparison.js';
import type { Evaluator } from '../model/evaluator.js';
import type { ExplainedJob, Explanation } from '../model/explanation.js';
import type { Finding } from '../model/finding.js';
import type { Place } from '../model/place.js';
import { inFormOf, renamed, type RefForm } from '../verify/item-forms.js';
import { nameMap, type NameMap } from '../verify/names.js';
import { scenarioSource } from '../verify/scenarios/derive-scenarios.js';
import { usualBranches } from '../verify/scenarios/usual-branches.js';
import type { DetailOf } from './compare-details.js';
import { compareFiles, type FileContents } from './compare-files.js';
import { compareFindings, manualTasks } from './compare-findings.js';
import { compareQueueChanges } from './compare-queues.js';
import { compareRuns, type FoundDifference } from './compare-runs.js';
import { groupChanges, type Explain } from './group-changes.js';
import { objectLines } from './object-lines.js';

/** One side with all that is known of it. */
export interface LoadedSide {
  readonly side: ComparedSide;
  readonly evaluator: Evaluator;
  readonly refForm: RefForm;
  /** Of a conversion; none for a layout and for trees that somebody else wrote. */
  readonly findings: readonly Finding[];
  /** v2 job → v3 job, where the side is a converted tree. */
  readonly names: Readonly<Record<string, string>>;
  readonly attached: ReadonlySet<string>;
  /** v3 job → semaphores that stand for limits of Jenkins, which a layout does not know. */
  readonly fromJenkins: ReadonlyMap<string, ReadonlySet<string>>;
  /** Attributes that Zuul v3 tells, or Jenkins; absent for a layout alone. */
  readonly details?: DetailOf;
  readonly files: FileContents;
  /** Path of a file as places of the evaluator have it → path below the side. */
  pathOf(file: string): string;
  /** What could not be read of it, in sentences. */
  readonly gaps: readonly string[];
}

/** Compares two sides in everything that a reviewer has to know. */
export function compareSides(before: LoadedSide, after: LoadedSide): Comparison {
  const names = namesOf(before, after);
  const conditions = [before, after].flatMap(({ evaluator }) =>
    evaluator.places.map((place) => evaluator.conditions(place)),
  );
  const details =
    before.side.kind !== after.side.kind || before.details === undefined || after.details === undefined
      ? {}
      : { details: { before: before.details, after: after.details } };
  const scenarios = scenarioSource({ usualBranches: usualBranches(conditions), jobName: (name) => names.v2.job(name) });
  const runs = compareRuns({
    before: before.evaluator,
    after: after.evaluator,
    names,
    scenarios,
    fromJenkins: before.side.kind === 'layout' && after.side.kind === 'tree' ? after.fromJenkins : new Map(),
    refForms: { before: before.refForm, after: after.refForm },
    ...details,
  });
  const findings = compareFindings(before.findings, after.findings);
  const pipelines = [...after.evaluator.pipelines, ...before.evaluator.pipelines].map(({ name }) => name);
  return {
    before: before.side,
    after: after.side,
    scenarios: { asked: runs.asked, equal: runs.equal },
    projects: [...new Set(runs.differences.map(({ place }) => place.project))].sort(),
    runs: groupChanges(runs.differences, pipelines, explainer(before, after, names)),
    places: runs.places,
    queues: compareQueueChanges(before.evaluator.queues(), after.evaluator.queues(), names),
    findings,
    tasks: manualTasks(findings, objectLines(after.files)),
    files: filesOf(before, after),
    gaps: [...before.gaps, ...after.gaps, ...scenarios.counts().gaps.map(({ reason }) => reason)],
  };
}

/** Of two layouts, whatever their names; of two trees. A layout and a tree have no file in common. */
function filesOf(before: LoadedSide, after: LoadedSide): FileChange[] {
  if (before.side.kind !== after.side.kind) return [];
  if (after.side.kind === 'tree') return compareFiles(before.files, after.files);
  // The layout comes first; its name does not matter.
  const [name = ''] = after.files.keys();
  const [layout, ...others] = before.files;
  return compareFiles(new Map(layout === undefined ? others : [[name, layout[1]], ...others]), after.files);
}

/** Two sides of one kind have the same names; of a layout and a tree the tree knows them. */
function namesOf(before: LoadedSide, after: LoadedSide): NameMap {
  if (before.side.kind === after.side.kind) return nameMap(before.evaluator, after.evaluator, {});
  if (after.side.kind === 'tree') return nameMap(before.evaluator, after.evaluator, after.names, after.attached);
  const turned = nameMap(after.evaluator, before.evaluator, before.names, before.attached);
  return { v3: turned.v2, v2: turned.v3 };
}

/** Says of a difference why it is: the line and words that decide, on the side where the job does not run. */
function explainer(before: LoadedSide, after: LoadedSide, names: NameMap): Explain {
  const sides = { before, after };
  return (difference) => {
    const told = why(difference);
    if (told.at === undefined) return told;
    return { ...told, at: { ...told.at, file: sides[told.at.side].pathOf(told.at.file) } };
  };

  function why(difference: FoundDifference): ReturnType<Explain> {
    const { aspect, job, example } = difference;
    if (difference.isPlain === true) return { before: difference.before, after: difference.after };
    const one = before.evaluator.explain(example);
    const other = after.evaluator.explain(inFormOf(renamed(example, names.v3), after.refForm));
    if (job === undefined)
      return { before: difference.before, after: difference.after, ...placeOfTriggers(one, other) };
    const entries = [entryOf(names.v2.job(job), one) ?? entryOf(job, one), entryOf(job, other)] as const;
    if (aspect === 'files') {
      return { before: wordsOf(entries[0], difference), after: wordsOf(entries[1], difference), ...placeOf(entries) };
    }
    const told = { before: difference.before, after: difference.after };
    // What a job is like does not stand where it is listed.
    return ['job', 'branches'].includes(aspect) ? { ...told, ...placeOf(entries) } : told;
  }
}

type Entries = readonly [ExplainedJob | undefined, ExplainedJob | undefined];

function entryOf(job: string, { jobs }: Explanation): ExplainedJob | undefined {
  const entries = jobs.filter(({ name }) => name === job);
  return entries.find(({ runs }) => runs) ?? entries[0];
}

/** `runs`, or what keeps the job out. */
function wordsOf(entry: ExplainedJob | undefined, { before, after }: FoundDifference): string {
  if (entry === undefined) return before === after ? 'is not listed' : before;
  if (entry.runs) return 'runs';
  const against = entry.reasons.filter((reason) => reason.against === true);
  return (against.find(({ at }) => at !== undefined) ?? against[0] ?? entry.reasons.at(-1))?.text ?? 'does not run';
}

/** What keeps the job out on one side; else where the second side lists it, or the first. */
function placeOf([one, other]: Entries): Placed {
  const against = (entry: ExplainedJob | undefined): Place | undefined =>
    entry === undefined || entry.runs
      ? undefined
      : entry.reasons.find((reason) => reason.against === true && reason.at !== undefined)?.at;
  return (
    placed('after', against(other)) ??
    placed('before', against(one)) ??
    placed('after', other?.at) ??
    placed('before', one?.at) ??
    {}
  );
}

function placeOfTriggers(one: Explanation, other: Explanation): Placed {
  return placed('after', other.triggers[0]?.at) ?? placed('before', one.triggers[0]?.at) ?? {};
}

interface Placed {
  readonly at?: SidePlace;
}

function placed(side: SidePlace['side'], at: Place | undefined): Placed | undefined {
  return at === undefined ? undefined : { at: { side, file: at.file, line: at.line } };
}
