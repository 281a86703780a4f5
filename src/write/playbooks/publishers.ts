import type { Step } from '../../model/step.js';
import { rescued, taskOf, type Task, type TaskContext } from './tasks.js';

/** Set once a publisher failed, for the rest of the playbook. */
const FAILED = 'jenkins_publisher_failed';

/** Zuul's word for "the build went well so far"; it does not know of failures in the same playbook. */
const SUCCESS = /\bzuul_success \| bool\b/g;

/** Roles that are called as publishers and note failures of their steps themselves → the task file that does so. */
export type PublisherRoles = ReadonlyMap<string, string>;

/**
 * The tasks of publishers. Jenkins runs every one of them, whatever became of the one before; one that fails makes the
 * build a FAILURE, and the conditions of later ones see that. So a failure is noted and the list goes on;
 * `resultOfPublishers` belongs to its end.
 */
export function publisherTasks(steps: readonly Step[], context: TaskContext, roles: PublisherRoles): Task[] {
  // One object for all of them: it is written once, with an anchor.
  const rescue: readonly Task[] = [
    {
      name: 'Note the failure, go on with the next publisher',
      set_fact: { [FAILED]: true },
      when: `${FAILED} is undefined`,
    },
  ];
  return steps.map((step) => {
    const task = taskOf(withOwnResult(step), context);
    const tasksFrom = step.kind === 'role' ? roles.get(step.role) : undefined;
    if (tasksFrom === 'main') return task;
    if (tasksFrom !== undefined && step.kind === 'role')
      return { ...task, include_role: { name: step.role, tasks_from: tasksFrom } };
    return step.ignoreErrors === true ? task : rescued(task, rescue);
  });
}

/** Fails the playbook if one of its publishers did: Zuul makes that POST_FAILURE, a failure like Jenkins' own. */
export function resultOfPublishers(): Task {
  return {
    name: 'Fail if a publisher failed',
    fail: { msg: 'A publisher failed, see above.' },
    when: `${FAILED} is defined`,
  };
}

/** The step with conditions that also ask for failures in this playbook. */
function withOwnResult(step: Step): Step {
  if (step.when?.some((test) => test.includes('zuul_success')) !== true) return step;
  return {
    ...step,
    when: step.when.map((test) => test.replace(SUCCESS, `(zuul_success | bool and ${FAILED} is undefined)`)),
  };
}
