import { jinja, type Value } from '../../model/value.js';
import type { RoleStep, ScriptStep, Step } from '../../model/step.js';
import type { Span } from '../../read/jenkinsfile/syntax.js';
import { scriptStep } from '../elements/script.js';
import { elementAt, titleOf, type Context, type Parts } from './context.js';
import { shellText } from './shell-text.js';
import { valueOf, workspace } from './values.js';

/** User and group of the node, for containers: files in the workspace stay readable. */
export const NODE_USER = 'PIPELINE_NODE_USER';

/**
 * The step of a script, in the folder, the container and under the limits of its context.
 *
 * A script without `#!` runs under `sh -xe`. Source: durable-task plugin, BourneShellScript.
 *
 * @returns `[]` for an empty script; nothing for one that nobody can tell.
 */
export function runScript(parts: Parts, at: Span, context: Context, label?: string): readonly Step[] | undefined {
  const text = shellText(parts, at, context);
  if (text === undefined) return undefined;
  const step = scriptStep(text.body, context.walk.settings.jenkinsShell, elementAt(context.file.at(at)));
  if (step === undefined) return [];
  const named = label === undefined || label.trim() === '' ? step : { ...step, name: titleOf(label) };
  return [inContext(withEnvironment(named, text.environment), context)];
}

function withEnvironment(step: ScriptStep, environment: Readonly<Record<string, Value>>): ScriptStep {
  return Object.keys(environment).length === 0 ? step : { ...step, environment };
}

/** A script that stands for a step; it runs on the node. */
export function ownScript(
  name: string,
  body: string,
  at: Span,
  context: Context,
  environment: Record<string, Value> = {},
): ScriptStep {
  const step: ScriptStep = {
    kind: 'script',
    name,
    at: context.file.at(at),
    body: body.endsWith('\n') ? body : `${body}\n`,
    command: ['/bin/sh', '-e'],
    extension: 'sh',
  };
  return withEnvironment(step, environment);
}

/** Starts a program so often until it succeeds. */
export function repeated(times: number): readonly string[] {
  return ['/bin/sh', '-c', `n=1; until "$@"; do [ "$n" -lt ${String(times)} ] || exit 1; n=$((n + 1)); done`, 'retry'];
}

function inContext(step: ScriptStep, context: Context): Step {
  // `dir` changes the folder, and WORKSPACE stays what it is.
  const moved = context.folder.length > 0 && /\bWORKSPACE\b/.test(step.body) ? workspaceOf(context.folder) : [];
  const around = [...context.around.flat(), ...moved];
  if (context.container !== undefined) return inContainer(step, around, context);
  const command = [...around, ...step.command];
  return command.length === step.command.length ? step : { ...step, command };
}

function workspaceOf(folder: Parts): readonly string[] {
  const tail = folder
    .map((part) => (typeof part === 'string' ? part : 'variable' in part ? `$${part.variable}` : '*'))
    .join('');
  return ['/bin/sh', '-c', `WORKSPACE=\${WORKSPACE%"/${tail.replaceAll(/["\\`]/g, '\\$&')}"} exec "$@"`, 'in-folder'];
}

/** Docker Pipeline plugin: the workspace is mounted where it is, the steps run as the user of the node, without entry point. */
function inContainer(step: ScriptStep, around: readonly string[], context: Context): RoleStep {
  const { image, options } = context.container!;
  const words = options.map((option) => valueOf(option, context));
  const namesUser = words.some((word) => typeof word === 'string' && /^(-u|--user)(=|$)/.test(word));
  const folder = valueOf(workspace({ ...context, folder: [] }), context);
  const mount = jinja('{{ jenkins_env.WORKSPACE }}:{{ jenkins_env.WORKSPACE }}:rw,z');
  return {
    kind: 'role',
    name: step.name,
    at: step.at,
    role: 'docker-run',
    vars: {
      docker_run_image: valueOf(image, context),
      docker_run_command: [...around, ...step.command, '-c', step.body],
      docker_run_entrypoint: '',
      ...(namesUser ? {} : { docker_run_user: jinja(`{{ jenkins_env.${NODE_USER} }}`) }),
      docker_run_workdir: context.folder.length === 0 ? folder : valueOf(workspace(context), context),
      docker_run_volumes: [mount],
      docker_run_environment_exclude: ['HOME', NODE_USER],
      ...(words.length === 0 ? {} : { docker_run_options: words }),
      docker_run_remove: true,
      ...(step.environment === undefined ? {} : { docker_run_step_environment: step.environment }),
    },
  };
}

/** Sets a variable for later steps to what a script prints. */
export function capture(name: string, body: string, at: Span, context: Context): RoleStep {
  const script = `value=$(\nset -e\n${body.replace(/\n+$/, '')}\n)\n[ "$?" -eq 0 ] || exit 1\nprintf '${name}=%s\\n' "$value"\n`;
  return injection(`Set ${name}`, script, at, context);
}

export function injection(name: string, script: string, at: Span, context: Context): RoleStep {
  return {
    kind: 'role',
    name,
    at: context.file.at(at),
    role: 'inject-environment',
    vars: { inject_environment_script: script },
  };
}
