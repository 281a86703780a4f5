import { memoised } from '../convert/memo.js';
import type { JenkinsJob } from '../model/jenkins-job.js';
import type { Step } from '../model/step.js';
import type { Value } from '../model/value.js';
import type { Recogniser } from './recogniser.js';

/** Tells which steps may run one of the tools: a look at the texts, which is all that most jobs need. */
export function toolMentions(tools: readonly Recogniser[]): (job: JenkinsJob) => readonly Step[] {
  const names = tools.map(({ tool, program, mention }) => mention?.source ?? (program ?? tool).replace(' ', ' +'));
  // Where a command can begin: a line, behind an operator or a quote, behind assignments.
  const all = new RegExp(`(?:^|[;&|("'])[ \\t]*(?:\\w+=\\S*[ \\t]+)*(?:${names.join('|')})\\b`, 'm');
  const isIn = memoised((text) => all.test(text));
  const known = new Map<Step, boolean>();

  function value(one: Value | undefined): boolean {
    if (typeof one === 'string') return isIn(one);
    return Array.isArray(one) && (one as readonly Value[]).some(value);
  }

  function look(step: Step): boolean {
    if (step.kind === 'script') return isIn(step.body);
    if (step.kind === 'block') return step.steps.some(mentioned);
    if (step.kind !== 'role' || step.role !== 'docker-run') return false;
    const image = step.vars['docker_run_image'];
    const name = typeof image === 'string' ? image.slice(image.lastIndexOf('/') + 1) : '';
    return (
      tools.some((tool) => tool.image?.test(name.split(':')[0]!)) ||
      value(step.vars['docker_run_command']) ||
      value(step.vars['docker_run_entrypoint'])
    );
  }

  function mentioned(step: Step): boolean {
    let found = known.get(step);
    if (found === undefined) {
      found = look(step);
      known.set(step, found);
    }
    return found;
  }

  return (job) => job.run.filter(mentioned);
}
