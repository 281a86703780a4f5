import type { ChangeEvent, ReachedPipeline } from '../../model/change-event.js';
import { approvalsRefuse, normalised, type ApprovalRules } from './approvals.js';
import { requirementsRefuse, type Requirements } from './requirements.js';
import { type EventFilter } from './triggers.js';
import { pythonInt, V2Failure } from './values.js';

/** A pipeline as far as events are concerned. */
export interface EventPipeline {
  readonly name: string;
  readonly isDependent: boolean;
  readonly filters: readonly EventFilter[];
  readonly requirements?: Requirements;
  /** Keys of the reporters for success: a dependent pipeline does not wait for labels that it sets itself. */
  readonly ownLabels: readonly string[];
}

const NO_REVISION = '0'.repeat(40);

/**
 * The pipelines that an event gets into, in their order. An exception in one of them makes v2 forget the event: no
 * pipeline after that one sees it, which is said of those it would have reached.
 * Source: Zuul 2.6, `scheduler.py`, `Scheduler.process_event_queue`.
 */
export function reachedPipelines(
  pipelines: readonly EventPipeline[],
  event: ChangeEvent,
  rules: ApprovalRules,
): ReachedPipeline[] {
  const reached: ReachedPipeline[] = [];
  let failedIn: string | undefined;
  for (const pipeline of pipelines) {
    const answer = reach(pipeline, event, rules);
    if (answer === undefined) continue;
    if (failedIn !== undefined) {
      const error = `the event is lost: Zuul v2 has failed on it in pipeline ${failedIn}`;
      if (answer.refused === undefined) reached.push({ pipeline: pipeline.name, error });
      continue;
    }
    reached.push(answer);
    if (answer.error !== undefined) failedIn = pipeline.name;
  }
  return reached;
}

function reach(pipeline: EventPipeline, event: ChangeEvent, rules: ApprovalRules): ReachedPipeline | undefined {
  const { name } = pipeline;
  try {
    if (!pipeline.filters.some((filter) => eventFits(filter, event, rules))) return undefined;
    const refused =
      (pipeline.isDependent ? cannotMerge(pipeline, event, rules) : undefined) ??
      (pipeline.requirements && requirementsRefuse(pipeline.requirements, event.change, rules));
    return refused === undefined ? { pipeline: name } : { pipeline: name, refused };
  } catch (error) {
    if (!(error instanceof V2Failure)) throw error;
    return { pipeline: name, error: error.message };
  }
}

/** Source: Zuul 2.6, `source/gerrit.py`, `GerritSource.canMerge`. */
function cannotMerge({ ownLabels }: EventPipeline, { change }: ChangeEvent, rules: ApprovalRules): string | undefined {
  if (change === undefined) throw new V2Failure('AttributeError', "'Ref' object has no attribute 'number'");
  const missing = (change.missingLabels ?? []).filter((label) => !ownLabels.includes(rules.reporterKey(label)));
  return missing.length === 0 ? undefined : `Gerrit still asks for ${missing.join(', ')}`;
}

/**
 * Whether a filter lets an event in.
 * Source: Zuul 2.6, `model.py`, `EventFilter.matches`, in its order of tests.
 *
 * @throws V2Failure where v2 raises
 */
export function eventFits(filter: EventFilter, event: ChangeEvent, rules: ApprovalRules): boolean {
  if (!filter.types.some((type) => event.type.startsWith(type))) return false;
  // Events of Gerrit tell of no pipeline.
  if (filter.pipelines !== undefined) throw noText();
  if (filter.branches !== undefined) {
    if (event.branch === undefined) throw noText();
    if (!filter.branches.fits(event.branch)) return false;
  }
  if (filter.refs !== undefined && (event.ref === undefined || !filter.refs.fits(event.ref.name))) return false;
  if (filter.ignoreDeletes && event.ref?.newRev === NO_REVISION) return false;
  if (filter.comments !== undefined && (event.comment === undefined || !filter.comments.fits(event.comment))) {
    return false;
  }
  return accountFits(filter, event) && votesFit(filter, event, rules) && standingFits(filter, event, rules);
}

function noText(): V2Failure {
  return new V2Failure('TypeError', 'expected string or buffer');
}

/** An event that names nobody passes. */
function accountFits({ emails, usernames }: EventFilter, { account }: ChangeEvent): boolean {
  if (account === undefined) return true;
  if (emails !== undefined && (account.email === undefined || !emails.fits(account.email))) return false;
  return usernames === undefined || (account.username !== undefined && usernames.fits(account.username));
}

/** The votes that the event itself brings. */
function votesFit({ votes }: EventFilter, { approvals }: ChangeEvent, { normalise }: ApprovalRules): boolean {
  for (const [category, wanted] of votes) {
    const same = approvals.filter(({ label }) => normalised(label) === normalise(category));
    if (same.length === 0) return false;
    const value = pythonInt(wanted);
    if (!same.some((vote) => vote.value === value)) return false;
  }
  return true;
}

function standingFits({ approvals }: EventFilter, { change }: ChangeEvent, rules: ApprovalRules): boolean {
  return approvalsRefuse(approvals, change, rules) === undefined;
}
