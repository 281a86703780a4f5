import type { FileConditions, ItemConditions, TextCondition } from '../../model/item-conditions.js';
import { conditionKey } from '../../regex/automata/condition.js';
import type { Predicate } from './condition-classes.js';

/** One thing that a job asks of a list of files: that some path fits, or that some path does not. */
export interface FileQuestion {
  readonly predicate: Predicate;
  readonly wanted: boolean;
}

/** A job, or jobs that wait for each other, with all that both systems ask about files for it. */
export interface FileJob {
  readonly job: string;
  readonly questions: readonly FileQuestion[];
  /** What it compares with branches; `undefined`: perhaps any condition of the place. */
  readonly branches: readonly TextCondition[] | undefined;
}

/**
 * The jobs of a place that look at files. What several systems (or variants in one system) say about a job is put
 * together, so that the lists derived from it tell apart all that they tell apart. A chain of jobs that wait for each
 * other, of which more than one looks at files, is one more job that asks all their questions. Of jobs that ask the same,
 * one is enough.
 */
export function fileJobsOf(conditions: readonly ItemConditions[]): readonly FileJob[] {
  const byName = new Map<string, FileConditions[]>();
  for (const entry of conditions.flatMap(({ files }) => files)) {
    const entries = byName.get(entry.job);
    if (entries) entries.push(entry);
    else byName.set(entry.job, [entry]);
  }
  const jobs = [...byName].map(([job, entries]) => fileJob(job, entries));
  for (const chain of conditions.flatMap(({ chains }) => chains)) {
    const members = chain.filter((name) => byName.has(name));
    const entries = members.flatMap((name) => byName.get(name) ?? []);
    if (members.length > 1) jobs.push(fileJob(members.join(' > '), entries));
  }
  const distinct = new Map<string, FileJob>();
  for (const job of jobs) {
    const key = JSON.stringify([job.questions.map(questionKey).sort(), job.branches?.map(conditionKey).sort()]);
    if (!distinct.has(key)) distinct.set(key, job);
  }
  return [...distinct.values()];
}

function fileJob(job: string, entries: readonly FileConditions[]): FileJob {
  const questions = new Map<string, FileQuestion>();
  for (const { some, all } of entries) {
    const asked: FileQuestion[] = all.map((predicate) => ({ predicate, wanted: false }));
    if (some.length > 0) asked.push({ predicate: some, wanted: true });
    for (const question of asked) questions.set(questionKey(question), question);
  }
  const branches = entries.every((entry) => entry.branches)
    ? entries.flatMap((entry) => entry.branches ?? [])
    : undefined;
  return { job, questions: [...questions.values()], branches };
}

function questionKey({ predicate, wanted }: FileQuestion): string {
  return `${wanted ? '+' : '-'} ${predicate.map(conditionKey).sort().join('\n')}`;
}
