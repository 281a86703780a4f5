import { itemsOf, tagOf, type YamlMap, type YamlSequence, type YamlValue } from './value.js';

/** A list of scalars with more characters does not fit on one line wherever it stands. */
const ONE_LINE = 80;

/** About as many lines as a value takes together with its key. */
export function lineCount(value: YamlValue): number {
  if (typeof value === 'string') return value.includes('\n') ? 1 + value.split('\n').length : 1;
  if (typeof value !== 'object' || value === null || tagOf(value) !== undefined) return 1;
  const items = itemsOf(value);
  if (items !== undefined)
    return items.reduce((sum, item) => sum + 1 + (item.comment?.length ?? 0) + lineCount(item.value), 1);
  if (Array.isArray(value)) return sequenceLines(value as YamlSequence);
  let lines = 1;
  for (const child of Object.values(value as YamlMap)) if (child !== undefined) lines += lineCount(child);
  return lines;
}

function sequenceLines(list: YamlSequence): number {
  let width = 0;
  let lines = 1;
  for (const item of list) {
    const isMap = typeof item === 'object' && item !== null;
    width += isMap ? ONE_LINE : String(item).length + 2;
    // The first pair of a map stands beside the dash.
    lines += isMap && !Array.isArray(item) ? lineCount(item) - 1 : lineCount(item);
  }
  return width < ONE_LINE ? 1 : lines;
}
