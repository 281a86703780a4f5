import type { Finding } from '../../model/finding.js';
import type { Place } from '../../model/place.js';

/** Findings about what starts Jenkins jobs. Their codes begin with `jenkins-trigger/`. */
const CASES = {
  'no-project': [
    'approximated',
    'The job checks nothing out, so that nobody can tell to which project it belongs: add it to the pipeline of a project by hand.',
  ],
  'config-project': [
    'approximated',
    'The job checks nothing out, so that nobody can tell to which project it belongs. Its timer starts it for the config project: move it to another one if that is better.',
  ],
  beside: [
    'approximated',
    'Beside Zuul v2, Jenkins started this job at certain times: it has a timer pipeline of its own, which the layout did not have.',
  ],
  'other-repository': [
    'approximated',
    'The job checks several repositories out. It is attached to the first one; add it to the others if they shall start it too.',
  ],
  'bad-schedule': [
    'needs-human',
    'Jenkins cannot read this schedule, so that it never started the job: mend it or leave it out.',
  ],
  'time-zone': [
    'approximated',
    "These times are of a zone of their own. Zuul counts in its scheduler's zone: move them.",
  ],
  'time-zone-moved': [
    'approximated',
    "These times were of a zone of their own. Zuul counts in its scheduler's zone: they are written for UTC.",
  ],
  'timers-off': [
    'approximated',
    'Jenkins still starts this job at certain times, so that its pipeline has no trigger yet: say timers: enabled in the settings when Jenkins no longer does.',
  ],
  'spread-times': [
    'approximated',
    'Jenkins spread jobs with this schedule over the time. In Zuul they share a pipeline, and the time of the first of them.',
  ],
  connection: [
    'approximated',
    'Which connection of Zuul serves this repository is a guess: say the name of yours under connections in the settings.',
  ],
  unknown: ['needs-human', 'Nothing in Zuul is like what started this job: decide what shall start it.'],
  'by-hand': [
    'approximated',
    'A person started it after another job. Here it has a pipeline of its own (promote-…) where that job runs, which zuul-client enqueue-ref starts; give the pipeline a trigger if a comment or a vote shall do it.',
  ],
  'left-out': [
    'approximated',
    'Beside Zuul this started the job in Jenkins. The layout decides now: add the job to a pipeline with such a trigger if that is wanted.',
  ],
} as const satisfies Readonly<Record<string, readonly [Finding['outcome'], string]>>;

export type TriggerCode = keyof typeof CASES;

export interface TriggerNotes {
  note(code: TriggerCode, job: string, at: Place, detail?: string): void;
  readonly findings: readonly Finding[];
}

export function triggerNotes(): TriggerNotes {
  const findings: Finding[] = [];
  return {
    findings,
    note(code, job, at, detail) {
      const [outcome, sentence] = CASES[code];
      const message = detail === undefined ? sentence : `${sentence} (${detail})`;
      findings.push({ outcome, code: `jenkins-trigger/${code}`, message, at, job });
    },
  };
}
