import type { Playbook } from '../../model/estate.js';
import type { RoleStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { ZuulJob } from '../../model/zuul.js';
import { JENKINS_JOB } from './base-jobs.js';

const PURPOSE = 'What Jenkins gave every build: a workspace, and the variables of Zuul v2 and Jenkins.';

const NOWHERE = { file: '', line: 0 };

function call(name: string, role: string): RoleStep {
  return { kind: 'role', name, at: NOWHERE, role, vars: {} };
}

/** Playbooks of the two jobs that every converted job descends from. */
export const BASE_PLAYBOOKS: readonly Playbook[] = [
  { path: 'playbooks/base/pre.yaml', steps: [call('Prepare the sources', 'prepare-sources')] },
  { path: 'playbooks/base/post.yaml', steps: [call('Collect the logs', 'collect-logs')] },
  { path: 'playbooks/jenkins-job/pre.yaml', steps: [call('Make what Jenkins gave its builds', 'jenkins-environment')] },
];

/**
 * The two jobs that every converted job descends from: the site's `base`, and `jenkins-job`, which gives the steps what
 * Jenkins gave them.
 *
 * @param common What all jobs can say through it.
 * @param vars What the site's steps have in common.
 * @param description Lines that the descriptions of the site's jobs have in common.
 */
export function baseJobs(
  common: Partial<ZuulJob>,
  vars: Readonly<Record<string, Value>>,
  description: readonly string[],
): ZuulJob[] {
  return [
    {
      name: 'base',
      parent: null,
      abstract: true,
      description: 'What every job of the site needs: sources on the node, logs kept. Replace it by your own base job.',
      preRun: ['playbooks/base/pre.yaml'],
      postRun: ['playbooks/base/post.yaml'],
    },
    {
      ...common,
      name: JENKINS_JOB,
      parent: 'base',
      abstract: true,
      description: [PURPOSE, ...description].join('\n'),
      preRun: ['playbooks/jenkins-job/pre.yaml'],
      ...(Object.keys(vars).length === 0 ? {} : { vars }),
    },
  ];
}
