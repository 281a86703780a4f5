import { type Node, type Pattern, childrenOf, contains } from './ast.js';
import { parse } from './parse.js';
import { PatternError } from './pattern-error.js';
import { widthOf } from './width.js';

/** Python 2.7: "sorry, but this version only supports 100 named groups", counting the whole match. */
const MOST_GROUPS = 99;

export type Parsed =
  { readonly pattern: Pattern; readonly error?: undefined } | { readonly pattern?: undefined; readonly error: string };

const known = new Map<string, Parsed>();

/** Reads and checks a pattern; each distinct one once. */
export function parsePattern(source: string): Parsed {
  let parsed = known.get(source);
  if (!parsed) {
    parsed = parseNow(source);
    known.set(source, parsed);
  }
  return parsed;
}

/** Whether a pattern is characters between `^` and `$`, which all engines read alike. Most are: the rest is not asked then. */
export function isWords(pattern: string): boolean {
  return /^\^?(?:[\w/@:,. -]|\\[./+@-])*[\w/@:, -]\$?$/.test(pattern);
}

/**
 * Whether Python 2.7 accepts a regular expression: `undefined`, or else its reason, in the words of its `re.error`
 * ("unbalanced parenthesis"). Zuul v2 refuses a layout that holds such a pattern.
 */
export function checkPattern(pattern: string): string | undefined {
  return isWords(pattern) ? undefined : parsePattern(pattern).error;
}

function parseNow(source: string): Parsed {
  try {
    const pattern = parse(source);
    compile(pattern);
    return { pattern };
  } catch (error) {
    if (error instanceof PatternError) return { error: error.message };
    throw error;
  }
}

/** What Python finds only when it compiles. */
function compile(pattern: Pattern): void {
  if (pattern.flags.includes('t') && contains(pattern.body, (node) => node.kind === 'repeat')) {
    throw new PatternError('internal: unsupported template operator');
  }
  checkLookBehind(pattern.body);
  if (pattern.groups > MOST_GROUPS) {
    throw new PatternError('sorry, but this version only supports 100 named groups');
  }
}

function checkLookBehind(node: Node): void {
  if (node.kind === 'look' && !node.ahead) {
    const { min, max } = widthOf(node.body);
    if (min !== max) throw new PatternError('look-behind requires fixed-width pattern');
  }
  childrenOf(node).forEach(checkLookBehind);
}
