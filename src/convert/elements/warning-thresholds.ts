import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import type { Numbers } from './check-warnings.js';
import { strictest } from './limits.js';
import { together } from './together.js';

/** Findings of every element with limits of the Static Analysis plugins. */
export const THRESHOLD_FINDINGS = {
  'new-warnings':
    'Limits for new warnings compare with an earlier build, of which Zuul knows nothing: they are left out. Let the tool enforce them, or set a limit for all warnings.',
  display: 'How Jenkins shows the report, and compares it with earlier ones, has no counterpart.',
} as const;

/** Fields that {@link warningThresholds} judges. */
export const THRESHOLD_FIELDS = ['thresholds', 'threshold', 'failureThreshold', 'newThreshold', 'newFailureThreshold'];

const KINDS = ['All', 'High', 'Normal', 'Low'];

/**
 * Limits for numbers of warnings of the Static Analysis plugins. More of them made a build UNSTABLE or a FAILURE; both fail
 * it here, so the stricter limit counts. 0 is a limit, an empty field is none.
 * Source: analysis-core plugin, Thresholds and BuildResultEvaluator; `threshold` and `failureThreshold` are of its versions before 1.19.
 *
 * @returns kind → most; empty where nothing is limited.
 */
export function warningThresholds(input: Element, notes: Notes<keyof typeof THRESHOLD_FINDINGS>): Numbers {
  const thresholds = input.child('thresholds');
  const most: Record<string, number> = {};
  for (const kind of KINDS) {
    const fields = ['unstableTotal', 'failedTotal'].map((name) => thresholds?.child(`${name}${kind}`));
    if (kind === 'All') fields.push(input.child('threshold'), input.child('failureThreshold'));
    const limit = strictest(fields, 'least', (number) => number >= 0);
    if (limit !== undefined) most[kind.toLowerCase()] = limit;
  }
  const news = (thresholds?.elements ?? []).filter(({ name }) => /^(unstable|failed)New/.test(name));
  const old = ['newThreshold', 'newFailureThreshold'].flatMap((name) => input.child(name) ?? []);
  const isOff = /^(true|yes)$/i.test(input.child('dontComputeNew')?.rawText.trim() ?? '');
  const set = [...news, ...old].filter((field) => !isOff && /^\d+$/.test(field.rawText.trim()));
  // One of them makes a person think.
  together(set, 'dropped', (first) => notes.approximated('new-warnings', first));
  for (const field of [...news, ...old]) field.judgeAll('dropped');
  thresholds?.children();
  return most;
}
