import { re2Error } from '../../regex/re2.js';

/** ASCII classes of java.util.regex, as they stand inside brackets. */
const PROPERTIES: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-/:-@\\[-`{-~',
  Blank: ' \\t',
  Space: ' \\t\\n\\x0b\\f\\r',
  XDigit: '0-9a-fA-F',
  ASCII: '\\x00-\\x7f',
};

/**
 * A regular expression of Java in the syntax of Python, which Ansible's tests use.
 *
 * @returns nothing for what only Java knows: possessive quantifiers, atomic groups, intersections and unions of classes,
 *   flags in the middle, Unicode properties.
 */
export function javaToPython(source: string): string | undefined {
  let out = '';
  let inClass = false;
  let index = 0;
  while (index < source.length) {
    const rest = source.slice(index);
    const character = rest[0]!;
    let taken: [length: number, python: string] | undefined = [1, character];
    if (character === '\\') taken = escapeOf(rest, inClass);
    else if (inClass) taken = insideClass(rest);
    else if (rest.startsWith('(?')) taken = groupOf(rest, index);
    else if (/^[*+?}]\+/.test(rest)) taken = undefined;
    if (taken === undefined) return undefined;
    if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    if (character === '[' && /^\[\^?\]/.test(rest)) return undefined;
    out += taken[1];
    index += taken[0];
  }
  return inClass ? undefined : out;
}

type Taken = [length: number, python: string] | undefined;

function escapeOf(rest: string, inClass: boolean): Taken {
  const quoted = /^\\Q([^]*?)(?:\\E|$)/.exec(rest);
  if (quoted !== null) return [quoted[0].length, quoted[1]!.replaceAll(/[^\w]/g, '\\$&')];
  const property = /^\\([pP])\{(\w+)\}/.exec(rest);
  if (property !== null) return propertyOf(property, inClass);
  const reference = /^\\k<(\w+)>/.exec(rest);
  if (reference !== null) return [reference[0].length, `(?P=${reference[1]!})`];
  const next = rest[1];
  if (next === undefined) return undefined;
  if (next === 'z') return [2, '\\Z'];
  if (next === 'Z') return [2, '(?=\\n?\\Z)'];
  if (next === 'h') return inClass ? [2, ' \\t\\xa0'] : [2, '[ \\t\\xa0]'];
  if (next === 'R') return inClass ? undefined : [2, '(?:\\r\\n|[\\n\\r\\x0b\\x0c\\x85])'];
  if (next === 'x' && rest[2] === '{') return undefined;
  return /[a-zA-Z]/.test(next) && !/[dDwWsSbBAtnrfaxu]/.test(next) ? undefined : [2, `\\${next}`];
}

function propertyOf(match: RegExpExecArray, inClass: boolean): Taken {
  const found = PROPERTIES[match[2]!];
  const negated = match[1] === 'P';
  if (found === undefined || (inClass && negated)) return undefined;
  return [match[0].length, inClass ? found : `[${negated ? '^' : ''}${found}]`];
}

function insideClass(rest: string): Taken {
  return rest[0] === '[' || rest.startsWith('&&') ? undefined : [1, rest[0]!];
}

function groupOf(rest: string, index: number): Taken {
  const named = /^\(\?<([A-Za-z]\w*)>/.exec(rest);
  if (named !== null) return [named[0].length, `(?P<${named[1]!}>`];
  const plain = /^\(\?(?:[:=!]|<[=!]|[ims]+:)/.exec(rest);
  if (plain !== null) return [plain[0].length, plain[0]];
  const flags = /^\(\?[ims]+\)/.exec(rest);
  return flags !== null && index === 0 ? [flags[0].length, flags[0]] : undefined;
}

/**
 * A Python expression that matches from the start exactly what the given one matches as a whole.
 * `^(a|b)$` becomes `(a|b)$`, `a|b` becomes `(?:a|b)$`.
 */
export function wholeMatch(python: string): string {
  const [, flags, body] = /^(\(\?[ims]+\))?([^]*)$/.exec(python)!;
  let inner = body!;
  if (!hasTopLevelBar(inner)) inner = withoutAnchors(inner);
  return `${flags ?? ''}${hasTopLevelBar(inner) ? `(?:${inner})` : inner}$`;
}

function withoutAnchors(pattern: string): string {
  const start = pattern.startsWith('^') ? pattern.slice(1) : pattern;
  const isAnchor = start.endsWith('$') && (/\\*$/.exec(start.slice(0, -1))![0].length & 1) === 0;
  return isAnchor ? start.slice(0, -1) : start;
}

function hasTopLevelBar(pattern: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index];
    if (character === '\\') index += 1;
    else if (character === ']') inClass = false;
    else if (inClass) continue;
    else if (character === '[') inClass = true;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** A regular expression of Java as one of RE2; nothing for one that RE2 cannot say. */
export function re2(java: string): string | undefined {
  const python = javaToPython(java);
  return python === undefined || re2Error(python) !== undefined ? undefined : python;
}

/** The same for one that has to fit a whole text: the result fits from the start. */
export function re2Whole(java: string): string | undefined {
  const python = javaToPython(java);
  const regex = python === undefined ? undefined : wholeMatch(python);
  return regex === undefined || re2Error(regex) !== undefined ? undefined : regex;
}
