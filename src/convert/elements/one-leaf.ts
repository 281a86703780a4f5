import type { Element } from '../../read/jenkins/element.js';

/**
 * The leaf that stands for something a person has to add, where the field that would name it may be missing: that field, else
 * an empty leaf, else the first one. So the rest of the element keeps its own judgement.
 */
export function oneLeaf(input: Element, ...fields: readonly (Element | undefined)[]): Element {
  const named = fields.find((field) => field !== undefined);
  if (named !== undefined) return named;
  const leaves: Element[] = [];
  input.walk((element) => {
    if (element.isLeaf && element.state === 'unread') leaves.push(element);
  });
  return leaves.find(({ rawText }) => rawText.trim() === '') ?? leaves[0] ?? input;
}
