import { type Pattern, contains } from './ast.js';
import { matchesAt } from './backtrack.js';
import { parsePattern } from './check-pattern.js';
import { toJavaScript } from './to-javascript.js';

/** How a pattern is laid against a text: from its start (`re.match`), or anywhere in it (`re.search`). */
export type RegexUse = 'match' | 'search';

export type TextTest = (text: string) => boolean;

const tests: Readonly<Record<RegexUse, Map<string, TextTest>>> = { match: new Map(), search: new Map() };

/**
 * Whether a Python 2.7 pattern matches a text, with Python's meaning, look-around and back-references included.
 * Zuul v2 matches names of jobs, projects, branches, refs and files, and searches comments, user names and addresses.
 *
 * @throws Error when Python refuses the pattern: ask `checkPattern` first
 */
export function evaluatePython(pattern: string, text: string, use: RegexUse): boolean {
  return compilePython(pattern, use)(text);
}

/** The same as a function of the text, for one pattern and many texts. Each distinct pattern is compiled once. */
export function compilePython(pattern: string, use: RegexUse): TextTest {
  let test = tests[use].get(pattern);
  if (!test) tests[use].set(pattern, (test = compileNow(pattern, use)));
  return test;
}

function compileNow(source: string, use: RegexUse): TextTest {
  const { pattern, error } = parsePattern(source);
  if (error !== undefined) throw new Error(`Python does not accept ${source}: ${error}`);
  const remembers = contains(pattern.body, (node) => node.kind === 'back-reference' || node.kind === 'conditional');
  return (remembers ? undefined : compileJavaScript(pattern, use)) ?? compileBacktracking(pattern, use);
}

/** `undefined` where JavaScript's engine finds the pattern too large. */
function compileJavaScript(pattern: Pattern, use: RegexUse): TextTest | undefined {
  const source = toJavaScript(pattern);
  let regex: RegExp;
  try {
    regex = new RegExp(use === 'match' ? `^(?:${source})` : source, 'u');
    regex.test('');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return (text) => regex.test(text);
}

function compileBacktracking(pattern: Pattern, use: RegexUse): TextTest {
  return (text) => {
    const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    if (use === 'match') return matchesAt(pattern, codes, 0);
    return codes.some((_, start) => matchesAt(pattern, codes, start)) || matchesAt(pattern, codes, codes.length);
  };
}
