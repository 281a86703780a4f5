import type { Scenario } from '../model/scenario.js';
import type { Aspect, Change, Difference, DifferenceGroup, Standing, Waiver } from '../model/verification.js';
import type { Finding } from '../model/finding.js';
import type { Cause } from './causes.js';

/** A difference with who answers for it. */
export interface Judged {
  readonly difference: Difference;
  readonly standing: Standing;
  readonly cause?: Cause;
  readonly finding?: Finding;
  readonly waiver?: Waiver;
}

interface Growing {
  readonly standing: Standing;
  readonly aspect: Aspect;
  readonly change: Change;
  readonly first: Judged;
  readonly jobs: Set<string>;
  readonly projects: Set<string>;
  readonly pipelines: Set<string>;
  scenarios: number;
  /** The last scenario that was counted: it may show the same difference in several jobs. */
  counted: Scenario | undefined;
  example: Scenario;
  /** Of the example. */
  shown: Judged;
}

/** Puts differences with the same cause together. */
export interface GroupBook {
  add(judged: Judged, scenario: Scenario): void;
  /**
   * Unexplained first, then waived, then announced, each by number of scenarios.
   *
   * @param causeIn The cause of a difference in the scenario that is shown.
   */
  groups(causeIn: (difference: Difference, scenario: Scenario) => Cause): DifferenceGroup[];
}

const ORDER: readonly Standing[] = ['unexplained', 'waived', 'announced'];

/** @param pipelines In the order in which they are listed. */
export function groupBook(pipelines: readonly string[]): GroupBook {
  const growing = new Map<string, Growing>();
  const rank = new Map(pipelines.map((name, index) => [name, index]));
  return {
    add(judged, scenario) {
      const key = keyOf(judged);
      let group = growing.get(key);
      if (group === undefined) {
        const { difference, standing } = judged;
        const { aspect, change } = difference;
        group = {
          ...{ standing, aspect, change, first: judged, shown: judged, scenarios: 0 },
          ...{ jobs: new Set(), projects: new Set(), pipelines: new Set(), counted: undefined, example: scenario },
        };
        growing.set(key, group);
      }
      if (judged.difference.job !== undefined) group.jobs.add(judged.difference.job);
      group.projects.add(scenario.project);
      group.pipelines.add(scenario.pipeline);
      if (group.counted !== scenario) group.scenarios += 1;
      group.counted = scenario;
      if (isSmaller(scenario, group.example)) {
        group.example = scenario;
        group.shown = judged;
      }
    },
    groups: (causeIn) =>
      [...growing.values()]
        .sort(
          (a, b) =>
            ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) ||
            b.scenarios - a.scenarios ||
            compareTexts(sizeKey(a.example), sizeKey(b.example)) ||
            compareTexts(a.aspect, b.aspect),
        )
        .map((group) => finished(group, rank, causeIn)),
  };
}

function keyOf({ difference, standing, finding, waiver, cause }: Judged): string {
  const { aspect, change } = difference;
  const said =
    finding === undefined
      ? `${cause?.key ?? ''} ${String(waiver?.at.line ?? '')}`
      : `${finding.code} ${String(finding.at.line)} ${finding.at.file}`;
  return `${standing}\n${aspect}\n${change}\n${said}`;
}

function finished(
  { standing, aspect, change, shown, jobs, projects, pipelines, scenarios, example }: Growing,
  rank: ReadonlyMap<string, number>,
  causeIn: (difference: Difference, scenario: Scenario) => Cause,
): DifferenceGroup {
  const { difference, finding, waiver } = shown;
  const { text, layout, output } = causeIn(difference, example);
  return {
    standing,
    aspect,
    change,
    jobs: [...jobs].sort(),
    cause: text,
    v2: difference.v2,
    v3: difference.v3,
    scenarios,
    projects: projects.size,
    pipelines: [...pipelines].sort(
      (a, b) => (rank.get(a) ?? Infinity) - (rank.get(b) ?? Infinity) || compareTexts(a, b),
    ),
    example,
    ...(layout === undefined ? {} : { layout }),
    ...(output === undefined ? {} : { output }),
    ...(finding === undefined ? {} : { announcedBy: { code: finding.code, message: finding.message, at: finding.at } }),
    ...(waiver === undefined ? {} : { waiver }),
  };
}

function isSmaller(one: Scenario, other: Scenario): boolean {
  const difference = fileCount(one) - fileCount(other) || textLength(one) - textLength(other);
  return difference < 0 || (difference === 0 && sizeKey(one) < sizeKey(other));
}

function fileCount(scenario: Scenario): number {
  return scenario.kind === 'change' ? scenario.files.length : 0;
}

function textLength(scenario: Scenario): number {
  const { project, pipeline } = scenario;
  const names = project.length + pipeline.length;
  if (scenario.kind === 'timer') return names;
  if (scenario.kind === 'ref') return names + scenario.ref.length;
  return names + scenario.branch.length + scenario.files.reduce((sum, file) => sum + file.length, 0);
}

/** One text for each scenario, for an order that is always the same. */
function sizeKey(scenario: Scenario): string {
  const what =
    scenario.kind === 'change'
      ? [scenario.branch, ...scenario.files]
      : scenario.kind === 'ref'
        ? [scenario.ref, scenario.op]
        : [];
  return [scenario.project, scenario.pipeline, scenario.kind, ...what].join('\n');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
