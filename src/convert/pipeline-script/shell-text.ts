import { parse } from 'unbash';
import { jinja, type Value } from '../../model/value.js';
import type { Span } from '../../read/jenkinsfile/syntax.js';
import { ALWAYS_SET } from '../elements/macros.js';
import type { Context, Part, Parts } from './context.js';
import { literalOf, resolved } from './values.js';

/** A script with the variables it needs beside those of the build. */
export interface ShellText {
  readonly body: string;
  readonly environment: Readonly<Record<string, Value>>;
}

/** Values that mean themselves wherever they stand in a script. */
const PLAIN = /^[\w./:@%+,=-]*$/;

/**
 * The text of a script with what Groovy put into it. Jenkins put values into the text before the shell read it; here the
 * shell reads them from its environment, which is the same unless they hold quotes or operators. A literal value is put in
 * as it is.
 *
 * @returns nothing where the shell would not put a value in: in a quoted here-document.
 */
export function shellText(parts: Parts, at: Span, context: Context): ShellText | undefined {
  const environment: Record<string, Value> = {};
  const insertions: { readonly from: number; readonly written: string }[] = [];
  let body = '';
  const unsure = new Set<string>();
  for (const part of parts) {
    if (typeof part === 'string') {
      body += part;
      continue;
    }
    const name = 'variable' in part ? part.variable : bind(part.jinja, environment);
    const written = `\${${name}}`;
    insertions.push({ from: body.length, written });
    body += written;
    if (!isPlain(part, context)) unsure.add(name);
  }
  if (insertions.length === 0) return { body, environment };
  const opened = openQuotes(body, insertions);
  if (opened === undefined) return undefined;
  if (unsure.size > 0) context.raise.approximated('inserted', at, `(${[...unsure].join(', ')})`);
  return { body: opened, environment };
}

function bind(code: string, environment: Record<string, Value>): string {
  const template = jinja(`{{ ${code} }}`);
  const known = Object.entries(environment).find(([, value]) => (value as { jinja: string }).jinja === template.jinja);
  if (known !== undefined) return known[0];
  const name = `PIPELINE_VALUE_${String(Object.keys(environment).length + 1)}`;
  environment[name] = template;
  return name;
}

/** Whether a value is known to hold nothing that a shell reads. */
function isPlain(part: Exclude<Part, string>, context: Context): boolean {
  if ('jinja' in part) return false;
  if (ALWAYS_SET.has(part.variable) || /^GIT_(COMMIT|BRANCH)$/.test(part.variable)) return true;
  const preset = context.gathered.environment[part.variable];
  if (preset !== undefined) return PLAIN.test(preset);
  const parts = context.variables.get(part.variable);
  if (parts === undefined) return false;
  const text = literalOf(resolved(parts, context).filter((one) => typeof one === 'string' || !isBuildVariable(one)));
  return text !== undefined && PLAIN.test(text);
}

function isBuildVariable(part: Exclude<Part, string>): boolean {
  return 'jinja' in part && ALWAYS_SET.has(part.jinja.replace(/^jenkins_env\./, ''));
}

/** A variable between single quotes: the quotes are closed before it and opened again behind it. */
function openQuotes(
  body: string,
  insertions: readonly { readonly from: number; readonly written: string }[],
): string | undefined {
  if (!/['\\]/.test(body)) return body;
  const spans = quotedSpans(body);
  if (spans === undefined) return undefined;
  let out = '';
  let taken = 0;
  for (const { from, written } of insertions) {
    const around = spans.find((span) => span.from <= from && from < span.to);
    if (around?.kind === 'HereDoc' || around?.kind === 'AnsiCQuoted') return undefined;
    out += body.slice(taken, from) + (around === undefined ? written : `'"${written}"'`);
    taken = from + written.length;
  }
  return out + body.slice(taken);
}

interface Quoted {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** Where the shell puts nothing in; `undefined` if the script is not read. */
function quotedSpans(body: string): Quoted[] | undefined {
  const script = parse(body);
  if ((script.errors?.length ?? 0) > 0) return undefined;
  const spans: Quoted[] = [];
  const open: unknown[] = [JSON.parse(JSON.stringify(script))];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { type, pos, end } = node as { type?: string; pos?: number; end?: number };
    if ((type === 'SingleQuoted' || type === 'AnsiCQuoted') && pos !== undefined && end !== undefined) {
      spans.push({ kind: type, from: pos, to: end });
    }
    const { delimiter, body: text } = node as { delimiter?: { quoted?: boolean }; body?: { pos: number; end: number } };
    if (type === 'HereDoc' && delimiter?.quoted === true && text !== undefined) {
      spans.push({ kind: 'HereDoc', from: text.pos, to: text.end });
    }
    for (const value of Object.values(node)) if (typeof value === 'object') open.push(value);
  }
  return spans;
}

/** A text as one word of a shell, with variables put in. */
export function shellQuoted(parts: Parts, environment: Record<string, Value>): string {
  const literalText = literalOf(parts);
  if (literalText !== undefined)
    return PLAIN.test(literalText) && literalText !== '' ? literalText : `'${literalText.replaceAll("'", "'\\''")}'`;
  const inner = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll(/["\\`$]/g, '\\$&');
    return `\${${'variable' in part ? part.variable : bind(part.jinja, environment)}}`;
  });
  return `"${inner.join('')}"`;
}
