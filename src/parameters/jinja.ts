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

/** An expression, ready to be asked. What is not needed is not looked at, as in Jinja. */
type Ask = (names: JinjaMap, depth: number) => JinjaValue;

const TOKENS = /\s*(?:('(?:[^'\\]|\\.)*')|(-?\d+)|([A-Za-z_]\w*)|(==|!=|[()[\].,:|~*]))/y;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const known = new Map<string, Ask>();

function evaluate(source: string, names: JinjaMap, depth: number): JinjaValue {
  let ask = known.get(source);
  if (ask === undefined) {
    const reader: Reader = { tokens: tokensOf(source), at: 0 };
    ask = conditional(reader);
    if (reader.at < reader.tokens.length) throw new NotUnderstood(source.trim());
    known.set(source, ask);
  }
  return ask(names, depth);
}

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  const text = source.trimEnd();
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const match = TOKENS.exec(text);
    if (match === null) throw new NotUnderstood(source.trim());
    tokens.push(match[0].trim());
  }
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

function conditional(reader: Reader): Ask {
  const then = comparison(reader);
  if (!take(reader, 'if')) return then;
  const condition = comparison(reader);
  need(reader, 'else');
  const otherwise = conditional(reader);
  return (...to) => (isTrue(condition(...to)) ? then(...to) : otherwise(...to));
}

function isTrue(value: JinjaValue): boolean {
  return !(value === undefined || value === null || value === '' || value === 0 || value === false);
}

function comparison(reader: Reader): Ask {
  const left = joined(reader);
  if (take(reader, '==')) return equality(left, joined(reader), true);
  if (take(reader, '!=')) return equality(left, joined(reader), false);
  if (take(reader, 'in')) return membership(left, joined(reader));
  if (!take(reader, 'is')) return left;
  const negated = take(reader, 'not');
  const test = testOf(reader, left);
  return (...to) => negated !== test(...to);
}

function equality(left: Ask, right: Ask, wanted: boolean): Ask {
  return (...to) => (left(...to) === right(...to)) === wanted;
}

function membership(left: Ask, right: Ask): Ask {
  return (...to) => {
    const whole = right(...to);
    return Array.isArray(whole) ? whole.includes(left(...to)) : textOf(whole).includes(textOf(left(...to)));
  };
}

function testOf(reader: Reader, value: Ask): Ask {
  if (take(reader, 'defined')) return (...to) => value(...to) !== undefined;
  const use = take(reader, 'match') ? 'match' : take(reader, 'search') ? 'search' : undefined;
  if (use === undefined) throw new NotUnderstood(reader.tokens.join(' '));
  need(reader, '(');
  const pattern = conditional(reader);
  need(reader, ')');
  return (...to) => evaluatePython(textOf(pattern(...to)), textOf(value(...to)), use);
}

function joined(reader: Reader): Ask {
  const parts = [filtered(reader)];
  while (take(reader, '~')) parts.push(filtered(reader));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : (...to) => parts.map((part) => textOf(part(...to))).join('');
}

function filtered(reader: Reader): Ask {
  let value = repeated(reader);
  while (take(reader, '|')) {
    const name = reader.tokens[reader.at++] ?? '';
    value = filterOf(name, value, take(reader, '(') ? listUntil(reader, ')') : []);
  }
  return value;
}

function repeated(reader: Reader): Ask {
  const value = postfix(reader);
  if (!take(reader, '*')) return value;
  const count = postfix(reader);
  return (...to) => textOf(value(...to)).repeat(Number(count(...to)));
}

function filterOf(name: string, value: Ask, given: readonly Ask[]): Ask {
  const text = (index: number, ...to: Parameters<Ask>): string => textOf(given[index]?.(...to));
  switch (name) {
    case 'default':
      return (...to) => {
        const found = value(...to);
        return found === undefined ? given[0]?.(...to) : found;
      };
    case 'string':
      return (...to) => textOf(value(...to));
    case 'replace':
      return (...to) => textOf(value(...to)).replaceAll(text(0, ...to), text(1, ...to));
    case 'regex_replace':
      return (...to) => textOf(value(...to)).replace(new RegExp(text(0, ...to), 'g'), text(1, ...to));
    default:
      throw new NotUnderstood(`the filter ${name}`);
  }
}

function listUntil(reader: Reader, end: string): Ask[] {
  const values: Ask[] = [];
  while (!take(reader, end)) {
    values.push(conditional(reader));
    if (!take(reader, ',') && reader.tokens[reader.at] !== end) throw new NotUnderstood(reader.tokens.join(' '));
  }
  return values;
}

function postfix(reader: Reader): Ask {
  let value = primary(reader);
  for (;;) {
    if (take(reader, '.')) {
      const name = reader.tokens[reader.at++] ?? '';
      value = take(reader, '(') ? methodOf(name, value, listUntil(reader, ')')) : memberOf(value, name);
    } else if (take(reader, '[')) value = sliceOf(reader, value);
    else return value;
  }
}

function memberOf(value: Ask, name: string): Ask {
  return (...to) => {
    const map = value(...to);
    return typeof map === 'object' && map !== null && !Array.isArray(map) ? (map as JinjaMap)[name] : undefined;
  };
}

function methodOf(name: string, value: Ask, given: readonly Ask[]): Ask {
  const first = (...to: Parameters<Ask>): string => textOf(given[0]?.(...to));
  if (name === 'startswith') return (...to) => textOf(value(...to)).startsWith(first(...to));
  if (name === 'endswith') return (...to) => textOf(value(...to)).endsWith(first(...to));
  throw new NotUnderstood(`the method ${name}`);
}

function sliceOf(reader: Reader, value: Ask): Ask {
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
  return (...asked) => textOf(value(...asked)).slice(from, to);
}

function primary(reader: Reader): Ask {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw new NotUnderstood(reader.tokens.join(' '));
  if (token.startsWith("'")) return constantly(unquoted(token));
  if (/^-?\d+$/.test(token)) return constantly(Number(token));
  if (token === '(') {
    const value = conditional(reader);
    need(reader, ')');
    return value;
  }
  if (token === '[') {
    const values = listUntil(reader, ']');
    return (...to) => values.map((value) => value(...to));
  }
  if (!/^[A-Za-z_]/.test(token)) throw new NotUnderstood(reader.tokens.join(' '));
  return (names, depth) => {
    const value = Object.hasOwn(names, token) ? names[token] : undefined;
    // A variable may be a template itself.
    return typeof value === 'string' && value.includes('{{') ? renderJinja(value, names, depth + 1) : value;
  };
}

function constantly(value: JinjaValue): Ask {
  return () => value;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquoted(token: string): string {
  return token.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);
}
