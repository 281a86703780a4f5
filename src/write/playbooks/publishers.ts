import type { RoleStep, Step } from '../../model/step.js';
import { rescued, taskOf, type Task, type TaskContext } from './tasks.js';

/** Set once a publisher failed, for the rest of the playbook. */
const FAILED = 'jenkins_publisher_failed';

/** Zuul's word for "the build went well so far"; it does not know of failures in the same playbook. */
const SUCCESS = /\(zuul_success \| bool\)|\bzuul_success \| bool\b/g;

/** Roles that are called as publishers and note failures of their steps themselves → the task file that does so. */
export type PublisherRoles = ReadonlyMap<string, string>;

/**
 * The tasks of publishers. Jenkins runs every one of them, whatever became of the one before; one that fails makes the
 * build a FAILURE, and the conditions of later ones see that. So a failure is noted and the list goes on, and the
 * playbook fails at its end: Zuul makes that POST_FAILURE, which counts like Jenkins' FAILURE.
 *
 * @param roles roles that do this for their own steps
 */
export function publisherTasks(steps: readonly Step[], context: TaskContext, roles: PublisherRoles): Task[] {
  const alone = steps.length === 1 && !isPublisherRole(steps[0], roles);
  if (steps.length === 0 || alone) return steps.map((step) => taskOf(step, context));
  const rescue = noteFailure();
  const tasks = steps.map((step, index) => {
    // A failure of the last one ends the playbook as it should.
    const isLast = index === steps.length - 1 && !isPublisherRole(step, roles);
    return publisherTask(index === 0 ? step : withOwnResult(step), context, roles, isLast ? undefined : rescue);
  });
  return [
    ...tasks,
    {
      name: 'Fail if a publisher failed',
      fail: { msg: 'A publisher failed, see above.' },
      when: `${FAILED} is defined`,
    },
  ];
}

/** The same steps in a role: failures are noted, and the playbook that calls it fails at its end. */
export function publisherRoleTasks(steps: readonly Step[], context: TaskContext, roles: PublisherRoles): Task[] {
  const rescue = noteFailure();
  return steps.map((step) => publisherTask(withOwnResult(step), context, roles, rescue));
}

function publisherTask(
  step: Step,
  context: TaskContext,
  roles: PublisherRoles,
  rescue: readonly Task[] | undefined,
): Task {
  const task = taskOf(step, context);
  if (isPublisherRole(step, roles)) {
    const file = roles.get(step.role);
    return file === 'main' ? task : { ...task, include_role: { name: step.role, tasks_from: file } };
  }
  return rescue === undefined || step.ignoreErrors === true ? task : rescued(task, rescue);
}

function isPublisherRole(step: Step | undefined, roles: PublisherRoles): step is RoleStep {
  return step?.kind === 'role' && step.ignoreErrors !== true && roles.has(step.role);
}

/** One object for all tasks of a file: it is written once, with an anchor. */
function noteFailure(): readonly Task[] {
  return [{ name: 'Note the failure, go on with the next publisher', set_fact: { [FAILED]: true } }];
}

/** The step with conditions that also ask for failures in this playbook; in a frame those of the steps inside too. */
function withOwnResult(whole: Step): Step {
  const step = whole.kind === 'block' ? { ...whole, steps: whole.steps.map(withOwnResult) } : whole;
  if (step.when?.some((test) => test.includes('zuul_success')) !== true) return step;
  return { ...step, when: step.when.map(alsoHere) };
}

function alsoHere(test: string): string {
  const both = `zuul_success | bool and ${FAILED} is undefined`;
  return test === 'zuul_success | bool' ? both : test.replace(SUCCESS, `(${both})`);
}
