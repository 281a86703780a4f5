import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { StartJobStep } from '../../model/step.js';
import type { ChainNotes } from './findings.js';
import type { Place } from './fold-steps.js';

/**
 * Takes over what a started job needs as a whole, and tells where that reaches further than it did. Steps that are held back
 * get nothing: credentials of steps that cannot run are only a risk.
 */
export function noteFacts(started: JenkinsJob, step: StartJobStep, place: Place, notes: ChainNotes): void {
  const starter = place.root.name;
  const undeclared = Object.keys(step.parameters).filter((name) => !(name in started.environment));
  if (undeclared.length > 0) notes.note('undeclared', started, starter, undeclared.join(', '));
  if (!step.wait) notes.note('not-awaited', started, starter);
  if (place.heldBack || started.run[0]?.kind === 'fail') {
    const needs = needsOf(started, place.root);
    if (place.heldBack && needs.length > 0) notes.note('held-back', started, starter, needs.join('; '));
    return;
  }
  if (isElsewhere(started, place.root)) {
    notes.note('other-node', started, starter, `${started.label!} instead of ${place.root.label ?? 'any node'}`);
  }
  if (started.timeout !== undefined && started.timeout !== place.root.timeout) {
    notes.note('time-limit', started, starter, seconds(started.timeout));
  }
  if (started.secrets.length > 0) notes.note('credentials', started, starter, credentials(started));
  place.charge.secrets.push(...started.secrets);
  place.charge.checkouts.push(...started.checkouts);
  for (const semaphore of [started.semaphore, ...(started.furtherSemaphores ?? [])]) {
    if (semaphore === undefined) continue;
    place.charge.semaphores.set(semaphore.name, semaphore);
    notes.note('one-at-a-time', started, starter);
  }
}

function needsOf(started: JenkinsJob, root: JenkinsJob): string[] {
  return [
    ...(isElsewhere(started, root) ? [`a node ${started.label!}`] : []),
    ...(started.secrets.length > 0 ? [`credentials ${credentials(started)}`] : []),
    ...(started.timeout === undefined ? [] : [`a limit of ${seconds(started.timeout)}`]),
    ...(started.semaphore === undefined ? [] : ['a semaphore']),
  ];
}

function isElsewhere(started: JenkinsJob, root: JenkinsJob): boolean {
  return started.label !== undefined && started.label !== root.label;
}

function credentials(job: JenkinsJob): string {
  return [...new Set(job.secrets.map((use) => use.credential))].join(', ');
}

function seconds(limit: number): string {
  return `${String(limit)} s`;
}
