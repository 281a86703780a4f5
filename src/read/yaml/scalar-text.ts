import type { ScalarEvent } from 'js-yaml';
import { getScalarValue, SCALAR_STYLE } from 'js-yaml';

/**
 * The text of a scalar. Where the last line of the file is a block scalar's and has no line feed, PyYAML adds none,
 * js-yaml does.
 */
export function scalarText(source: string, event: ScalarEvent): string {
  const text = getScalarValue(source, event);
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  const isCut = isBlock && event.valueEnd >= source.length && !/[\r\n]$/.test(source);
  return isCut && text.endsWith('\n') ? text.slice(0, -1) : text;
}
