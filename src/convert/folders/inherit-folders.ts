import type { Finding } from '../../model/finding.js';
import type { JenkinsJob } from '../../model/jenkins-job.js';

/**
 * Gives the jobs of folders what the folders say for all of them: variables and secrets. Of a variable that several say the
 * job's own counts, then that of the nearest folder. Source: Folder Properties plugin; Folders plugin, inheritance.
 */
export function inheritFolders(jobs: readonly JenkinsJob[]): {
  readonly jobs: readonly JenkinsJob[];
  readonly findings: readonly Finding[];
} {
  const folders = new Map(jobs.filter(saysSomething).map((folder) => [folder.name, folder]));
  if (folders.size === 0) return { jobs, findings: [] };
  const heirs = new Map<string, number>();
  const given = jobs.map((job) => {
    if (job.status === 'skipped') return job;
    const around = foldersOf(job.name).flatMap((name) => folders.get(name) ?? []);
    for (const { name } of around) heirs.set(name, (heirs.get(name) ?? 0) + 1);
    return around.reduceRight((heir, folder) => inherit(heir, folder), job);
  });
  return { jobs: given, findings: [...folders.values()].map((folder) => told(folder, heirs.get(folder.name) ?? 0)) };
}

function saysSomething({ status, environment, secrets }: JenkinsJob): boolean {
  return status === 'skipped' && (Object.keys(environment).length > 0 || secrets.length > 0);
}

/** Names of the folders around a job, the outermost first. */
function foldersOf(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function inherit(job: JenkinsJob, folder: JenkinsJob): JenkinsJob {
  return {
    ...job,
    environment: { ...folder.environment, ...job.environment },
    secrets: [...folder.secrets, ...job.secrets],
  };
}

function told({ name, at, environment, secrets }: JenkinsJob, heirs: number): Finding {
  const what = [...Object.keys(environment), ...secrets.map(({ credential }) => credential)].sort();
  const message = `The folder says ${[...new Set(what)].join(', ')} for its jobs, of which those had it that asked for it: here all ${String(heirs)} of them have it.`;
  return { outcome: 'approximated', code: 'folder/inherited', message, at, job: name };
}
