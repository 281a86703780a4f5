import type { Accounting, Finding } from '../model/finding.js';

/** What a run can be told to fail on. */
export const FAIL_ON = ['needs-human', 'approximated', 'unread'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** Outcome of a finding → the words of `--fail-on` for which it fails the run. What needs a person is worse than what is approximated. */
const POLICY: Readonly<Record<Finding['outcome'], readonly FailOn[]>> = {
  unread: ['unread', 'needs-human', 'approximated'],
  'needs-human': ['needs-human', 'approximated'],
  approximated: ['approximated'],
  dropped: [],
};

/** How bad an outcome is, worst first. */
export const SEVERITY: readonly Finding['outcome'][] = ['unread', 'needs-human', 'approximated', 'dropped'];

/** Whether the run fails. Leaves that nobody explained count even where no finding names them. */
export function failsOn(
  failOn: FailOn | undefined,
  findings: readonly Pick<Finding, 'outcome'>[],
  accounting?: Pick<Accounting, 'unread'>,
): boolean {
  if (failOn === undefined) return false;
  if (accounting !== undefined && accounting.unread > 0) return true;
  return findings.some(({ outcome }) => POLICY[outcome].includes(failOn));
}
