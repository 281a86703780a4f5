import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import type { BlockStep, RoleStep, ScriptStep, StartJobStep, Step } from '../../../src/model/step.js';

export const AT = { file: 'config.xml', line: 1 };

/** A job with nothing in it but what is given. */
export function job(name: string, more: Partial<JenkinsJob> = {}): JenkinsJob {
  const nothing = { environment: {}, secrets: [], run: [], post: [], triggers: [], checkouts: [] };
  return { name, at: { file: `${name}.xml`, line: 1 }, type: 'project', ...nothing, status: 'converted', ...more };
}

/** A job that a pipeline starts: it looks for commits of a repository. */
export function polled(name: string, more: Partial<JenkinsJob> = {}): JenkinsJob {
  const checkout = { url: 'https://github.com/example/shop.git', branches: ['main'], targetDirectory: '', at: AT };
  return job(name, { triggers: [{ kind: 'poll', spec: '', at: AT }], checkouts: [checkout], ...more });
}

export function script(body: string, more: Partial<ScriptStep> = {}): ScriptStep {
  return { kind: 'script', name: `Run ${body}`, at: AT, body, command: ['/bin/sh', '-xe'], extension: 'sh', ...more };
}

/** A start at the end of a build: nobody waits, and only success counts. */
export function after(jobs: string, more: Partial<StartJobStep> = {}): StartJobStep {
  return start(jobs, { wait: false, failsOn: null, when: ['zuul_success | bool'], ...more });
}

/** A start in the middle of a build. */
export function start(jobs: string, more: Partial<StartJobStep> = {}): StartJobStep {
  const usual = { parameters: {}, passParameters: false, wait: true, failsOn: 'UNSTABLE' } as const;
  return { kind: 'start-job', name: `Do what ${jobs} did`, at: AT, jobs: jobs.split(','), ...usual, ...more };
}

export function block(steps: readonly Step[], more: Partial<BlockStep> = {}): BlockStep {
  return { kind: 'block', name: 'Some steps', at: AT, steps, ...more };
}

export function role(name: string, vars: RoleStep['vars']): RoleStep {
  return { kind: 'role', name: `Call ${name}`, at: AT, role: name, vars };
}

/** Names of steps, those of blocks in brackets: `[a b | always c]`. */
export function outline(steps: readonly Step[]): string {
  return steps
    .map((step) => {
      if (step.kind !== 'block')
        return step.kind === 'script' ? step.body : step.kind === 'role' ? step.role : step.kind;
      const always = step.always === undefined ? '' : ` | always ${outline(step.always)}`;
      return `[${outline(step.steps)}${always}]`;
    })
    .join(' ');
}
