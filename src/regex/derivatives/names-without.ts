import { behindPrefix } from './remainder.js';

/**
 * What a pattern (used with `match`) says about all names that do not begin with `prefix`, where it says the same about
 * all of them. Names are printable ASCII.
 */
export function onNamesWithout(pattern: string, prefix: string): 'always' | 'never' | undefined {
  let verdict: 'always' | 'never' | undefined;
  for (let length = 0; length < prefix.length; length++) {
    for (let code = 0x21; code < 0x7f; code++) {
      const char = String.fromCharCode(code);
      if (char === prefix[length]) continue;
      const behind = behindPrefix(pattern, prefix.slice(0, length) + char);
      if (typeof behind !== 'string' || (verdict !== undefined && verdict !== behind)) return undefined;
      verdict = behind;
    }
  }
  return verdict;
}
