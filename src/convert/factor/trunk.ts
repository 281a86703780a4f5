import type { Playbook } from '../../model/estate.js';
import type { RoleStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { ZuulJob } from '../../model/zuul.js';
import { claim, numbered } from './family-names.js';

/** Names of the two jobs that every converted job descends from. */
export interface Trunk {
  /** The site's base job: `base`. */
  readonly base: string;
  /** What Jenkins gave every build: `jenkins-job`. */
  readonly jenkins: string;
}

/**
 * Chooses the names: the usual ones unless a converted job has them.
 *
 * @param taken Names of all jobs; those of the new ones are added.
 */
export function nameTrunk(taken: Set<string>): Trunk {
  const free = (...names: [string, ...string[]]): string =>
    names.find((name) => claim(name, taken)) ?? numbered(names[0], taken);
  return { base: free('base', 'site-base'), jenkins: free('jenkins-job', 'jenkins-build') };
}

const NOWHERE = { file: '', line: 0 };

function call(name: string, role: string): RoleStep {
  return { kind: 'role', name, at: NOWHERE, role, vars: {} };
}

/** Playbooks of the trunk, in folders named after its jobs. */
export function trunkPlaybooks({ base, jenkins }: Trunk): readonly Playbook[] {
  return [
    { path: `playbooks/${base}/pre.yaml`, steps: [call('Prepare the sources', 'prepare-sources')] },
    { path: `playbooks/${base}/post.yaml`, steps: [call('Collect the logs', 'collect-logs')] },
    {
      path: `playbooks/${jenkins}/pre.yaml`,
      steps: [call('Make what Jenkins gave its builds', 'jenkins-environment')],
    },
  ];
}

const PURPOSE = 'What Jenkins gave every build: a workspace, and the variables of Zuul v2 and Jenkins.';

/**
 * The two jobs that every converted job descends from.
 *
 * @param common What all jobs can say through the second.
 * @param vars What the site's steps have in common.
 * @param description Lines that the descriptions of the site's jobs have in common.
 */
export function trunkJobs(
  { base, jenkins }: Trunk,
  common: Partial<ZuulJob>,
  vars: Readonly<Record<string, Value>>,
  description: readonly string[],
): ZuulJob[] {
  return [
    {
      name: base,
      parent: null,
      abstract: true,
      description: 'What every job of the site needs: sources on the node, logs kept. Replace it by your own base job.',
      preRun: [`playbooks/${base}/pre.yaml`],
      postRun: [`playbooks/${base}/post.yaml`],
    },
    {
      ...common,
      name: jenkins,
      parent: base,
      abstract: true,
      description: [PURPOSE, ...description].join('\n'),
      preRun: [`playbooks/${jenkins}/pre.yaml`],
      ...(Object.keys(vars).length === 0 ? {} : { vars }),
    },
  ];
}
