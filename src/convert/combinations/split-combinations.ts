import type { Combination } from '../../model/combinations.js';
import type { Finding } from '../../model/finding.js';
import type { JenkinsJob } from '../../model/jenkins-job.js';

export interface SplitJobs {
  /** A definition's own job stands right before those of its combinations. */
  readonly jobs: readonly JenkinsJob[];
  readonly findings: readonly Finding[];
}

/**
 * Makes one job for each combination of a definition that has several, `<name>/<axis>=<value>` as Jenkins calls them. The job
 * with the name of the definition stays: it runs nothing before they have succeeded, so it fails with any of them, as Jenkins'
 * result of the whole is the worst of all (matrix-project plugin: DefaultMatrixExecutionStrategyImpl).
 *
 * Zuul reference: Job, `dependencies`.
 */
export function splitCombinations(jobs: readonly JenkinsJob[]): SplitJobs {
  const findings: Finding[] = [];
  const split = jobs.flatMap((job) => {
    if (job.combinations === undefined) return [job];
    // What does not run is one job that says so.
    if (job.status === 'skipped' || job.disabled === true) return [alone(job)];
    findings.push(oneJobEach(job, job.combinations.list));
    return [whole(job), ...job.combinations.list.map((combination) => partOf(job, combination))];
  });
  return { jobs: split, findings };
}

function alone(job: JenkinsJob): JenkinsJob {
  const { combinations, ...rest } = job;
  void combinations;
  return rest;
}

/** The job that waits for the others. It needs what its own steps need, and nothing where it has none. */
function whole(job: JenkinsJob): JenkinsJob {
  const { timeout, semaphore, furtherSemaphores, label, ...rest } = job;
  void [timeout, semaphore, furtherSemaphores];
  const post = job.combinations?.post ?? [];
  if (post.length === 0) return { ...rest, environment: {}, secrets: [], run: [], post };
  // Jobs whose steps stand in it may need credentials of theirs.
  return { ...rest, ...(label === undefined ? {} : { label }), run: [], post };
}

function partOf(job: JenkinsJob, { name, words, environment, label, after }: Combination): JenkinsJob {
  const { combinations, label: ofWhole, semaphore, furtherSemaphores, ...rest } = job;
  void [ofWhole, semaphore];
  const own = `${job.name}/${name}`;
  const limit = combinations?.sequential === true ? oneAtATime(job) : limitOf(job, [job.name, ...words].join('-'));
  return {
    ...rest,
    name: own,
    environment: { ...job.environment, ...environment },
    ...(label === undefined ? {} : { label }),
    ...(furtherSemaphores === undefined ? {} : { furtherSemaphores }),
    ...limit,
    triggers: [],
    combination: { parent: job.name, words, after: after.map((other) => `${job.name}/${other}`) },
  };
}

type Limits = Pick<JenkinsJob, 'semaphore' | 'furtherSemaphores'>;

/** Jenkins keeps each combination from running beside itself, not beside the others. */
function limitOf({ name, semaphore }: JenkinsJob, own: string): Limits {
  if (semaphore === undefined) return {};
  return { semaphore: semaphore.name === name ? { ...semaphore, name: own } : semaphore };
}

function oneAtATime({ name, semaphore, furtherSemaphores = [] }: JenkinsJob): Limits {
  const whole = { name, max: 1 };
  if (semaphore === undefined || semaphore.name === name) return { semaphore: whole };
  return { semaphore, furtherSemaphores: [...furtherSemaphores, whole] };
}

const SHOWN = 3;

function oneJobEach({ name, at }: JenkinsJob, list: readonly Combination[]): Finding {
  const shown = list.slice(0, SHOWN).map((one) => `${name}/${one.name}`);
  const rest = list.length - shown.length;
  const listed = `${shown.join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
  const message =
    list.length === 0
      ? 'The filter of this job lets no combination through: it runs nothing, as in Jenkins. Take it out.'
      : `The job ran once for each of ${String(list.length)} combinations and reported one result. Each of them is a job of its own (${listed}), and ${name} waits until all of them have succeeded.`;
  return { outcome: 'approximated', code: ONE_JOB_EACH, message, at, job: name };
}

/** Code of the finding that announces the jobs of combinations. */
export const ONE_JOB_EACH = 'combinations/one-job-each';
