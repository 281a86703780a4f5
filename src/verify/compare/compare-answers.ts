import type { ItemAnswer } from '../../model/item-answer.js';
import type { Difference } from '../../model/verification.js';
import type { NameMap } from '../names.js';
import { compareJobs } from './compare-jobs.js';

export interface CompareOptions {
  readonly names: NameMap;
  /** v3 job → semaphores that stand for limits of Jenkins, which v2 knew nothing of: v3 has to have them as well. */
  readonly fromJenkins: ReadonlyMap<string, ReadonlySet<string>>;
}

const NONE: readonly Difference[] = [];

/**
 * Compares what both systems do with one item. An item that a pipeline does not let in starts nothing there, as one of a
 * project that is not in the pipeline.
 *
 * @param byHand No trigger of either pipeline lets anything in: then it is about items that somebody enqueues.
 * @returns In what they differ; nothing where they do the same.
 */
export function compareAnswers(
  v2: ItemAnswer,
  v3: ItemAnswer,
  byHand: boolean,
  options: CompareOptions,
): readonly Difference[] {
  const [one, other] = [effectOf(v2, byHand), effectOf(v3, byHand)];
  if (one === 'nothing' && other === 'nothing') return NONE;
  // An exception of v2 starts nothing either.
  if (one === 'error' && other === 'nothing') return NONE;
  if (one === 'error' || other === 'error') {
    return [{ aspect: 'outcome', change: 'changed', v2: outcomeWords(v2, one), v3: outcomeWords(v3, other) }];
  }
  if (!byHand && v2.triggered !== v3.triggered) {
    const change = v2.triggered ? 'missing' : 'extra';
    return [{ aspect: 'triggered', change, v2: entranceWords(v2), v3: entranceWords(v3) }];
  }
  const differences: Difference[] = [];
  if (one === 'hangs' || other === 'hangs') {
    differences.push({
      aspect: 'outcome',
      change: 'changed',
      v2: outcomeWords(v2, one),
      v3: outcomeWords(v3, other),
    });
  }
  differences.push(...compareJobs(v2.jobs, v3.jobs, options));
  return differences.length === 0 ? NONE : differences;
}

type Effect = 'runs' | 'nothing' | 'hangs' | 'error';

function effectOf({ outcome, triggered, jobs }: ItemAnswer, byHand: boolean): Effect {
  if (outcome === 'unknown' || (!triggered && !byHand)) return 'nothing';
  return outcome === 'runs' && jobs.length === 0 ? 'nothing' : outcome;
}

function entranceWords({ triggered, jobs }: ItemAnswer): string {
  return triggered ? `lets it in, ${countWords(jobs.length)}` : 'does not let it in';
}

function outcomeWords({ error, jobs }: ItemAnswer, effect: Effect): string {
  switch (effect) {
    case 'runs':
      return countWords(jobs.length);
    case 'nothing':
      return 'starts nothing';
    case 'hangs':
      return `waits for ever${error === undefined ? '' : `: ${error}`}`;
    case 'error':
      return `fails${error === undefined ? '' : `: ${error}`}`;
  }
}

function countWords(jobs: number): string {
  return jobs === 1 ? 'starts 1 job' : `starts ${String(jobs)} jobs`;
}
