import type { JenkinsJob, JenkinsTrigger } from '../../model/jenkins-job.js';
import type { Settings } from '../../model/settings.js';
import type { JobUse, Matcher } from '../../model/zuul.js';
import type { AttachedJob } from '../attach/attach.js';
import type { Pipelines } from './collect-pipelines.js';
import { repositoryOf, type Repository } from './project-of-url.js';
import type { TriggerNotes } from './trigger-notes.js';

/** What converting a trigger needs, and fills. */
export interface TriggerContext {
  readonly settings: Settings;
  readonly notes: TriggerNotes;
  readonly pipelines: Pipelines;
}

/** Adds the job to the project it checks out; where nobody can tell it, a finding says so. */
export function attachJob(
  pipeline: string,
  job: AttachedJob,
  attributes: Omit<JobUse, 'name'>,
  { at }: JenkinsTrigger,
  { notes, pipelines, settings }: TriggerContext,
): void {
  const repository = repositoryOfJob(job.jenkins);
  if (repository === undefined) {
    notes.note('no-project', job.v2Name, at, `pipeline ${pipeline}`);
    return;
  }
  if (settings.connections[repository.forge] === undefined) {
    notes.note('connection', job.v2Name, at, `${repository.forge} for ${repository.project}`);
  }
  if (new Set(job.jenkins.checkouts.map(({ url }) => url)).size > 1) {
    notes.note('other-repository', job.v2Name, at, repository.project);
  }
  pipelines.use(repository.project, pipeline, { name: job.v3Name, ...attributes });
}

/** The repository that a job checks out first. */
export function repositoryOfJob({ checkouts }: JenkinsJob): Repository | undefined {
  return checkouts[0] === undefined ? undefined : repositoryOf(checkouts[0].url);
}

/** The name of the connection of a forge: as the settings say, else that of its driver. */
export function connectionOf(forge: string, settings: Settings): string {
  return settings.connections[forge] ?? forge;
}

/** Matchers of one kind for an entry; nothing where there are none. */
export function matchers<Key extends 'branches' | 'files' | 'irrelevantFiles'>(
  key: Key,
  regexes: readonly string[],
): { readonly [K in Key]?: readonly Matcher[] } {
  if (regexes.length === 0) return {};
  const list: readonly Matcher[] = regexes.map((regex) => ({ regex }));
  return { [key]: list } as unknown as { readonly [K in Key]: readonly Matcher[] };
}
