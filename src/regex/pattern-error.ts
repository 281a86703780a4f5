/** Why Python refuses a pattern, in the words of its `re.error`. Stays inside this folder: see `checkPattern`. */
export class PatternError extends Error {}

/** Python 2's `repr` of a piece of a pattern: PyYAML gives `str` for ASCII text and `unicode` for the rest. */
export function pythonRepr(text: string, pattern: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = Array.from(text, (character) => reprOf(character, quote)).join('');

  return `${/^[\0-\x7f]*$/.test(pattern) ? '' : 'u'}${quote}${body}${quote}`;
}

const NAMED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function reprOf(character: string, quote: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === quote) return `\\${quote}`;
  const named = NAMED[character];
  if (named !== undefined) return named;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`;
  if (code > 0xff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return code < 0x20 || code > 0x7e ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}
