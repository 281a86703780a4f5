import { evaluatePython } from '../regex/evaluate-python.js';

/** What an expression can come to. `undefined`: nothing of that name is there. */
export type JinjaValue = string | number | boolean | null | undefined | readonly JinjaValue[] | JinjaMap;

export interface JinjaMap {
  readonly [name: string]: JinjaValue;
}

/** An expression that this program never writes, and so cannot judge. */
export class NotUnderstood extends Error {}

const DEEPEST = 20;

/**
 * What Ansible makes of a text with expressions of Jinja, as far as values of parameters need it: names, conditional
 * expressions, comparisons, the tests match, search and defined, and a few filters and methods.
 *
 * @throws NotUnderstood for everything else.
 */
export function renderJinja(text: string, names: JinjaMap, depth = 0): string {
  if (depth > DEEPEST) throw new NotUnderstood(`${text} refers to itself`);
  return text.replace(/\{\{(.*?)\}\}/gs, (_, inner: string) => textOf(evaluate(inner, names, depth)));
}

function textOf(value: JinjaValue): string {
  if (value === undefined) throw new NotUnderstood('it uses a variable that is not there');
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return '';
  if (typeof value === 'object') throw new NotUnderstood('it comes to a list or a mapping');
  return String(value);
}

const TOKENS = /\s*(?:('(?:[^'\\]|\\.)*')|(-?\d+)|([A-Za-z_]\w*)|(==|!=|[()[\].,:|~*]))/y;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  readonly names: JinjaMap;
  readonly depth: number;
}

function evaluate(source: string, names: JinjaMap, depth: number): JinjaValue {
  const reader: Reader = { tokens: tokensOf(source), at: 0, names, depth };
  const value = conditional(reader);
  if (reader.at < reader.tokens.length) throw new NotUnderstood(source.trim());
  return value;
}

const known = new Map<string, readonly string[]>();

function tokensOf(source: string): readonly string[] {
  const found = known.get(source);
  if (found !== undefined) return found;
  const tokens: string[] = [];
  const text = source.trimEnd();
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const match = TOKENS.exec(text);
    if (match === null) throw new NotUnderstood(source.trim());
    tokens.push(match[0].trim());
  }
  known.set(source, tokens);
  return tokens;
}

function take(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at += 1;
  return true;
}

function need(reader: Reader, token: string): void {
  if (!take(reader, token)) throw new NotUnderstood(`${reader.tokens.join(' ')}: ${token} was expected`);
}

function conditional(reader: Reader): JinjaValue {
  const then = comparison(reader);
  if (!take(reader, 'if')) return then;
  const condition = isTrue(comparison(reader));
  need(reader, 'else');
  const otherwise = conditional(reader);
  return condition ? then : otherwise;
}

function isTrue(value: JinjaValue): boolean {
  return !(value === undefined || value === null || value === '' || value === 0 || value === false);
}

function comparison(reader: Reader): JinjaValue {
  const left = joined(reader);
  if (take(reader, '==')) return left === joined(reader);
  if (take(reader, '!=')) return left !== joined(reader);
  if (take(reader, 'in')) {
    const right = joined(reader);
    return Array.isArray(right) ? right.includes(left) : textOf(right).includes(textOf(left));
  }
  if (!take(reader, 'is')) return left;
  const negated = take(reader, 'not');
  return negated !== testOf(reader, left);
}

function testOf(reader: Reader, value: JinjaValue): boolean {
  if (take(reader, 'defined')) return value !== undefined;
  const use = take(reader, 'match') ? 'match' : take(reader, 'search') ? 'search' : undefined;
  if (use === undefined) throw new NotUnderstood(reader.tokens.join(' '));
  need(reader, '(');
  const pattern = textOf(conditional(reader));
  need(reader, ')');
  return evaluatePython(pattern, textOf(value), use);
}

function joined(reader: Reader): JinjaValue {
  let value = filtered(reader);
  while (take(reader, '~')) value = textOf(value) + textOf(filtered(reader));
  return value;
}

function filtered(reader: Reader): JinjaValue {
  let value = postfix(reader);
  if (take(reader, '*')) value = textOf(value).repeat(Number(postfix(reader)));
  while (take(reader, '|')) {
    const name = reader.tokens[reader.at++] ?? '';
    value = filterOf(name, value, take(reader, '(') ? listUntil(reader, ')') : []);
  }
  return value;
}

function filterOf(name: string, value: JinjaValue, given: readonly JinjaValue[]): JinjaValue {
  const [first, second] = given;
  switch (name) {
    case 'default':
      return value === undefined ? first : value;
    case 'string':
      return textOf(value);
    case 'replace':
      return textOf(value).replaceAll(textOf(first), textOf(second));
    case 'regex_replace':
      return textOf(value).replace(new RegExp(textOf(first), 'g'), textOf(second));
    default:
      throw new NotUnderstood(`the filter ${name}`);
  }
}

function listUntil(reader: Reader, end: string): JinjaValue[] {
  const values: JinjaValue[] = [];
  while (!take(reader, end)) {
    values.push(conditional(reader));
    if (!take(reader, ',') && reader.tokens[reader.at] !== end) throw new NotUnderstood(reader.tokens.join(' '));
  }
  return values;
}

function postfix(reader: Reader): JinjaValue {
  let value = primary(reader);
  for (;;) {
    if (take(reader, '.')) {
      const name = reader.tokens[reader.at++] ?? '';
      value = take(reader, '(') ? methodOf(name, value, listUntil(reader, ')')) : memberOf(value, name);
    } else if (take(reader, '[')) value = sliceOf(reader, value);
    else return value;
  }
}

function memberOf(value: JinjaValue, name: string): JinjaValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JinjaMap)[name] : undefined;
}

function methodOf(name: string, value: JinjaValue, [first]: readonly JinjaValue[]): JinjaValue {
  if (name === 'startswith') return textOf(value).startsWith(textOf(first));
  if (name === 'endswith') return textOf(value).endsWith(textOf(first));
  throw new NotUnderstood(`the method ${name}`);
}

function sliceOf(reader: Reader, value: JinjaValue): JinjaValue {
  const number = (): number | undefined => {
    const token = reader.tokens[reader.at] ?? '';
    if (!/^-?\d+$/.test(token)) return undefined;
    reader.at += 1;
    return Number(token);
  };
  const from = number();
  need(reader, ':');
  const to = number();
  need(reader, ']');
  return textOf(value).slice(from, to);
}

function primary(reader: Reader): JinjaValue {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw new NotUnderstood(reader.tokens.join(' '));
  if (token.startsWith("'")) return unquoted(token);
  if (/^-?\d+$/.test(token)) return Number(token);
  if (token === '(') {
    const value = conditional(reader);
    need(reader, ')');
    return value;
  }
  if (token === '[') return listUntil(reader, ']');
  if (!/^[A-Za-z_]/.test(token)) throw new NotUnderstood(reader.tokens.join(' '));
  const value = Object.hasOwn(reader.names, token) ? reader.names[token] : undefined;
  // A variable may be a template itself.
  return typeof value === 'string' && value.includes('{{') ? renderJinja(value, reader.names, reader.depth + 1) : value;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquoted(token: string): string {
  return token.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);
}
