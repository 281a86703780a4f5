import type { Reason } from '../../model/explanation.js';
import type { Scenario } from '../../model/scenario.js';
import { branchReason } from './matcher-reasons.js';
import { filterVerdict, isAbout, type EventFilter } from './triggers.js';

/** Why each trigger of a pipeline lets an item in or not. */
export function explainTriggers(filters: readonly EventFilter[], item: Scenario): Reason[] {
  return filters.map((filter) => ({ text: triggerText(filter, item), at: filter.at }));
}

function triggerText(filter: EventFilter, item: Scenario): string {
  const name = filter.source === 'timer' ? `timer ${filter.times[0]?.value ?? ''}` : filter.types.join(', ');
  if (!isAbout(filter, item.kind)) return `${name}: not about ${KIND_NAMES[item.kind]}`;
  const verdict = filterVerdict(filter, item);
  if (verdict === 'fails') {
    return `${name}: Zuul v2 fails on the event, since a ref has no branch to compare, and forgets it`;
  }
  const tests: string[] = [];
  if (item.kind === 'change' && filter.branches !== undefined) {
    tests.push(branchReason(filter.branches, item, 'branch').text);
  }
  if (item.kind === 'ref') {
    if (filter.refs !== undefined) tests.push(branchReason(filter.refs, item, 'ref').text);
    if (item.op === 'delete') tests.push(filter.ignoreDeletes ? 'deletions are ignored' : 'deletions count');
  }
  if (item.kind === 'timer' && verdict === 'out') tests.push('it has neither five nor six fields, so it never fires');
  const also = verdict === 'in' ? otherTests(filter) : [];
  const details = [...tests, ...(also.length === 0 ? [] : [`it also looks at ${also.join(', ')}`])];
  return `${name}: ${verdict === 'in' ? 'lets it in' : 'does not let it in'}${details.length === 0 ? '' : `; ${details.join('; ')}`}`;
}

const KIND_NAMES = { change: 'changes', ref: 'refs', timer: 'the clock' } as const;

function otherTests(filter: EventFilter): string[] {
  const { required, rejected } = filter.approvals;
  const keys: readonly (readonly [string, boolean])[] = [
    ['pipeline', filter.pipelines !== undefined],
    ['comment', filter.comments !== undefined],
    ['email', filter.emails !== undefined],
    ['username', filter.usernames !== undefined],
    ['approval', filter.votes.size > 0],
    ['require-approval', required.length > 0],
    ['reject-approval', rejected.length > 0],
  ];
  return keys.filter(([, given]) => given).map(([name]) => name);
}
