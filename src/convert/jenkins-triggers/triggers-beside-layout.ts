import type { Finding } from '../../model/finding.js';
import type { JenkinsTrigger } from '../../model/jenkins-job.js';
import type { AttachedJob } from '../attach/attach.js';
import { triggerNotes } from './trigger-notes.js';

/**
 * Tells for each job what else started it in Jenkins, where a layout says in which pipelines it runs. Schedules are not told:
 * they become pipelines, see `timersBesideLayout`.
 */
export function triggersBesideLayout(jobs: readonly AttachedJob[]): readonly Finding[] {
  const notes = triggerNotes();
  for (const { v2Name, jenkins } of jobs) {
    for (const trigger of jenkins.triggers) {
      if (trigger.kind !== 'timer') notes.note('left-out', v2Name, trigger.at, inWordsOfZuul(trigger));
    }
  }
  return notes.findings;
}

function inWordsOfZuul(trigger: Exclude<JenkinsTrigger, { kind: 'timer' }>): string {
  switch (trigger.kind) {
    case 'poll':
      return 'event: ref-updated';
    case 'events':
      return trigger.events.map((event) => JSON.stringify(event)).join(', ');
    case 'other':
      return trigger.type;
    case 'after':
    case 'upstream':
      return `the end of ${trigger.jobs.join(', ')}`;
    case 'manual':
      return trigger.job === undefined ? 'a person' : `a person, after ${trigger.job}`;
  }
}
