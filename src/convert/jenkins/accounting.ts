import { countLeaf, emptyAccounting, type Accounting, type Finding } from '../../model/finding.js';
import { judge, outcomeOf } from '../../model/leaf.js';
import type { Attribute, Element } from '../../read/jenkins/element.js';
import { isMechanical } from './mechanical.js';

/** Counts the leaves of an element: elements without children, and attributes. */
export function accountingOf(root: Element): Accounting {
  const accounting = emptyAccounting();
  root.walk((element) => {
    if (element.isLeaf) countLeaf(accounting, outcomeOf(element));
    for (const attribute of element.attributes) countLeaf(accounting, outcomeOf(attribute));
  });
  return accounting;
}

/**
 * Ends the conversion of one job: judges what is settled for all elements alike, raises a finding for every leaf that
 * nobody looked at, and counts.
 *
 * @param unknown Elements that have a finding of their own already.
 * @param findings Takes the new findings, in document order.
 */
export function closeAccount(
  root: Element,
  job: string,
  unknown: ReadonlySet<Element>,
  findings: Finding[],
): Accounting {
  const accounting = emptyAccounting();
  const visit = (element: Element, told: boolean): void => {
    const known = !told && !unknown.has(element);
    for (const attribute of element.attributes) {
      if (attribute.state === 'unread' && isMechanical(attribute)) judge(attribute, 'dropped');
      if (attribute.state === 'unread' && known) findings.push(unreadAttribute(attribute, element, job));
      countLeaf(accounting, outcomeOf(attribute));
    }
    if (element.isLeaf) {
      if (element.state === 'unread' && known) findings.push(unreadElement(element, job));
      countLeaf(accounting, outcomeOf(element));
      return;
    }
    for (const child of element.elements) visit(child, !known);
  };
  visit(root, false);
  return accounting;
}

function unreadElement(element: Element, job: string): Finding {
  const parent = element.parent === undefined ? '' : ` of ${element.parent.type}`;
  const message = `Nothing reads <${element.name}>${parent}. Check whether the job needs it.`;
  return { outcome: 'unread', code: 'unread', message, at: element.at, job };
}

function unreadAttribute(attribute: Attribute, element: Element, job: string): Finding {
  const message = `Nothing reads the attribute ${attribute.name}="${attribute.value}" of <${element.name}>. Check whether the job needs it.`;
  return { outcome: 'unread', code: 'unread', message, at: element.at, job };
}
