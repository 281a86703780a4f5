import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { JobAttributes } from '../../model/zuul.js';
import { slug } from '../attach/slug.js';
import type { CombinationJob, CombinationJobs } from './add-uses.js';

/** Names in Zuul of the jobs of combinations and of those that wait for them. */
export interface Kin {
  /** Name that a combination wants; `undefined` for every other job. Its whole has been noted before. */
  wantedName(job: JenkinsJob): string | undefined;
  /** Name of the job that waits for this one. */
  wholeOf(job: JenkinsJob): string | undefined;
  note(job: JenkinsJob, v3Name: string): void;
  /** What the definition of a job says it waits for, once all are noted. */
  dependenciesOf(job: JenkinsJob, v3Name: string): Pick<JobAttributes, 'dependencies'>;
  readonly jobs: CombinationJobs;
}

export function collectKin(): Kin {
  const names = new Map<string, string>();
  const jobs = new Map<string, CombinationJob[]>();
  const wholeOf = ({ combination }: JenkinsJob): string | undefined => names.get(combination?.parent ?? '');
  const afterOf = ({ combination }: JenkinsJob): string[] => (combination?.after ?? []).map((name) => names.get(name)!);
  return {
    jobs,
    wholeOf,
    wantedName(job) {
      const whole = wholeOf(job);
      return whole === undefined ? undefined : `${whole}-${slug(job.combination!.words.join('-'))}`;
    },
    note(job, v3Name) {
      if (job.combinations === undefined && job.combination === undefined) return;
      names.set(job.name, v3Name);
      if (job.combinations !== undefined) jobs.set(v3Name, []);
      // All names are known when somebody reads the list: those it waits for may come later.
      else
        jobs.get(wholeOf(job)!)!.push({
          name: v3Name,
          get after() {
            return afterOf(job);
          },
        });
    },
    dependenciesOf(job, v3Name) {
      const list = job.combination === undefined ? jobs.get(v3Name)?.map(({ name }) => name) : afterOf(job);
      return list === undefined || list.length === 0 ? {} : { dependencies: list.map((name) => ({ name })) };
    },
  };
}
