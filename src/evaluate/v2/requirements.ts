import type { ChangeState } from '../../model/change-event.js';
import type { Placed, V2Pipeline } from '../../model/layout.js';
import { approvalsRefuse, readApprovals, type ApprovalRules, type Approvals } from './approvals.js';
import { get, scalarOf, textsOf, V2Failure } from './values.js';

/** `require` and `reject` of a pipeline. */
export interface Requirements {
  readonly open?: boolean;
  readonly currentPatchSet?: boolean;
  readonly status: readonly Placed<string>[];
  readonly approvals: Approvals;
}

export function readRequirements({ keys }: V2Pipeline): Requirements | undefined {
  const [require, reject] = [keys.get('require'), keys.get('reject')];
  if (require === undefined && reject === undefined) return undefined;
  const open = scalarOf(get(require, 'open'));
  const current = scalarOf(get(require, 'current-patchset'));
  return {
    ...(typeof open === 'boolean' ? { open } : {}),
    ...(typeof current === 'boolean' ? { currentPatchSet: current } : {}),
    status: textsOf(get(require, 'status')),
    approvals: readApprovals(get(require, 'approval'), get(reject, 'approval')),
  };
}

/** The keys of a pipeline's Gerrit reporters for success. Source: Zuul 2.6, `reporter/gerrit.py`, `getSubmitAllowNeeds`. */
export function readOwnLabels({ keys }: V2Pipeline): readonly string[] {
  const success = keys.get('success');
  if (success?.kind !== 'map') return [];
  return [...success.entries].flatMap(([name, reporter]) =>
    name === 'smtp' || name === 'sql' || reporter.kind !== 'map' ? [] : [...reporter.entries.keys()],
  );
}

/**
 * Why a pipeline refuses a change that a trigger has let in, if it does.
 * Source: Zuul 2.6, `model.py`, `ChangeishFilter.matches`.
 *
 * @param change Absent for a ref, which has none of what requirements ask about.
 * @throws V2Failure
 */
export function requirementsRefuse(
  requirements: Requirements,
  change: ChangeState | undefined,
  rules: ApprovalRules,
): string | undefined {
  const { open, currentPatchSet, status, approvals } = requirements;
  if (open !== undefined && open !== having(change, 'open').open) {
    return `require open: ${String(open)}, and the change is ${open ? 'closed' : 'open'}`;
  }
  if (currentPatchSet !== undefined && currentPatchSet !== having(change, 'is_current_patchset').current) {
    return `require current-patchset: ${String(currentPatchSet)}, and the patch set is ${currentPatchSet ? 'not ' : ''}the newest`;
  }
  if (status.length > 0) {
    const found = having(change, 'status').status;
    const wanted = status.map(({ value }) => value);
    if (!wanted.includes(found)) return `require status: ${wanted.join(' or ')}, and it is ${found}`;
  }
  return approvalsRefuse(approvals, change, rules);
}

function having(change: ChangeState | undefined, attribute: string): ChangeState {
  if (change === undefined) throw new V2Failure('AttributeError', `'Ref' object has no attribute '${attribute}'`);
  return change;
}
