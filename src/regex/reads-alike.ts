import { type Node, contains } from './ast.js';
import { isWords, parsePattern } from './check-pattern.js';
import { isPlain } from './print.js';
import { characterRules } from './python-characters.js';

/**
 * Whether Python 2.7 reads an RE2 pattern as RE2 does, in texts without control characters and other alphabets. Then RE2
 * takes it, and the second engine, which costs time to load, need not be asked.
 */
export function readsAlike(regex: string): boolean {
  if (isWords(regex)) return true;
  // Flags at the front are for the whole pattern in both; elsewhere they are not in RE2.
  const { pattern } = parsePattern(regex.replace(/^\(\?[ims]+\)/, ''));
  if (!pattern || pattern.flags.length > 0) return false;
  if (!isPlain(pattern.body, { rules: characterRules([]), multiline: false, prose: true })) return false;
  return !contains(pattern.body, differs);
}

function differs(node: Node): boolean {
  if (node.kind === 'anchor') return node.at === 'text-end';
  return node.kind === 'literal' && /^\\[A-Za-mo-su-z0-9]/.test(node.raw);
}
