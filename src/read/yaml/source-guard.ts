import type { ScalarEvent } from 'js-yaml';
import { SCALAR_STYLE_DOUBLE_QUOTED, SCALAR_STYLE_PLAIN, SCALAR_STYLE_SINGLE_QUOTED } from 'js-yaml';
import { InputError } from '../../model/input-error.js';
import { indexLines, type LineIndex } from './line-index.js';

const MERGE_MARK = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)/gm;
// PyYAML, reader.py: NON_PRINTABLE.
const UNPRINTABLE =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const OTHER_LINE_BREAK = /[\x85\u2028\u2029]/;

/**
 * Refuses what is wrong with a YAML file whatever its structure: marks of an unfinished merge, control characters, and
 * the line breaks of YAML 1.1 that no editor shows as such (PyYAML ends a comment or a value there).
 *
 * @throws InputError
 */
export function checkSource(source: string, file: string): void {
  const lines = indexLines(source);
  const marks = [...source.matchAll(MERGE_MARK)];
  // A lone `=======` is somebody's underlining, not a conflict.
  if (marks.some((mark) => !mark[0].startsWith('='))) {
    throw new InputError(
      marks.map((mark) => ({
        at: { file, line: lines.lineAt(mark.index) },
        message: `an unfinished merge: the mark "${mark[0]}" is still there; resolve the conflict first`,
      })),
    );
  }
  refuseCharacter(UNPRINTABLE, 'a control character, which YAML does not allow');
  refuseCharacter(OTHER_LINE_BREAK, 'a line break of YAML 1.1 that editors do not show as one');

  function refuseCharacter(pattern: RegExp, what: string): void {
    const found = pattern.exec(source);
    if (found === null) return;
    const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new InputError({ at: { file, line: lines.lineAt(found.index) }, message: `U+${code} is ${what}; remove it` });
  }
}

/**
 * Refuses tabs outside quotes, block scalars and comments. js-yaml takes many of them for blanks; PyYAML says
 * "found character '\t' that cannot start any token".
 *
 * @param scalars Quoted and block scalars, in order.
 */
export function checkTabs(source: string, scalars: readonly ScalarEvent[], file: string, lines: LineIndex): void {
  let next = 0;
  for (let tab = source.indexOf('\t'); tab !== -1; tab = source.indexOf('\t', tab + 1)) {
    while (next < scalars.length && (scalars[next]?.valueEnd ?? 0) <= tab) next += 1;
    const scalar = scalars[next];
    if (scalar !== undefined && scalar.valueStart <= tab && isContent(source, scalar, tab)) continue;
    if (isInComment(source, scalars, next, tab)) continue;
    throw new InputError({
      at: { file, line: lines.lineAt(tab) },
      message:
        'a tab stands where YAML allows only blanks (indentation, between tokens, at the end of a line); use blanks',
    });
  }
}

export function isQuotedOrBlock(scalar: ScalarEvent): boolean {
  return scalar.style !== SCALAR_STYLE_PLAIN;
}

function isContent(source: string, scalar: ScalarEvent, tab: number): boolean {
  if (scalar.style === SCALAR_STYLE_SINGLE_QUOTED || scalar.style === SCALAR_STYLE_DOUBLE_QUOTED) return true;
  // In a block scalar, indentation has to be made of blanks.
  const start = lineStart(source, tab);
  return tab - start >= scalar.indent && source.slice(start, start + scalar.indent).trim() === '';
}

function isInComment(source: string, scalars: readonly ScalarEvent[], next: number, tab: number): boolean {
  const start = lineStart(source, tab);
  let text = source.slice(start, tab);
  // Blank out the quoted scalars of this line: a `#` in them begins no comment.
  for (let index = next; index >= 0; index -= 1) {
    const scalar = scalars[index];
    if (scalar === undefined || scalar.valueStart > tab) continue;
    if (scalar.valueEnd <= start) break;
    const from = Math.max(scalar.valueStart - start, 0);
    const to = Math.min(scalar.valueEnd - start, text.length);
    text = text.slice(0, from) + '.'.repeat(to - from) + text.slice(to);
  }
  return /(?:^|[\s'"])#/.test(text);
}

function lineStart(source: string, offset: number): number {
  return Math.max(source.lastIndexOf('\n', offset - 1), source.lastIndexOf('\r', offset - 1)) + 1;
}
