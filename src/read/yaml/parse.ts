import { parseEvents, YAMLException, type Event } from 'js-yaml';
import { InputError } from '../../model/input-error.js';
import { indexLines } from './line-index.js';
import { MAX_DEPTH } from './tree-builder.js';

/** How many spots that PyYAML takes and js-yaml does not are put right before the file is refused. */
const MAX_REPAIRS = 100;

/**
 * Parses YAML text. Lines are those of the text; columns may not be, see `repair`.
 *
 * @returns The events, and the text that their offsets point into.
 * @throws InputError
 */
export function parse(source: string, file: string): { readonly events: Event[]; readonly text: string } {
  let text = source;
  for (let repairs = 0; ; repairs += 1) {
    try {
      return { events: parseEvents(text, { maxDepth: MAX_DEPTH }), text };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const repaired = repairs < MAX_REPAIRS ? repair(text, error) : undefined;
      if (repaired === undefined) throw refusal(error, text, file);
      text = repaired;
    }
  }
}

/**
 * Puts right where js-yaml is stricter than PyYAML, without changing what the text means: quoted text and flow
 * collections may be indented as one likes, and a comment may follow a closing quote or bracket at once.
 */
function repair(text: string, error: YAMLException): string | undefined {
  const { mark } = error;
  if (mark === undefined) return undefined;
  if (error.reason === 'deficient indentation') {
    return insert(text, ' '.repeat(MAX_DEPTH), indexLines(text).startOf(mark.line + 1));
  }
  return /['"}\]]#/.test(text.slice(mark.position - 1, mark.position + 1))
    ? insert(text, ' ', mark.position)
    : undefined;
}

function insert(text: string, what: string, at: number): string {
  return text.slice(0, at) + what + text.slice(at);
}

function refusal(error: YAMLException, text: string, file: string): InputError {
  const line = (error.mark?.line ?? -1) + 1;
  const lines = indexLines(text);
  const written = text.slice(lines.startOf(line), lines.startOf(line + 1));
  const reason = /^ *\t/.test(written)
    ? 'a tab stands in the indentation; use blanks'
    : error.reason.replace(/^nesting exceeded.*/, `collections are nested deeper than ${String(MAX_DEPTH)} levels`);
  return new InputError({ at: { file, line }, message: `not YAML: ${reason}` });
}
