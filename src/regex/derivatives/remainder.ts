import { branchesOf, contains, itemsOf, sequence, type Flag, type Node } from '../ast.js';
import { parsePattern } from '../check-pattern.js';
import { characterRules } from '../python-characters.js';
import { derive, FAIL, isHard, isMatched, isStart, withoutStarts, type Place, type Rest } from './derivative.js';
import { printNode } from './print-node.js';

/** A pattern as it looks behind a fixed beginning of the text: never fits, always fits, or fits as this pattern does. */
export type BehindPrefix = 'never' | 'always' | { readonly pattern: string } | { readonly unknown: string };

/**
 * What is left of a Python pattern, used with `match`, for texts that begin with a given prefix: derivative by each
 * character of the prefix in turn. Texts are names of branches and refs: no newlines.
 */
export function behindPrefix(source: string, prefix: string): BehindPrefix {
  const { pattern, error } = parsePattern(source);
  if (error !== undefined) return { unknown: error };
  if (contains(pattern.body, isHard)) return { unknown: 'it looks back, or refers to a group' };
  const place: Place = { rules: characterRules(pattern.flags), atStart: true };
  let rest: Rest = pattern.body;
  if (isMatched(rest, place)) return 'always';
  if (prefix === '') return { pattern: source };
  for (const char of prefix) {
    rest = derive(rest, char.codePointAt(0)!, place);
    if (place.atStart && rest !== FAIL) rest = withoutStarts(rest);
    place.atStart = false;
    if (rest === FAIL) return 'never';
    if (isMatched(rest, place)) return 'always';
  }
  return { pattern: printed(rest, pattern.flags) };
}

/**
 * A Python pattern (used with `match`) for texts that go on behind `beginning`, which ends in a literal; `undefined` where
 * the start of the text is asked about elsewhere than at the start of the pattern.
 */
export function withoutStartOf(source: string, beginning: string): string | undefined {
  const { pattern, error } = parsePattern(source);
  if (error !== undefined) return undefined;
  const flags = pattern.flags.filter((flag) => flag !== 'x').join('');
  const branches = branchesOf(pattern.body).map((branch) =>
    sequence(itemsOf(branch).filter((item, index) => index > 0 || !isStart(item))),
  );
  if (branches.some((branch) => contains(branch, (node) => isStart(node) || isHard(node)))) return undefined;
  const body = branches.map(printNode).join('|');
  return `${flags === '' ? '' : `(?${flags})`}${beginning}${branches.length > 1 ? `(?:${body})` : body}`;
}

function printed(rest: Node, flags: readonly Flag[]): string {
  const kept = flags.filter((flag) => flag !== 'x' && flag !== 'm').join('');
  const body = printNode(rest);
  const anchored = rest.kind === 'alternation' ? `^(?:${body})` : `^${body}`;
  return kept === '' ? anchored : `(?${kept})${anchored}`;
}
