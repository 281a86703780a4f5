/** Why a pattern or a replacement of the settings cannot be used. The message is for the user. */
export class NamePatternError extends Error {}

/**
 * Compiles a regular expression for names, written as Python writes them (`(?P<name>…)`, `(?P=name)`, `\Z`, flags in
 * front). It has to match the whole name.
 *
 * @throws NamePatternError
 */
export function compileNamePattern(pattern: string): RegExp {
  const [, flags = '', body = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? [];
  const translated = body.replace(/\\[\s\S]|\(\?P<|\(\?P=(\w+)\)|\(\?#[^)]*\)/g, (found, group?: string) => {
    if (group !== undefined) return `\\k<${group}>`;
    if (found === '(?P<') return '(?<';
    if (found.startsWith('(?#')) return '';
    return found === '\\A' ? '^' : found === '\\Z' ? '$' : found;
  });
  try {
    return new RegExp(`^(?:${translated})$`, [...new Set(flags)].join(''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.replace(/^Invalid regular expression: (?:\/.*\/\w*: )?/s, '');
    throw new NamePatternError(`"${pattern}" is no regular expression: ${reason}`);
  }
}

/** A piece of a replacement: literal text, or the number or name of a group. */
type Piece = { readonly text: string } | { readonly group: string };

/**
 * Fills a replacement: `\g<name>`, `\g<1>` and `\1` stand for what the groups matched (nothing for a group that took no
 * part), `\\` for a backslash.
 *
 * @param match What `compileNamePattern(…).exec(…)` found.
 */
export function fillReplacement(replacement: string, match: RegExpExecArray): string {
  return parseReplacement(replacement)
    .map((piece) => {
      if ('text' in piece) return piece.text;
      return /^\d/.test(piece.group) ? (match[Number(piece.group)] ?? '') : (match.groups?.[piece.group] ?? '');
    })
    .join('');
}

/**
 * Tells whether a replacement fits a pattern.
 *
 * @throws NamePatternError if it asks for a group that the pattern does not have.
 */
export function checkReplacement(replacement: string, pattern: RegExp): void {
  // Whatever the pattern is, with an empty alternative it matches the empty text and shows its groups.
  const groups = new RegExp(`${pattern.source}|`, pattern.flags).exec('') as RegExpExecArray;
  for (const piece of parseReplacement(replacement)) {
    if ('text' in piece) continue;
    const isKnown = /^\d/.test(piece.group)
      ? Number(piece.group) < groups.length
      : Object.hasOwn(groups.groups ?? {}, piece.group);
    if (!isKnown) {
      throw new NamePatternError(
        `"${replacement}" asks for the group "${piece.group}", which the pattern does not have`,
      );
    }
  }
}

function parseReplacement(replacement: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [found, name, number, other] of replacement.matchAll(/\\g<(\w+)>|\\(\d{1,2})|\\([\s\S]?)|[^\\]+/g)) {
    const group = name ?? number;
    if (group !== undefined) pieces.push({ group });
    else if (other === undefined) pieces.push({ text: found });
    else if (other === '\\') pieces.push({ text: '\\' });
    else
      throw new NamePatternError(
        `"${replacement}" has a backslash that stands for nothing; write \\g<group>, \\1 or \\\\`,
      );
  }
  return pieces;
}
