import type { JobFacts } from '../../model/jenkins-job.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { isMechanical } from './mechanical.js';
import { plainText } from './plain-text.js';

/** Findings that every kind of job can have. */
export const JOB_FINDINGS = {
  display: 'Only changes how Jenkins shows the job: left out.',
  actions: 'Left-overs of builds and plugins, no part of the definition: left out.',
  'quiet-period': 'Zuul starts builds at once: the quiet period is left out.',
  'remote-start':
    'Zuul has no tokens for starting a job from outside: left out, and the token is not copied. Revoke it.',
  'log-rotator': 'How long logs are kept is a matter of the log store, not of a job: left out.',
  'kept-builds': 'Zuul keeps no builds for other jobs: left out.',
} as const;

export type JobFinding = keyof typeof JOB_FINDINGS;

/** Fields that only say how a job is shown. */
const DISPLAY = ['displayName', 'icon', 'healthMetrics'];

/**
 * Reads the fields that every kind of Jenkins job has beside its sections (jenkins-elements: children of the root element).
 */
export function readJobFields(input: Element, notes: Notes<JobFinding>): JobFacts {
  const description = plainText(input.textOf('description'));
  noteIfFilled(input.child('actions'), (field) => notes.dropped('actions', field));
  for (const name of DISPLAY) noteIfFilled(input.child(name), (field) => notes.dropped('display', field));
  noteIfFilled(input.child('quietPeriod'), (field) => notes.dropped('quiet-period', field));
  noteIfFilled(input.child('authToken'), (field) => notes.dropped('remote-start', field));
  noteIfFilled(input.child('logRotator'), (field) => notes.dropped('log-rotator', field));
  const kept = input.child('keepDependencies');
  if (kept !== undefined && input.booleanOf('keepDependencies')) notes.dropped('kept-builds', kept);
  return {
    ...(description === '' ? {} : { description }),
    ...(input.booleanOf('disabled') ? { disabled: true } : {}),
  };
}

/** Marks an empty field as read; calls `note` for one that says something. */
export function noteIfFilled(field: Element | undefined, note: (field: Element) => void): void {
  if (field === undefined) return;
  const isEmpty = field.isLeaf && field.rawText.trim() === '' && field.attributes.every((one) => isMechanical(one));
  if (isEmpty) field.children();
  else note(field);
}

/** Child elements of a section, or none where the section is missing. */
export function sectionOf(input: Element, name: string): readonly Element[] {
  return input.child(name)?.children() ?? [];
}
