import type { Finding } from '../../model/finding.js';
import type { JenkinsJob } from '../../model/jenkins-job.js';

/** Sentences of the findings about started jobs. Their codes begin with `started-job/`. */
const SENTENCES = {
  'other-node': 'Its steps run on the node of the job that starts it, not on a node of their own label.',
  'time-limit': 'Its own time limit is not kept: the limit of the job that starts it holds.',
  credentials: 'The jobs that start it get its credentials, for all of their steps.',
  'one-at-a-time': 'It did not run at the same time as itself: the jobs that start it wait for each other as a whole.',
  'not-awaited': 'Nobody waited for it: now its steps run in their place, and their result does not count.',
  undeclared:
    'It is handed variables that are not among its parameters, which Jenkins drops unless told otherwise. Here its steps see them.',
  'own-job':
    'Jenkins started it after another job and took no notice of its result. Here it is a job of its own that depends on that one, and does not vote.',
  'own-job-of-phase':
    'A phase of another job started it. Here it is a job of its own, which runs beside the others of the phase and before the next one; that other job waits for all of them.',
  'once-for-all': 'Jenkins started it after each of several jobs. Here it runs once for a change, after all of them.',
  disabled: 'It is disabled in Jenkins, so that nothing was started.',
  'held-back':
    'Its steps stand behind a step that fails. When you take that out, think of what they also need, which is not set up now.',
} as const;

export type ChainCode = keyof typeof SENTENCES;

const OUTCOMES: Readonly<Record<ChainCode, Finding['outcome']>> = {
  'other-node': 'approximated',
  'time-limit': 'approximated',
  credentials: 'approximated',
  'one-at-a-time': 'approximated',
  'not-awaited': 'approximated',
  undeclared: 'approximated',
  'own-job': 'approximated',
  'own-job-of-phase': 'approximated',
  'once-for-all': 'approximated',
  disabled: 'dropped',
  'held-back': 'needs-human',
};

/** Collects findings about started jobs: one for each job and case, however many jobs start it. */
export interface ChainNotes {
  /** @param detail What exactly: `castor instead of Docker`. Details of one case are listed, each once. */
  note(code: ChainCode, started: JenkinsJob, starter: string, detail?: string): void;
  findings(): Finding[];
}

interface Case {
  readonly code: ChainCode;
  readonly started: JenkinsJob;
  readonly starters: Set<string>;
  readonly details: Set<string>;
}

export function chainNotes(): ChainNotes {
  const cases = new Map<string, Case>();
  return {
    note(code, started, starter, detail) {
      const key = `${started.name} ${code}`;
      let found = cases.get(key);
      if (found === undefined) cases.set(key, (found = { code, started, starters: new Set(), details: new Set() }));
      found.starters.add(starter);
      if (detail !== undefined) found.details.add(detail);
    },
    findings: () =>
      [...cases.values()]
        .sort((a, b) => compare(a.started.name, b.started.name) || compare(a.code, b.code))
        .map(({ code, started, starters, details }) => ({
          outcome: OUTCOMES[code],
          code: `started-job/${code}`,
          message: `${SENTENCES[code]}${listed([...details])} Started by ${few([...starters].sort(compare), 'jobs')}.`,
          at: started.at,
          job: started.name,
        })),
  };
}

function listed(details: readonly string[]): string {
  return details.length === 0 ? '' : ` (${few([...details].sort(compare), 'others')})`;
}

const SHOWN = 3;

function few(names: readonly string[], what: string): string {
  const rest = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(', ');
  return rest > 0 ? `${shown} and ${String(rest)} other ${what === 'others' ? '' : what}`.trim() : shown;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
