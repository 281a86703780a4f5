import { compileRe2 } from '../../../regex/re2.js';
import { Refused } from './refused.js';
import type { Nodeset, Tenant } from './tree.js';

/**
 * `allowed-labels` and `disallowed-labels` of the tenant.
 *
 * @throws Refused
 */
export function checkLabels(nodeset: Nodeset, { usesNodepool, allowedLabels, disallowedLabels }: Tenant): void {
  if (!usesNodepool || (allowedLabels.length === 0 && disallowedLabels.length === 0)) return;
  for (const label of labelsOf(nodeset)) {
    const fits = (pattern: string): boolean => compileRe2(pattern).matcher(label).lookingAt();
    const isAllowed = (allowedLabels.length === 0 || allowedLabels.some(fits)) && !disallowedLabels.some(fits);
    if (!isAllowed)
      throw new Refused(nodeset.at ?? { file: '', line: 0 }, `the tenant does not allow the label ${label}`);
  }
}

const labelsOf = ({ nodes, alternatives }: Nodeset): readonly string[] => [
  ...nodes.map(({ label }) => label),
  ...alternatives.flatMap((item) => (typeof item === 'string' ? [] : labelsOf(item))),
];
