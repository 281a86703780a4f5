import type { SharedRole } from '../../model/estate.js';
import type { BlockStep, FailStep, RoleStep, ScriptStep, Step } from '../../model/step.js';
import { jinjaText, type Value } from '../../model/value.js';
import type { YamlMap, YamlValue } from '../yaml/value.js';
import type { FolderFiles } from './folder-files.js';
import { literal, playbookVars } from './values.js';

export type Task = YamlMap;

type Environment = Readonly<Record<string, Value>>;

/** What the tasks of one playbook or role need to know. */
export interface TaskContext {
  readonly files: FolderFiles;
  /** Shared roles with blocks that have variables. */
  readonly blockRoles: ReadonlyMap<string, SharedRole>;
  /** Variables of the blocks around a step. */
  readonly environment?: Environment;
}

/** Nothing to do: that there is something at all makes Ansible forgive the failure. */
const FORGIVEN: readonly Task[] = [{ name: 'Go on, this step may fail', meta: 'noop' }];

/** The tasks of a list of steps of which the first that fails ends the list. */
export function tasksOf(steps: readonly Step[], context: TaskContext): Task[] {
  return steps.map((step) => taskOf(step, context));
}

/**
 * The task of one step. A role is included, not imported, so that its condition is asked once; what has to hold for all
 * of its tasks (a failure that is forgiven) therefore stands on a block around it.
 */
export function taskOf(step: Step, context: TaskContext): Task {
  const task = bareTask(step, context);
  return step.ignoreErrors === true ? rescued(task, FORGIVEN) : task;
}

/** The task, with what to do when it fails. A block without an end of its own takes it in, any other task gets a block around it. */
export function rescued(task: Task, rescue: readonly Task[]): Task {
  const fits = task.block !== undefined && task.rescue === undefined && task.always === undefined;
  return fits ? { ...task, rescue } : { block: [task], rescue };
}

function bareTask(step: Step, context: TaskContext): Task {
  switch (step.kind) {
    case 'script':
      return scriptTask(step, context);
    case 'role':
      return roleTask(step, context);
    case 'fail':
      return failTask(step, context);
    case 'block':
      return blockTask(step, context);
    case 'start-job':
      throw new Error(`${step.name}: a step that starts jobs has to be replaced by their steps before writing`);
  }
}

/** Blocks in a role cannot add to the variables of a block around its call, so their steps are written out there. */
function roleTask(step: RoleStep, context: TaskContext): Task {
  const role = context.environment === undefined ? undefined : context.blockRoles.get(step.role);
  const vars = playbookVars(step.vars);
  if (role === undefined) return includeRole(step, step.role, vars);
  return {
    name: jinjaText(step.name),
    when: condition(step),
    vars: unlessNone(vars),
    block: tasksOf(role.steps, context),
  };
}

function scriptTask(step: ScriptStep, context: TaskContext): Task {
  const task = includeRole(step, 'jenkins-step', {
    jenkins_step_script: context.files.keep(step.name, step.extension, step.body),
    jenkins_step_command: step.command.map(literal),
    jenkins_step_environment: step.environment === undefined ? undefined : playbookVars(step.environment),
  });
  if (step.answer === undefined) return task;
  // The condition moves to the block: where the question is not asked, nobody answers it.
  const { when, ...question } = task;
  return {
    when,
    block: [question, setFact(step.answer, true)],
    rescue: [setFact(step.answer, false)],
  };
}

function includeRole(step: Step, role: string, vars: YamlMap): Task {
  return {
    name: jinjaText(step.name),
    include_role: { name: role },
    vars: unlessNone(vars),
    when: condition(step),
  };
}

function unlessNone(vars: YamlMap): YamlMap | undefined {
  return Object.keys(vars).length === 0 ? undefined : vars;
}

function failTask(step: FailStep, context: TaskContext): Task {
  let message = `${step.code}: ${step.message}`;
  if (step.original !== undefined) {
    const { name, extension } = splitName(step.original.name);
    message += ` The original is kept in ${context.files.keep(name, extension, step.original.text)}.`;
  }
  return { name: jinjaText(step.name), fail: { msg: literal(message) }, when: condition(step) };
}

/** Environments of nested blocks add up, the inner one wins. */
function blockTask(step: BlockStep, context: TaskContext): Task {
  const environment =
    step.environment === undefined ? context.environment : { ...context.environment, ...step.environment };
  const inner: TaskContext = { ...context, environment };
  const block: Task[] = tasksOf(step.steps, inner);
  if (step.answer !== undefined) {
    block.unshift(setFact(step.answer, false));
    block.push(setFact(step.answer, true));
  }
  return {
    name: jinjaText(step.name),
    when: condition(step),
    vars:
      step.environment === undefined || environment === undefined
        ? undefined
        : { jenkins_block_environment: playbookVars(environment) },
    block: block.length === 0 ? [{ meta: 'noop' }] : block,
    always:
      step.always === undefined || step.always.length === 0 ? undefined : inEveryCase(tasksOf(step.always, inner)),
  };
}

/** Each task runs although an earlier one failed, and one failure is enough for the whole to fail. */
function inEveryCase(tasks: readonly Task[]): readonly Task[] {
  const [first, ...rest] = tasks;
  return first === undefined || rest.length === 0 ? tasks : [{ block: [first], always: inEveryCase(rest) }];
}

export function setFact(name: string, value: boolean): Task {
  return { name: `Note ${name}`, set_fact: { [name]: value } };
}

/** One test stands alone, several as a list: all have to hold. */
export function condition({ when }: Step): YamlValue | undefined {
  return when?.length === 1 ? when[0] : when?.length === 0 ? undefined : when;
}

function splitName(name: string): { readonly name: string; readonly extension: string } {
  const [, stem, extension] = /^(.+)\.([A-Za-z0-9]+)$/.exec(name) ?? [];
  return stem === undefined ? { name, extension: '' } : { name: stem, extension: extension ?? '' };
}
