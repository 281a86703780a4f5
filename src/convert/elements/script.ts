import type { Element } from '../../read/jenkins/element.js';
import type { ScriptStep } from '../../model/step.js';
import { scriptName } from './script-name.js';
import { tokenize } from './tokenize.js';

/** Endings that tell an editor, a linter and a reader what a file is. Keys are names of interpreters without their version. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  bash: 'sh',
  dash: 'sh',
  ksh: 'sh',
  sh: 'sh',
  zsh: 'zsh',
  csh: 'csh',
  tcsh: 'csh',
  fish: 'fish',
  python: 'py',
  pypy: 'py',
  perl: 'pl',
  ruby: 'rb',
  jruby: 'rb',
  node: 'js',
  nodejs: 'js',
  php: 'php',
  groovy: 'groovy',
  lua: 'lua',
  awk: 'awk',
  gawk: 'awk',
  sed: 'sed',
  make: 'mk',
  gmake: 'mk',
  expect: 'exp',
  tclsh: 'tcl',
  Rscript: 'R',
  pwsh: 'ps1',
  powershell: 'ps1',
};

/**
 * Makes a step of the body of a Jenkins shell step.
 *
 * A body whose first two characters are `#!` runs under that interpreter with the words of that line, and nothing is added:
 * no `-e`. Any other body, one with a blank line before its `#!` included, runs under Jenkins' shell with `-xe`.
 * Source: Jenkins core, hudson.tasks.Shell and CommandInterpreter.
 *
 * @param shell Jenkins' shell executable, default `/bin/sh`.
 * @returns nothing for a body without a character: the step does nothing.
 */
export function scriptStep(body: string, shell: string, at: Element): ScriptStep | undefined {
  const script = scriptOf(body, shell);
  return script === undefined ? undefined : { kind: 'script', at: at.at, ...script };
}

type Script = Pick<ScriptStep, 'name' | 'body' | 'command' | 'extension'>;

/** Shell → body → what becomes of it. Thousands of steps have a few hundred bodies. */
const known = new Map<string, Map<string, Script | null>>();

function scriptOf(body: string, shell: string): Script | undefined {
  let ofShell = known.get(shell);
  if (ofShell === undefined) known.set(shell, (ofShell = new Map<string, Script | null>()));
  let script = ofShell.get(body);
  if (script === undefined) ofShell.set(body, (script = newScript(body, shell) ?? null));
  return script ?? undefined;
}

function newScript(body: string, shell: string): Script | undefined {
  // Jenkins takes away every CR that stands before an LF, however many there are.
  const text = body.includes('\r') ? body.replaceAll(/\r+\n/g, '\n') : body;
  if (text.trim() === '') return undefined;
  const command = interpreterOf(text) ?? [shell, '-xe'];
  const extension = extensionOf(command);
  return { name: scriptName(text, extension), body: text, command, extension };
}

/** The words of a `#!` line, the path of the interpreter first; `undefined` without one. */
export function interpreterOf(body: string): string[] | undefined {
  if (!body.startsWith('#!')) return undefined;
  const end = body.indexOf('\n');
  const words = tokenize(body.slice(2, end < 0 ? undefined : end).trim());
  return words.length === 0 ? undefined : words;
}

/** Ending of a file for an interpreter, `script` where it says nothing. */
export function extensionOf(command: readonly string[]): string {
  for (const word of command) {
    const name = baseName(word);
    if (name === 'env' || name.startsWith('-') || name.includes('=')) continue;
    return EXTENSIONS[name] ?? EXTENSIONS[name.replace(/[\d.]+$/, '')] ?? 'script';
  }
  return 'script';
}

/** Last part of a path, for Windows paths too; `.exe` is left out. */
function baseName(path: string): string {
  return path
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\.exe$/i, '');
}
