import { judge } from '../../model/leaf.js';
import type { Element } from '../../read/jenkins/element.js';

/**
 * Leaves out everything below an element that nobody has looked at yet, attributes included, with one finding for all of it.
 * What was read stays converted. Nothing is raised where nothing is left.
 *
 * @param raise Raises the finding, as `notes.dropped` does.
 */
export function leaveOutRest(input: Element, raise: (first: Element) => void): void {
  const rest: Element[] = [];
  input.walk((element) => {
    const isOpen = element.isLeaf && element.state === 'unread';
    if (isOpen || element.attributes.some(({ state }) => state === 'unread')) rest.push(element);
  });
  // One that has text says more than an empty one.
  const leaves = rest.filter(({ isLeaf, state }) => isLeaf && state === 'unread');
  const first = leaves.find(({ rawText }) => rawText.trim() !== '') ?? leaves[0];
  if (first !== undefined) raise(first);
  for (const element of rest) {
    if (element.isLeaf && element.state === 'unread') judge(element, 'dropped');
    for (const attribute of element.attributes) if (attribute.state === 'unread') judge(attribute, 'dropped');
  }
}
