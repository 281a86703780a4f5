import type { RunChange, SidePlace } from '../model/comparison.js';
import type { Scenario } from '../model/scenario.js';
import type { FoundDifference } from './compare-runs.js';

/** Words and place for a difference in one item; asked once for each group. */
export type Explain = (difference: FoundDifference) => {
  readonly before: string;
  readonly after: string;
  readonly at?: SidePlace;
};

interface Group {
  readonly first: FoundDifference;
  readonly jobs: Set<string>;
  readonly projects: Set<string>;
  readonly pipelines: Set<string>;
  readonly places: Set<string>;
  example: FoundDifference;
}

/**
 * Puts together what has one cause: first the places in which a job differs in the same way, then the jobs that differ for the
 * same reason (the same line says so), or in the same way at the same places.
 *
 * @param pipelines In the order in which they are listed.
 * @returns Largest first.
 */
export function groupChanges(
  differences: readonly FoundDifference[],
  pipelines: readonly string[],
  explain: Explain,
): RunChange[] {
  const byJob = collect(differences, ({ aspect, direction, job, before, after }) =>
    [aspect, direction, job ?? '', before, after].join('\n'),
  );
  const explained = byJob.map((group) => ({ group, why: explain(group.example) }));
  const merged = new Map<string, { readonly parts: Group[]; readonly why: ReturnType<Explain> }>();
  for (const { group, why } of explained) {
    const { aspect, direction } = group.first;
    const line = why.at === undefined ? '' : `${why.at.side} ${why.at.file}:${String(why.at.line)}`;
    const places = group.first.isPlain === true ? 'any' : [...group.places].sort().join('\t');
    const where = line === '' ? places : line;
    const key = [aspect, direction, why.before, why.after, where].join('\n');
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { parts: [group], why });
    else known.parts.push(group);
  }
  const rank = new Map(pipelines.map((name, index) => [name, index]));
  return [...merged.values()]
    .map(({ parts, why }) => changeOf(parts, why, rank))
    .sort((a, b) => b.projects.length - a.projects.length || b.places - a.places || compareTexts(keyOf(a), keyOf(b)));
}

function collect(differences: readonly FoundDifference[], keyOf: (difference: FoundDifference) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const difference of differences) {
    const key = keyOf(difference);
    let group = groups.get(key);
    if (group === undefined) {
      const sets = { jobs: new Set<string>(), projects: new Set<string>(), pipelines: new Set<string>(), places: new Set<string>() }; // prettier-ignore
      groups.set(key, (group = { first: difference, ...sets, example: difference }));
    }
    const { project, pipeline } = difference.place;
    if (difference.job !== undefined) group.jobs.add(difference.job);
    group.projects.add(project);
    group.pipelines.add(pipeline);
    group.places.add(`${project}\n${pipeline}`);
    if (sizeOf(difference.example) < sizeOf(group.example.example)) group.example = difference;
  }
  return [...groups.values()];
}

function changeOf(parts: readonly Group[], why: ReturnType<Explain>, rank: ReadonlyMap<string, number>): RunChange {
  const all = <T>(pick: (group: Group) => Iterable<T>): T[] => [...new Set(parts.flatMap((group) => [...pick(group)]))];
  const { aspect, direction } = parts[0]!.first;
  const example = parts.map(({ example: one }) => one.example).reduce((a, b) => (sizeOf(b) < sizeOf(a) ? b : a));
  return {
    aspect,
    direction,
    jobs: all(({ jobs }) => jobs).sort(),
    projects: all(({ projects }) => projects).sort(),
    pipelines: all((group) => group.pipelines).sort(
      (a, b) => (rank.get(a) ?? Infinity) - (rank.get(b) ?? Infinity) || compareTexts(a, b),
    ),
    places: all(({ places }) => places).length,
    ...why,
    example,
  };
}

function keyOf({ aspect, direction, jobs, projects }: RunChange): string {
  return [jobs.join(), aspect, direction, projects[0] ?? ''].join('\n');
}

function sizeOf(item: Scenario): number {
  return item.kind === 'change' ? item.files.join('\n').length + item.branch.length : 0;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
