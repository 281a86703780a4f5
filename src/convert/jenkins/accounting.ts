import { countLeaf, emptyAccounting, type Accounting, type Finding } from '../../model/finding.js';
import { judge, outcomeOf, type LeafState } from '../../model/leaf.js';
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
  const count: Record<LeafState, number> = { unread: 0, read: 0, approximated: 0, dropped: 0, 'needs-human': 0 };
  settle(root, true, count);
  return {
    leaves: count.unread + count.read + count.approximated + count.dropped + count['needs-human'],
    converted: count.read,
    approximated: count.approximated,
    dropped: count.dropped,
    needsHuman: count['needs-human'],
    unread: count.unread,
  };

  /** `isOpen`: nothing above has a finding of its own about all that is unread below it. */
  function settle(element: Element, isOpen: boolean, into: Record<LeafState, number>): void {
    const open = isOpen && !(unknown.size > 0 && unknown.has(element));
    for (const attribute of element.attributes) {
      if (attribute.state === 'unread') {
        if (isMechanical(attribute)) judge(attribute, 'dropped');
        else if (open) findings.push(unreadAttribute(attribute, element, job));
      }
      into[attribute.state] += 1;
    }
    if (element.isLeaf) {
      if (element.state === 'unread' && open) findings.push(unreadElement(element, job));
      into[element.state] += 1;
    } else for (const child of element.elements) settle(child, open, into);
  }
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
