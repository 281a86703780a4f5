import { judge } from '../../model/leaf.js';
import type { Element } from '../../read/jenkins/element.js';

/**
 * Judges several elements at once, so that one finding tells about all of them.
 *
 * @param raise Raises the finding at an element, as `notes.dropped` does.
 * @param state What the finding judges.
 */
export function together(
  elements: readonly (Element | undefined)[],
  state: 'approximated' | 'dropped' | 'needs-human',
  raise: (first: Element) => void,
): void {
  const there = elements.filter((element) => element !== undefined);
  const [first, ...others] = there;
  if (first === undefined) return;
  raise(first);
  for (const other of others) other.judgeAll(state);
}

/** Judges the class of an element that has one meaning only, so that the class says nothing. */
export function ignoreClass(element: Element | undefined): void {
  for (const attribute of element?.attributes ?? []) if (attribute.name === 'class') judge(attribute, 'dropped');
}
