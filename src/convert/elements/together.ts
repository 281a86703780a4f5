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
