import { jinja, jinjaString, jinjaText, type Template } from '../../model/value.js';

/** A piece of a text with variables: literal text, or the name of a variable and how it was written. */
export type Piece = { readonly text: string } | { readonly name: string; readonly written: string };

const MACRO = /\$(?:(\w+)|\{([\w.]+)\}|(\$))/g;

/**
 * Splits a text at its variables: `$NAME`, `${NAME}`; `$$` is a dollar. A dollar before anything else is itself.
 * Source: Jenkins core, Util.replaceMacro.
 */
export function macroPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(MACRO)) {
    addText(pieces, text.slice(from, match.index));
    const name = match[1] ?? match[2];
    if (name === undefined) addText(pieces, '$');
    else pieces.push({ name, written: match[0] });
    from = match.index + match[0].length;
  }
  addText(pieces, text.slice(from));
  return pieces;
}

function addText(pieces: Piece[], text: string): void {
  const last = pieces.at(-1);
  if (text === '') return;
  if (last !== undefined && 'text' in last) pieces[pieces.length - 1] = { text: last.text + text };
  else pieces.push({ text });
}

/** Variables that every converted build has, whatever started it (role `jenkins-environment`). */
export const ALWAYS_SET: ReadonlySet<string> = new Set([
  'BASE_LOG_PATH',
  'BUILD_DISPLAY_NAME',
  'BUILD_ID',
  'BUILD_NUMBER',
  'BUILD_TAG',
  'BUILD_URL',
  'EXECUTOR_NUMBER',
  'HOME',
  'JOB_BASE_NAME',
  'JOB_NAME',
  'JOB_URL',
  'LOG_PATH',
  'NODE_LABELS',
  'NODE_NAME',
  'WORKSPACE',
  'ZUUL_PIPELINE',
  'ZUUL_PROJECT',
  'ZUUL_URL',
  'ZUUL_UUID',
  'ZUUL_VOTING',
]);

/** Jinja for a variable of the build: `jenkins_env.NAME`. */
export function variable(name: string): string {
  return /^[A-Z_][A-Z0-9_]*$/.test(name) ? `jenkins_env.${name}` : `jenkins_env[${jinjaString(name)}]`;
}

/** What stands for a variable: text, a template, or nothing if it is the build's own. */
export type Lookup = (name: string) => string | Template | undefined;

const NOTHING: Lookup = () => undefined;

/**
 * A text with Jenkins variables as a value: a plain string where it has none, else a template. A variable that the build does
 * not have stays as it is written, as in Jenkins (EnvVars.expand).
 *
 * @param lookup Values that hide the variables of the build.
 */
export function expandMacros(text: string, lookup: Lookup = NOTHING): string | Template {
  if (!text.includes('$')) return text;
  let isTemplate = false;
  let literal = '';
  let template = '';
  for (const piece of macroPieces(text)) {
    const found = 'text' in piece ? piece.text : (lookup(piece.name) ?? ownVariable(piece.name, piece.written));
    if (typeof found === 'string') {
      literal += found;
      template += jinjaText(found);
    } else {
      isTemplate = true;
      template += found.jinja;
    }
  }
  return isTemplate ? jinja(template) : literal;
}

function ownVariable(name: string, written: string): Template {
  const otherwise = ALWAYS_SET.has(name) ? '' : ` | default(${jinjaString(written)})`;
  return jinja(`{{ ${variable(name)}${otherwise} }}`);
}
