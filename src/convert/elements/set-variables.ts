import type { RoleStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import { interpreterOf } from './script.js';
import { shellWord } from './tool-call.js';

/**
 * A call of the role `inject-environment`: lines `NAME=value` that the script prints are variables of all later steps. The
 * script runs in the workspace, under `/bin/sh`, and the first command in it that fails ends the build.
 */
export function setVariablesStep(name: string, lines: readonly string[], at: Element): RoleStep {
  const script = lines.length === 1 ? `${lines[0]!}\n` : ['set -e', ...lines, ''].join('\n');
  return { kind: 'role', name, at: at.at, role: 'inject-environment', vars: { inject_environment_script: script } };
}

/** A command that sets a variable; variables of the build in the value are put in. */
export function printVariable(name: string, value: string): string {
  return `printf '%s\\n' ${shellWord(`${name}=${value}`)}`;
}

/** Commands that set the variables in a file of lines `NAME=value`. */
export function printFile(path: string): readonly string[] {
  return [`cat -- ${shellWord(path)}`, 'echo'];
}

/**
 * Commands that run a script as Jenkins runs one and print what it prints. A script without `#!` runs under the shell with
 * `-xe`. Source: Jenkins core, CommandInterpreter.
 */
export function runScript(body: string, shell: string): readonly string[] {
  const command = interpreterOf(body) ?? [shell, '-xe'];
  const mark = markFor(body);
  return [
    'script=$(mktemp)',
    `cat >"$script" <<'${mark}'`,
    body.replace(/\n?$/, ''),
    mark,
    `${command.map(shellWord).join(' ')} "$script"`,
    'rm -f -- "$script"',
  ];
}

/** A line that does not stand in the text. */
function markFor(text: string): string {
  const lines = new Set(text.split('\n'));
  let mark = 'END';
  while (lines.has(mark)) mark += '_';
  return mark;
}
