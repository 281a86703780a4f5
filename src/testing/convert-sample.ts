import { closeAccount } from '../convert/jenkins/accounting.js';
import { walkOver, type Walked } from '../convert/jenkins/walk.js';
import type { Catalogue } from '../convert/load-catalogue.js';
import type { Accounting, Finding } from '../model/finding.js';
import type { Contribution } from '../model/jenkins-job.js';
import { DEFAULT_SETTINGS } from '../model/settings.js';
import type { Element } from '../read/jenkins/element.js';
import { parseXml } from '../read/jenkins/parse-xml.js';

/** What `expected.yaml` of a sample holds. */
export interface Conversion {
  readonly contribution: Contribution;
  readonly findings: readonly Omit<Finding, 'job'>[];
  readonly accounting: Accounting;
}

/** A conversion, and the element that was converted with the marks on its leaves. */
export interface ConvertedSample extends Conversion {
  readonly root: Element;
}

/**
 * Converts the element in a sample, by itself, as a part of a job called `sample`.
 *
 * @param change What to do to the element before.
 */
export function convertMarked(xml: string, catalogue: Catalogue, change?: (root: Element) => void): ConvertedSample {
  const root = parseXml(xml, 'input.xml');
  change?.(root);
  const walked: Walked = { findings: [], unknown: new Set() };
  const contribution = walkOver('sample', catalogue, DEFAULT_SETTINGS, walked).convert([root]);
  const accounting = closeAccount(root, 'sample', walked.unknown, walked.findings);
  return { contribution, findings: walked.findings.map(withoutJob), accounting, root };
}

/** The same as plain data, so that it compares with what YAML gives. */
export function convertSample(xml: string, catalogue: Catalogue, change?: (root: Element) => void): Conversion {
  const { contribution, findings, accounting } = convertMarked(xml, catalogue, change);
  return JSON.parse(JSON.stringify({ contribution, findings, accounting })) as Conversion;
}

function withoutJob(finding: Finding): Omit<Finding, 'job'> {
  return Object.fromEntries(Object.entries(finding).filter(([key]) => key !== 'job')) as Omit<Finding, 'job'>;
}

/** Leaves by outcome, added up: equal to `leaves` when nothing got lost. */
export function sumOfOutcomes({ leaves, ...parts }: Accounting): { readonly leaves: number; readonly sum: number } {
  return { leaves, sum: Object.values(parts).reduce((total, part) => total + part, 0) };
}
