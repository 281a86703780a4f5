import type { Finding } from '../../model/finding.js';
import type { JenkinsJob } from '../../model/jenkins-job.js';
import { compilePython } from '../../regex/evaluate-python.js';
import { javaToPython, wholeMatch } from '../elements/java-regex.js';

type Semaphore = { readonly name: string; readonly max: number };

/**
 * Gives a job that waits for others, and each of those others, a semaphore that one build holds at a time. Jenkins only let the
 * one job wait; a semaphore keeps all of them from running beside each other, which is told.
 *
 * @param jobs All jobs of the estate: names are looked up among them.
 */
export function shareLocks(jobs: readonly JenkinsJob[]): {
  readonly jobs: readonly JenkinsJob[];
  readonly findings: readonly Finding[];
} {
  const waiting = jobs.filter(({ blockedBy = [] }) => blockedBy.length > 0);
  if (waiting.length === 0) return { jobs, findings: [] };
  const runnable = jobs.filter(({ status }) => status !== 'skipped').map(({ name }) => name);
  const further = new Map<string, Semaphore[]>();
  const findings: Finding[] = [];
  for (const job of waiting) {
    const tests = job.blockedBy!.map((pattern) => compilePython(wholeMatch(javaToPython(pattern) ?? pattern), 'match'));
    const others = runnable.filter((name) => name !== job.name && tests.some((test) => test(name)));
    findings.push(finding(job, others));
    if (others.length === 0) continue;
    const semaphore = { name: `blocked-${job.name}`, max: 1 };
    for (const name of [job.name, ...others]) further.set(name, [...(further.get(name) ?? []), semaphore]);
  }
  return {
    jobs: jobs.map((job) => {
      const locks = further.get(job.name);
      return locks === undefined ? job : { ...job, furtherSemaphores: [...(job.furtherSemaphores ?? []), ...locks] };
    }),
    findings,
  };
}

const SHOWN = 5;

function finding({ name, at, blockedBy }: JenkinsJob, others: readonly string[]): Finding {
  const patterns = `"${blockedBy!.join('", "')}"`;
  if (others.length === 0) {
    const message = `It waited for jobs named like ${patterns}, of which there are none: left out.`;
    return { outcome: 'dropped', code: 'build-blocker/no-such-job', message, at, job: name };
  }
  const more = others.length > SHOWN ? ` and ${String(others.length - SHOWN)} more` : '';
  const message = `It waited for ${others.slice(0, SHOWN).join(', ')}${more}. They share a semaphore, so that those do not run beside each other either. Give it a larger max, or take it from some of them, if that matters.`;
  return { outcome: 'approximated', code: 'build-blocker/shared-semaphore', message, at, job: name };
}
