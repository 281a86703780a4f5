import type { ChangeState, StandingVote } from '../../model/change-event.js';
import type { V2Map, V2Value, ZuulV2Version } from '../../model/layout.js';
import { patternsOf, type Patterns } from './patterns.js';
import { containsNumber, mapsOf, scalarOf, textsOf, V2Failure } from './values.js';

/** What one vote has to be like: all that is given has to hold for the same vote. */
export interface Approval {
  readonly username?: Patterns;
  readonly email?: Patterns;
  /** Seconds. */
  readonly newerThan?: number;
  readonly olderThan?: number;
  /** Category → the value, or a list of them, as written. */
  readonly votes: readonly { readonly category: string; readonly value: V2Value }[];
  readonly written: V2Map;
}

/** The votes that a trigger or a pipeline wants to find, and those it must not find. */
export interface Approvals {
  readonly required: readonly Approval[];
  readonly rejected: readonly Approval[];
}

/** How labels are compared and what a change without votes means depends on the version. */
export interface ApprovalRules {
  /** `Code-Review` in the layout is `code-review` only from 2.6 on; before, the layout had to say it so. */
  readonly normalise: (category: string) => string;
  /** How the key of a reporter is spelled that sets a label of Gerrit. */
  readonly reporterKey: (label: string) => string;
  /** To Wikimedia's fork alone, a change without any vote has none that is rejected. */
  readonly rejectsVoteless: boolean;
}

/** Source: Zuul 2.5.1 and 2.6.0, `model.py`, `normalizeCategory` and `BaseFilter`; `source/gerrit.py`, `canMerge`; integration/zuul. */
export function approvalRules(version: ZuulV2Version): ApprovalRules {
  return {
    normalise: version === '2.6' ? normalised : (category) => category,
    reporterKey: version === '2.6' ? (label) => label : (label) => label.toLowerCase(),
    rejectsVoteless: version !== 'wikimedia',
  };
}

/** A category as v2 compares it. */
export function normalised(category: string): string {
  return category.toLowerCase().replaceAll(' ', '-');
}

export function readApprovals(required: V2Value | undefined, rejected: V2Value | undefined): Approvals {
  return { required: mapsOf(required).map(readApproval), rejected: mapsOf(rejected).map(readApproval) };
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function readApproval(map: V2Map): Approval {
  const approval: { -readonly [K in keyof Approval]: Approval[K] } = { votes: [], written: map };
  const votes: { category: string; value: V2Value }[] = [];
  for (const [key, value] of map.entries) {
    if (key === 'username') approval.username = patternsOf(textsOf(value), 'search');
    else if (key === 'email' || key === 'email-filter') approval.email = patternsOf(textsOf(value), 'search');
    else if (key === 'newer-than') approval.newerThan = seconds(value);
    else if (key === 'older-than') approval.olderThan = seconds(value);
    else votes.push({ category: key, value });
  }
  approval.votes = votes;
  return approval;
}

/** `48h`; the reader has checked its form. */
function seconds(value: V2Value): number {
  const text = String(scalarOf(value) ?? '');
  return Number.parseInt(text, 10) * (SECONDS[text.slice(-1)] ?? 1);
}

function describe(map: V2Map): string {
  return [...map.entries].map(([key, value]) => `${key}: ${plain(value)}`).join(', ');
}

function plain(value: V2Value): string {
  if (value.kind === 'list') return `[${value.items.map(plain).join(', ')}]`;
  return value.kind === 'scalar' ? String(value.value) : '{…}';
}

/**
 * Why the votes of a change do not do, if they do not.
 * Source: Zuul 2.6, `model.py`, `BaseFilter.matchesApprovals`.
 *
 * @param change Absent for a ref: v2 fails where votes are asked for.
 * @throws V2Failure
 */
export function approvalsRefuse(
  { required, rejected }: Approvals,
  change: ChangeState | undefined,
  rules: ApprovalRules,
): string | undefined {
  if (required.length === 0 && rejected.length === 0) return undefined;
  if (change === undefined) throw new V2Failure('AttributeError', "'Ref' object has no attribute 'approvals'");
  const { votes } = change;
  if (votes.length === 0 && (required.length > 0 || rules.rejectsVoteless)) {
    return 'the change has no votes at all, which Zuul v2 takes for a refusal wherever it has to look at votes';
  }
  const missing = required.find((approval) => !votes.some((vote) => voteFits(approval, vote, rules)));
  if (missing !== undefined) return `no vote is as required (${describe(missing.written)})`;
  const bad = rejected.find((approval) => votes.some((vote) => voteFits(approval, vote, rules)));
  return bad === undefined ? undefined : `a vote is rejected (${describe(bad.written)})`;
}

/** A vote of unknown age counts as very old. */
function voteFits(approval: Approval, vote: StandingVote, { normalise }: ApprovalRules): boolean {
  const age = vote.age ?? Infinity;
  if (approval.username?.fits(vote.by.username ?? '') === false) return false;
  if (approval.email?.fits(vote.by.email ?? '') === false) return false;
  if (approval.newerThan !== undefined && age > approval.newerThan) return false;
  if (approval.olderThan !== undefined && age <= approval.olderThan) return false;
  return approval.votes.every(
    ({ category, value }) => normalised(vote.label) === normalise(category) && containsNumber(value, vote.value),
  );
}
