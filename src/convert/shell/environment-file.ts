import type { AndOr, Command, PipelineNode, ProcessSubstitutionPart, Word } from 'unbash';
import { argumentsOf, fixedText, plainText } from './syntax.js';
import { isName } from './shell-variables.js';
import { Unproven } from './unproven.js';

/**
 * Reads `<(set +x; /usr/bin/env | egrep -v '^(A|B)=')`: the environment of the step without some variables.
 *
 * @returns the names left out, in their order
 * @throws Unproven for any other program between the parentheses
 */
export function environmentExclusions(part: ProcessSubstitutionPart): string[] {
  const { script } = part;
  if (part.operator !== '<' || script === undefined || (script.errors ?? []).length > 0) throw unproven(part);
  const statements = script.commands;
  const listing = statements.at(-1);
  if (listing === undefined || statements.some((statement) => statement.background === true)) throw unproven(part);
  const isQuiet = statements.slice(0, -1).every(({ command }) => command.type === 'Command' && isTracing(command));
  if (!isQuiet) throw unproven(part);

  const [first, ...filters] = stages(listing.command, part);
  if (first === undefined || !isEnvironment(first)) throw unproven(part);
  return [...new Set(filters.flatMap((filter) => excludedBy(filter, part)))];
}

/** The commands of a pipe, or the one command there is. */
function stages(node: PipelineNode | AndOr, part: ProcessSubstitutionPart): Command[] {
  if (node.type === 'Command') return [node];
  if (node.type !== 'Pipeline' || node.prefixes.length > 0 || node.operators.includes('|&')) throw unproven(part);
  return node.commands.map((command) => (command.type === 'Command' ? command : refuse(part)));
}

/** `set -x`, `set +x`: nothing but what the console shows. */
function isTracing(command: Command): boolean {
  const [option, ...more] = argumentsOf(command);
  return plainText(command.name) === 'set' && more.length === 0 && ['-x', '+x'].includes(plainText(option) ?? '');
}

function isEnvironment(command: Command): boolean {
  const name = plainText(command.name) ?? '';
  return ['env', 'printenv'].includes(program(name)) && argumentsOf(command).length === 0;
}

/** Names that `grep -v PATTERN` takes out of a list of `NAME=value`. */
function excludedBy(command: Command, part: ProcessSubstitutionPart): string[] {
  const name = program(plainText(command.name) ?? '');
  let isExtended = name === 'egrep';
  let isInverted = false;
  const patterns: string[] = [];
  if (name !== 'grep' && name !== 'egrep') throw unproven(part);

  const words = argumentsOf(command).map((word) => textOf(word, part));
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as string;
    if (!word.startsWith('-') || word.length < 2) {
      if (patterns.length > 0) throw unproven(part);
      patterns.push(word);
      continue;
    }
    for (const [at, letter] of [...word.slice(1)].entries()) {
      if (letter === 'E') isExtended = true;
      else if (letter === 'v') isInverted = true;
      else if (letter === 'e' && at === word.length - 2 && index + 1 < words.length)
        patterns.push(words[++index] as string);
      else throw unproven(part);
    }
  }
  if (!isInverted || patterns.length === 0) throw unproven(part);
  return patterns.flatMap((pattern) => namesOf(pattern, isExtended) ?? refuse(part));
}

/** `^NAME=`, and in extended syntax `^(NAME|NAME)=`. */
function namesOf(pattern: string, isExtended: boolean): string[] | undefined {
  if (!pattern.startsWith('^') || !pattern.endsWith('=')) return undefined;
  const inner = pattern.slice(1, -1);
  const isGroup = isExtended && inner.startsWith('(') && inner.endsWith(')');
  const names = isGroup ? inner.slice(1, -1).split('|') : [inner];
  return names.every(isName) ? names : undefined;
}

function textOf(word: Word, part: ProcessSubstitutionPart): string {
  return fixedText(word) ?? refuse(part);
}

function program(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function refuse(part: ProcessSubstitutionPart): never {
  throw unproven(part);
}

function unproven(part: ProcessSubstitutionPart): Unproven {
  return new Unproven(`an environment made by ${part.text}`);
}
