import type { Reason } from '../../model/explanation.js';
import { COMMIT_MESSAGE } from './file-test.js';
import type { FrozenJob } from './frozen-job.js';
import type { ItemPlace } from './item.js';
import type { Regex } from './load/regex.js';
import { type BranchMatchers, fitsPlace } from './matchers.js';

/** Why branch matchers let an item in or not: `branch ^stable/ does not fit master`. */
export function branchReason(matchers: BranchMatchers, place: ItemPlace, applies: boolean): string {
  const subject = place.branch ?? `the ref ${place.ref}`;
  if (matchers === undefined) return `no branch keeps ${subject} out`;
  if (matchers.length === 0) return 'its empty list of branches never fits';
  if (!applies) return `branch ${matchers.map(({ regex }) => inWords(regex)).join(' or ')} does not fit ${subject}`;
  const first = matchers.find((matcher) => fitsPlace(matcher, place));
  return first ? `branch ${inWords(first.regex)} fits ${subject}` : `it is for ${subject}`;
}

/** What the files of a change say about a job. */
export function fileReasons({ merged, looksAtFiles }: FrozenJob, all: readonly string[]): readonly Reason[] {
  const { files: wanted, irrelevantFiles: irrelevant } = merged.plain;
  if (!looksAtFiles) return [];
  const files = all.filter((file) => file !== COMMIT_MESSAGE);
  if (files.length === 0) return [{ text: 'no files: what it says about files is not asked' }];
  const reasons: Reason[] = [];
  if (wanted) reasons.push(wantedReason(wanted, files));
  if (irrelevant) reasons.push(irrelevantReason(irrelevant, files));
  return reasons;
}

function wantedReason(wanted: readonly Regex[], files: readonly string[]): Reason {
  for (const file of files) {
    const first = wanted.find((regex) => regex.fits(file));
    if (first) return { text: `files ${inWords(first)} fits ${file}`, at: first.at };
  }
  return { ...reason(`files ${listed(wanted)} fits none of the files`, wanted), against: true };
}

function irrelevantReason(irrelevant: readonly Regex[], files: readonly string[]): Reason {
  const other = files.find((file) => !irrelevant.some((regex) => regex.fits(file)));
  if (other === undefined) {
    return { ...reason(`irrelevant-files ${listed(irrelevant)} fits every file`, irrelevant), against: true };
  }
  return reason(`irrelevant-files ${listed(irrelevant)} does not fit ${other}`, irrelevant);
}

function reason(text: string, [first]: readonly Regex[]): Reason {
  return first ? { text, at: first.at } : { text };
}

const listed = (patterns: readonly Regex[]): string => patterns.map(inWords).join(' or ') || '(an empty list)';
const inWords = ({ pattern, negate }: Regex): string => (negate ? `not ${pattern}` : pattern);
