const BLANKS = ' \t\n\r\f';
const ESCAPABLE = '\\"\' ';

/**
 * Splits a command line into words as Jenkins does where it does not use a shell: at blanks, with single and double
 * quotes and a backslash before a quote, a blank or another backslash. Source: Jenkins core, Util.tokenize.
 */
export function tokenize(line: string): string[] {
  const words: string[] = [];
  let word = '';
  let started = false;
  let quote = '';
  let escaped = false;
  for (const character of line) {
    if (escaped) {
      word += ESCAPABLE.includes(character) ? character : `\\${character}`;
      escaped = false;
    } else if (character === '\\') {
      escaped = true;
      started = true;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      started = true;
    } else if (BLANKS.includes(character)) {
      if (started) words.push(word);
      word = '';
      started = false;
    } else {
      word += character;
      started = true;
    }
  }
  if (started) words.push(word);
  return words;
}
