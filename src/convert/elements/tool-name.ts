import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';

/** The finding about a tool that Jenkins installs, for the definitions of the converters that call {@link readToolName}. */
export const TOOL_FINDING = 'Jenkins put a tool of this name in place: the node has to have it on its path.';

const UNNAMED: ReadonlySet<string> = new Set(['', '(default)', 'default', '(inherit from job)', 'insearchpath']);

/** Judges the name of a tool that Jenkins would have put in place; without a name it took the one on the path. */
export function readToolName(name: Element | undefined, notes: Notes<'tool'>): void {
  if (name !== undefined && !UNNAMED.has(name.text().trim().toLowerCase())) {
    notes.approximated('tool', name, `(${name.rawText.trim()})`);
  }
}
