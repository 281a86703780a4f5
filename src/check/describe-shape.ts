import type { Shape } from '../read/zuul-tree/shape.js';

/** What a value has to be, in words. */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return shape.refersTo ? `the name of a ${shape.refersTo}` : 'text';
    case 'words':
      return shape.words.length === 1 ? shape.words.join('') : `one of ${shape.words.join(', ')}`;
    case 'integer':
      return `a whole number${bounds(shape.min, shape.max)}`;
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'exactly':
      return String(shape.value);
    case 'null':
      return 'nothing';
    case 'list':
      return `a list (each item: ${describeShape(shape.of)})`;
    case 'map':
      return 'a mapping; {} where there is nothing to say';
    case 'variables':
      return 'a mapping of variables';
    case 'any':
      return [...new Set(shape.of.map(describeShape))].join(', or ');
    default:
      return 'another value';
  }
}

function bounds(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${String(min)} to ${String(max)}`;
  return min === undefined ? '' : ` of at least ${String(min)}`;
}
