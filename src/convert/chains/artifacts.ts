import type { Finding } from '../../model/finding.js';
import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { BlockStep, RoleStep, Step } from '../../model/step.js';
import { artifactsOf } from './artifact-sources.js';
import type { FindJob } from './job-names.js';

const COPY = 'copy-artifacts';
const ARCHIVE = 'archive-artifacts';

/**
 * Gives the artifacts of jobs that others copy from the name of their job: the archiving step returns them under it, and the
 * copying step looks for it. Jobs that nobody copies from stay as they are. Tells of copies from jobs that nobody defines or
 * that archive nothing.
 *
 * Zuul reference: Return Values, `zuul.artifacts`.
 */
export function nameArtifacts(
  jobs: readonly JenkinsJob[],
  find: FindJob<JenkinsJob>,
  findings: Finding[],
): readonly JenkinsJob[] {
  const producers = new Set<JenkinsJob>();
  const consumers = new Map<JenkinsJob, JenkinsJob>();
  for (const job of jobs) {
    if (!stepsOf(job).some((step) => holdsRole(step, COPY))) continue;
    const named = mapRoles(job, COPY, (step) => {
      const wanted = step.vars['copy_artifacts_job'];
      if (typeof wanted !== 'string') return step;
      const producer = producerOf(wanted, job, find);
      if (producer === undefined) {
        findings.push(
          finding(
            'unknown',
            `${job.name} copies artifacts of ${wanted}, and no definition of that job was given. Give it, or fetch the files from where they are.`,
            step,
            job,
          ),
        );
        return step;
      }
      producers.add(producer);
      if (!stepsOf(producer).some((one) => holdsRole(one, ARCHIVE))) {
        findings.push(
          finding(
            'archives-nothing',
            `${job.name} copies artifacts of ${producer.name}, which archives none. Let it archive what is needed, or leave the copy out.`,
            step,
            job,
          ),
        );
      }
      if ((producer.combinations?.list.length ?? 0) > 1) {
        const message = `${job.name} copies artifacts of ${producer.name}, of which each combination is a job of its own now: all return them under one name, and one of them is copied. Say which.`;
        findings.push(finding('combinations', message, step, job));
      }
      return { ...step, vars: { ...step.vars, copy_artifacts_job: producer.name } };
    });
    consumers.set(job, named);
  }
  if (consumers.size === 0) return jobs;
  return jobs.map((job) => {
    const named = consumers.get(job) ?? job;
    if (!producers.has(job)) return named;
    return mapRoles(named, ARCHIVE, (step) => archiveAndReturn(step, job.name));
  });
}

/** Artifacts are only told of when they have been kept. */
function archiveAndReturn({ when, ignoreErrors, ...step }: RoleStep, job: string): BlockStep {
  const archive: RoleStep = { ...step, vars: { ...step.vars, archive_artifacts_job: job } };
  const tell: RoleStep = {
    kind: 'role',
    name: 'Offer the artifacts to other jobs',
    at: step.at,
    role: 'return-artifacts',
    vars: { return_artifacts_job: job },
  };
  return {
    kind: 'block',
    name: 'Keep artifacts for other jobs',
    at: step.at,
    ...(when !== undefined && { when }),
    ...(ignoreErrors !== undefined && { ignoreErrors }),
    steps: [archive, tell],
  };
}

/** A combination of a matrix is named behind its job: `build/ARCH=arm`. */
function producerOf(name: string, job: JenkinsJob, find: FindJob<JenkinsJob>): JenkinsJob | undefined {
  const found = find(name, job.name);
  return found ?? (/\/[^/]*=[^/]*$/.test(name) ? find(name.slice(0, name.lastIndexOf('/')), job.name) : undefined);
}

function finding(word: string, message: string, { at }: RoleStep, job: JenkinsJob): Finding {
  return { outcome: 'needs-human', code: `artifacts/${word}`, message, at, job: job.name };
}

/**
 * Says which artifacts each job provides and requires, from the steps that it has in the end: what a started job archives is
 * there for the steps of its starter without that.
 *
 * Zuul reference: Job, `provides` and `requires`.
 */
export function declareArtifacts(jobs: readonly JenkinsJob[], findings: Finding[]): readonly JenkinsJob[] {
  const provided = new Set<string>();
  const named = jobs.map((job) => {
    const [provides, copied] = [
      rolesOf(job, ARCHIVE, 'archive_artifacts_job'),
      rolesOf(job, COPY, 'copy_artifacts_job'),
    ];
    for (const name of provides.keys()) provided.add(name);
    return { job, provides, copied };
  });
  const requiresOf = (own: (typeof named)[number]): string[] =>
    [...own.copied.keys()].filter((name) => provided.has(name) && !own.provides.has(name)).sort();
  const required = new Set(named.flatMap(requiresOf));
  return named.map((one) => {
    const { job, copied } = one;
    const requires = requiresOf(one);
    const provides = [...one.provides.keys()].filter((name) => required.has(name)).sort();
    if (provides.length + requires.length === 0) return job;
    for (const name of requires) {
      const step = copied.get(name)!;
      if (step.vars['copy_artifacts_results'] === undefined) continue;
      const message = `Copies artifacts of ${name} in the newest build where this change has none. They are looked for with Zuul's API: set copy_artifacts_api, for all jobs, to the address of the tenant's API.`;
      findings.push({ outcome: 'approximated', code: 'artifacts/earlier-builds', message, at: step.at, job: job.name });
    }
    return {
      ...job,
      ...(provides.length > 0 && { provides: provides.map(artifactsOf) }),
      ...(requires.length > 0 && { requires: requires.map(artifactsOf) }),
    };
  });
}

/** Names in calls of a role → the first call with it. */
function rolesOf(job: JenkinsJob, role: string, variable: string): Map<string, RoleStep> {
  const found = new Map<string, RoleStep>();
  const visit = (step: Step): void => {
    if (step.kind === 'block') for (const one of [...step.steps, ...(step.always ?? [])]) visit(one);
    if (step.kind !== 'role' || step.role !== role) return;
    const name = step.vars[variable];
    if (typeof name === 'string' && !found.has(name)) found.set(name, step);
  };
  for (const step of stepsOf(job)) visit(step);
  return found;
}

function stepsOf({ run, post, combinations }: JenkinsJob): readonly Step[] {
  return combinations === undefined ? [...run, ...post] : [...run, ...post, ...combinations.post];
}

function holdsRole(step: Step, role: string): boolean {
  if (step.kind === 'block') return [...step.steps, ...(step.always ?? [])].some((one) => holdsRole(one, role));
  return step.kind === 'role' && step.role === role;
}

function mapRoles(job: JenkinsJob, role: string, map: (step: RoleStep) => Step): JenkinsJob {
  const mapStep = (step: Step): Step => {
    if (step.kind === 'role') return step.role === role ? map(step) : step;
    if (step.kind !== 'block' || !holdsRole(step, role)) return step;
    const always = step.always === undefined ? {} : { always: step.always.map(mapStep) };
    return { ...step, steps: step.steps.map(mapStep), ...always };
  };
  const { combinations } = job;
  const last =
    combinations === undefined ? {} : { combinations: { ...combinations, post: combinations.post.map(mapStep) } };
  return { ...job, run: job.run.map(mapStep), post: job.post.map(mapStep), ...last };
}
