import type {
  ParameterDefaultOperation,
  ParameterExpansionPart,
  ParameterReplaceOperation,
  SimpleExpansionPart,
  Word,
} from 'unbash';
import { templateString, wordExpression, type Expression, type Piece } from './jinja-value.js';
import {
  isName,
  isNeverEmpty,
  isShellsOwn,
  keyOf,
  mayLookLikeData,
  staysOneWord,
  variableExpression,
} from './shell-variables.js';
import type { ShellContext } from './shell-context.js';
import { Unproven } from './unproven.js';

/** Characters that mean themselves in every pattern of the shell, and in its replacement. */
const LITERAL_CHARACTERS = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.:,@=');

/** Where an expansion stands. */
export interface ExpansionContext extends ShellContext {
  readonly quoted: boolean;
}

/** `$NAME`. */
export function simpleExpansion(part: SimpleExpansionPart, context: ExpansionContext): Expression {
  return variable(part.text.slice(1), part.text, context);
}

/**
 * `${NAME}`, and of the operations those that Jinja says as exactly: `:-`, `-`, `:+`, `+`, `/`, `//`.
 * Bash manual, "Shell Parameter Expansion".
 *
 * @throws Unproven for all others
 */
export function parameterExpansion(part: ParameterExpansionPart, context: ExpansionContext): Expression {
  if (part.prefix !== undefined || part.index !== undefined) throw new Unproven(`the expansion ${part.text}`);
  const { operation } = part;
  if (operation === undefined) return variable(part.parameter, part.text, context);
  if (operation.type === 'Default') return withDefault(part, operation, context);
  if (operation.type === 'Replace') return withReplacement(part, operation, context);
  throw new Unproven(`the expansion ${part.text}`);
}

function variable(name: string, text: string, context: ExpansionContext): Expression {
  const code = nameExpression(name, text, context);
  const mayBeEmpty = !isNeverEmpty(name) || !context.plain.has(name);
  const mayLook = mayLookLikeData(name, context.plain);
  // Without `set -u` an unset variable is empty; with it the template fails as the shell does.
  const isSet = context.options.nounset || !mayBeEmpty;
  return { code: isSet ? code : `${code} | default('')`, mayBeEmpty, mayLookLikeData: mayLook };
}

function nameExpression(name: string, text: string, context: ExpansionContext): string {
  if (!isName(name)) throw new Unproven(`the shell's own ${text}`);
  const source = context.sources.get(keyOf(name, context.sources));
  if (isShellsOwn(name) && source === undefined) throw new Unproven(`${text}, which the shell or the node sets`);
  // The arguments of a command stand in the logs of a build.
  if (source === 'jenkins_secret_environment')
    throw new Unproven(`the value of the secret ${text} on the command line`);
  if (!context.quoted && !context.plain.has(name)) {
    throw new Unproven(`${text} without quotes: its value may become several words`);
  }
  return variableExpression(name, context.sources);
}

function withDefault(
  part: ParameterExpansionPart,
  { operator, operand }: ParameterDefaultOperation,
  context: ExpansionContext,
): Expression {
  const code = nameExpression(part.parameter, part.text, context);
  const words = operandPieces(operand, part.text, context);
  const other = wordExpression(words);
  const mayLook = mayLookLikeData(part.parameter, context.plain) || words.some((piece) => looksLikeData(piece));
  const mayBeEmpty = words.every((piece) => (typeof piece === 'string' ? piece === '' : piece.mayBeEmpty));
  switch (operator) {
    case ':-':
      return { code: `${code} | default(${other}, true)`, mayBeEmpty, mayLookLikeData: mayLook };
    case '-':
      return { code: `${code} | default(${other})`, mayBeEmpty: true, mayLookLikeData: mayLook };
    case ':+':
      return { code: `(${other} if ${code} | default('') else '')`, mayBeEmpty: true, mayLookLikeData: mayLook };
    case '+':
      return { code: `(${other} if ${code} is defined else '')`, mayBeEmpty: true, mayLookLikeData: mayLook };
    default:
      throw new Unproven(`the expansion ${part.text}`);
  }
}

function withReplacement(
  part: ParameterExpansionPart,
  { operator, pattern, replacement }: ParameterReplaceOperation,
  context: ExpansionContext,
): Expression {
  if (context.dialect !== 'bash') throw new Unproven(`${part.text}, which /bin/sh may not know`);
  const from = literalOperand(pattern, part.text);
  const to = literalOperand(replacement, part.text);
  // An empty pattern replaces nothing.
  if (from === '' || (operator !== '/' && operator !== '//')) {
    throw new Unproven(`the expansion ${part.text}`);
  }
  if (!context.quoted && to !== '' && !staysOneWord(to)) throw new Unproven(`${part.text} without quotes`);
  const base = variable(part.parameter, part.text, context);
  const count = operator === '/' ? ', 1' : '';
  const code = `${base.code} | replace(${templateString(from)}, ${templateString(to)}${count})`;
  return { code, mayBeEmpty: base.mayBeEmpty || to === '', mayLookLikeData: true };
}

/** A pattern without special characters, or its replacement. */
function literalOperand(word: Word, text: string): string {
  // The slash has to be escaped in a pattern.
  const value = word.text === '\\/' ? '/' : word.text;
  if (word.parts !== undefined || ![...value].every((character) => LITERAL_CHARACTERS.has(character))) {
    throw new Unproven(`the expansion ${text}`);
  }
  return value;
}

/** What stands behind the operator. Backslashes, quotes inside quotes and `~` follow rules of their own: left to the shell. */
function operandPieces(word: Word, text: string, context: ExpansionContext): Piece[] {
  const special = context.quoted ? ['\\', '~', '"'] : ['\\', '~'];
  if (special.some((character) => word.text.includes(character))) {
    throw new Unproven(`the expansion ${text}`);
  }
  if (word.parts === undefined) return [operandLiteral(word.value, text, context)];
  return word.parts.flatMap((part): Piece[] => {
    switch (part.type) {
      case 'Literal':
        return [operandLiteral(part.value, text, context)];
      case 'SingleQuoted':
        if (context.quoted) throw new Unproven(`the expansion ${text}`);
        return [part.value];
      case 'SimpleExpansion':
        return [simpleExpansion(part, context)];
      case 'ParameterExpansion':
        return [parameterExpansion(part, context)];
      default:
        throw new Unproven(`the expansion ${text}`);
    }
  });
}

function operandLiteral(value: string, text: string, context: ExpansionContext): string {
  if (!context.quoted && value !== '' && !staysOneWord(value)) throw new Unproven(`${text} without quotes`);
  if ([...value].some((character) => '<>(){}`!'.includes(character))) throw new Unproven(`the expansion ${text}`);
  return value;
}

function looksLikeData(piece: Piece): boolean {
  return typeof piece === 'string' ? piece.startsWith('{') || piece.startsWith('[') : piece.mayLookLikeData;
}
