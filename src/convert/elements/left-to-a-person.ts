import type { Contribution } from '../../model/jenkins-job.js';
import type { FailStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';

/**
 * The first element with content among children of certain names, looked for at any depth: the one thing a person has to
 * look at first. Marks nothing.
 *
 * @returns the element itself where none of them says anything.
 */
export function firstFilled(input: Element, names: readonly string[]): Element {
  for (const name of names) {
    let found: Element | undefined;
    input.walk((element) => {
      const isFilled = element.elements.length > 0 || element.rawText.trim() !== '';
      if (found === undefined && element.name === name && isFilled) found = element;
    });
    if (found !== undefined) return firstLeaf(found);
  }
  return input;
}

/** The first leaf of an element that has text, else the element itself. */
export function firstLeaf(element: Element): Element {
  if (element.isLeaf) return element;
  for (const child of element.elements) {
    const found = firstLeaf(child);
    if (found.isLeaf && found.rawText.trim() !== '') return found;
  }
  return element;
}

/** A step that fails until a person has written what belongs there. */
export function failStep(name: string, code: string, message: string, at: Element): FailStep {
  return { kind: 'fail', name, at: at.at, code, message };
}

/** The same, where wrappers do their work before the builders. */
export function failingSetUp(name: string, code: string, message: string, at: Element): Contribution {
  return { setUp: [failStep(name, code, message, at)] };
}
