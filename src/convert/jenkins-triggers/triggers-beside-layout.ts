import type { Finding } from '../../model/finding.js';
import type { JenkinsTrigger } from '../../model/jenkins-job.js';
import type { AttachedJob } from '../attach/attach.js';
import { CronFault } from './cron-field.js';
import { readSchedule } from './schedule.js';
import { triggerNotes } from './trigger-notes.js';

/**
 * Tells for each job what else started it in Jenkins, where a layout says in which pipelines it runs. Schedules are told in
 * the words of Zuul's timer.
 */
export function triggersBesideLayout(jobs: readonly AttachedJob[]): readonly Finding[] {
  const notes = triggerNotes();
  for (const { v2Name, jenkins } of jobs) {
    for (const trigger of jenkins.triggers) notes.note('left-out', v2Name, trigger.at, inWordsOfZuul(trigger, v2Name));
  }
  return notes.findings;
}

function inWordsOfZuul(trigger: JenkinsTrigger, job: string): string {
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
    case 'timer':
      try {
        return readSchedule(trigger.spec, job)
          .times.map((time) => `time: "${time}"`)
          .join(', ');
      } catch (error) {
        if (error instanceof CronFault) return `"${trigger.spec.trim()}", which Jenkins cannot read: ${error.message}`;
        throw error;
      }
  }
}
