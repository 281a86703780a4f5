import type {
  AndOr,
  Command,
  CommandArgument,
  CommandNode,
  If,
  Redirection,
  Statement,
  TestExpression,
  Word,
} from 'unbash';
import type { Value } from '../../model/value.js';
import { plainText } from './syntax.js';
import { shellWord } from './shell-word.js';
import type { ShellContext } from './shell-context.js';
import { Unproven } from './unproven.js';

/**
 * A statement that ends the script with a failure unless a directory exists:
 * `if [ ! -d DIR ]; then echo MESSAGE; exit 1; fi`, `[ -d DIR ] || exit 1`, `test -d DIR || { echo MESSAGE; exit 1; }`.
 *
 * @returns the directory; `undefined` for any other statement
 * @throws Unproven where it is such a check, of a directory nobody can name beforehand
 */
export function requiredDirectory(statement: Statement, context: ShellContext): Value | undefined {
  if (statement.background === true) return undefined;
  const { command } = statement;
  if (command.type === 'If') return fromIf(command, context);
  if (command.type === 'AndOr') return fromOr(command, context);
  // With `set -e` a failing test is the end by itself.
  if (context.options.errexit && command.type !== 'Pipeline' && isTest(command))
    return testedDirectory(command, false, context);
  return undefined;
}

function fromIf(node: If, context: ShellContext): Value | undefined {
  const [test, ...others] = node.clause.commands;
  if (node.elif.length > 0 || node.else !== undefined || others.length > 0 || !endsInFailure(node.then.commands)) {
    return undefined;
  }
  if (test === undefined || test.background === true) return undefined;
  const { command } = test;
  if (command.type === 'Pipeline') {
    const isNegated = command.prefixes.length === 1 && command.prefixes[0]?.type === 'Negation';
    const [only, ...more] = command.commands;
    if (!isNegated || only === undefined || more.length > 0 || !isTest(only)) return undefined;
    return testedDirectory(only, false, context);
  }
  return command.type !== 'AndOr' && isTest(command) ? testedDirectory(command, true, context) : undefined;
}

function fromOr(node: AndOr, context: ShellContext): Value | undefined {
  const [test, otherwise, ...more] = node.commands;
  if (test === undefined || otherwise === undefined || more.length > 0 || node.operators[0] !== '||') return undefined;
  if (test.type === 'Pipeline' || otherwise.type === 'Pipeline' || !isTest(test)) return undefined;
  const ends = otherwise.type === 'BraceGroup' ? endsInFailure(otherwise.body.commands) : isExitWithFailure(otherwise);
  return ends ? testedDirectory(test, false, context) : undefined;
}

/** `echo` and `printf` of plain text, then `exit N` with N from 1 to 255. */
function endsInFailure(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (last === undefined || !isCommandStatement(last) || !isExitWithFailure(last.command)) return false;
  return statements.slice(0, -1).every((statement) => isCommandStatement(statement) && isMessage(statement.command));
}

function isCommandStatement(statement: Statement): statement is Statement & { command: Command } {
  return statement.background !== true && statement.command.type === 'Command';
}

function isExitWithFailure(node: CommandNode): boolean {
  if (node.type !== 'Command' || node.prefix.length > 0) return false;
  const [code, ...more] = node.suffix;
  if (plainText(node.name) !== 'exit' || code === undefined || more.length > 0) return false;
  const status = Number(plainText(code));
  return Number.isInteger(status) && status >= 1 && status <= 255;
}

function isMessage(command: Command): boolean {
  const name = plainText(command.name);
  if ((name !== 'echo' && name !== 'printf') || command.prefix.length > 0) return false;
  return command.suffix.every((argument) =>
    argument.type === 'Word' ? isHarmless(argument) : isToStandardError(argument),
  );
}

/** Expanding it neither runs nor changes anything. */
function isHarmless(word: Word): boolean {
  return (word.parts ?? []).every((part) =>
    part.type === 'DoubleQuoted'
      ? part.parts.every((child) => child.type === 'Literal' || child.type === 'SimpleExpansion')
      : part.type === 'Literal' ||
        part.type === 'SingleQuoted' ||
        part.type === 'SimpleExpansion' ||
        part.type === 'Glob',
  );
}

/** `>&2`, `1>&2`. */
export function isToStandardError(redirect: Redirection | CommandArgument): boolean {
  if (redirect.type !== 'Redirect' || redirect.operator !== '>&' || plainText(redirect.target) !== '2') return false;
  const { descriptor } = redirect;
  return descriptor === undefined || (descriptor.type === 'FileDescriptor' && descriptor.value === 1);
}

function isTest(node: CommandNode): boolean {
  if (node.type === 'TestCommand') return true;
  const name = node.type === 'Command' ? plainText(node.name) : undefined;
  return name === '[' || name === 'test';
}

/** The directory of `[ -d DIR ]`, or with `negated` of `[ ! -d DIR ]`. */
function testedDirectory(node: CommandNode, negated: boolean, context: ShellContext): Value | undefined {
  const words = testWords(node, context);
  if (words === undefined) return undefined;
  const [operator, directory, ...more] = negated && words[0]?.value === '!' ? words.slice(1) : words;
  if (negated !== (words[0]?.value === '!') || plainText(operator) !== '-d') return undefined;
  if (directory === undefined || more.length > 0) return undefined;
  const word = shellWord(directory, context);
  if (word.vanishesWhenEmpty) throw new Unproven(`the test of ${directory.text}`);
  return word.value;
}

/** The words between the brackets. */
function testWords(node: CommandNode, context: ShellContext): readonly Word[] | undefined {
  if (node.type === 'TestCommand') {
    return context.dialect === 'bash' ? conditionWords(node.expression) : undefined;
  }
  if (node.type !== 'Command' || node.prefix.length > 0) return undefined;
  const words = node.suffix.filter((argument) => argument.type === 'Word');
  if (words.length < node.suffix.length) return undefined;
  if (plainText(node.name) === 'test') return words;
  return plainText(words.at(-1)) === ']' ? words.slice(0, -1) : undefined;
}

/** `[[ ]]` has a tree of its own; told as the words of `[ ]`. Its words are not split, but neither are quoted ones. */
function conditionWords(expression: TestExpression): readonly Word[] | undefined {
  if (expression.type === 'TestNot' && expression.negations.length === 1 && expression.operand.type === 'TestUnary') {
    return [literal('!'), ...(conditionWords(expression.operand) ?? [])];
  }
  return expression.type === 'TestUnary' ? [literal(expression.operator), expression.operand] : undefined;
}

function literal(text: string): Word {
  return { type: 'Word', text, value: text, pos: 0, end: 0 };
}
