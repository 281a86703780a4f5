import type { Reason } from '../../model/explanation.js';
import type { Place } from '../../model/place.js';
import type { ChangeScenario, Scenario } from '../../model/scenario.js';
import type { SkipCondition } from './jobs.js';
import { allFilesFit, branchFits, skipHolds, someFileFits } from './matchers.js';
import { firstFit, type Patterns } from './patterns.js';

/** Whether the branch of a change, or the ref of a ref item, fits. */
export function branchReason(patterns: Patterns, item: Scenario, what: string): Reason {
  const all = shown(patterns);
  const at = patterns.list[0]?.at;
  if (item.kind === 'timer') return against(`${what} ${all} never fits: a timer has no branch`, at);
  const text = item.kind === 'change' ? item.branch : item.ref;
  const subject = item.kind === 'change' ? text : `the ref ${text}`;
  if (!branchFits(patterns, item)) return against(`${what} ${all} does not fit ${subject}`, at);
  const first = firstFit(patterns, text);
  return reason(`${what} ${first?.value ?? all} fits ${subject}`, first?.at ?? at);
}

export function fileReason(patterns: Patterns, item: Scenario, what: string): Reason {
  const at = patterns.list[0]?.at;
  if (item.kind !== 'change') return against(`${what} ${shown(patterns)} never fits: only changes have files`, at);
  const file = item.files.find((path) => patterns.fits(path));
  if (file === undefined || !someFileFits(patterns, item)) {
    return against(`${what} ${shown(patterns)} fits none of the files`, at);
  }
  const first = firstFit(patterns, file);
  return reason(`${what} ${first?.value ?? ''} fits ${file}`, first?.at ?? at);
}

export function skipReason(skip: SkipCondition, item: Scenario, what: string): Reason {
  const parts: string[] = [];
  if (skip.project !== undefined) {
    parts.push(`project ${shown(skip.project)} ${skip.project.fits(item.project) ? 'fits' : 'does not fit'}`);
  }
  if (skip.branch !== undefined) parts.push(branchReason(skip.branch, item, 'branch').text);
  if (skip.allFiles !== undefined) parts.push(`all-files-match-any ${allFilesText(skip.allFiles, item)}`);
  if (parts.length === 0) parts.push('without any key, which always holds');
  const { at } = skip.entry;
  return skipHolds(skip, item)
    ? against(`${what} holds: ${parts.join(', ')}`, at)
    : reason(`${what} does not hold: ${parts.join(', ')}`, at);
}

function allFilesText(patterns: Patterns, item: Scenario): string {
  if (allFilesFit(patterns, item)) return `${shown(patterns)} fits every file`;
  if (item.kind !== 'change') return 'does not hold: only changes have files';
  if (item.files.length < 2) return 'does not hold for fewer than two files';
  return `${shown(patterns)} does not fit ${unmatched(patterns, item) ?? 'every file'}`;
}

function unmatched(patterns: Patterns, item: ChangeScenario): string | undefined {
  return item.files.find((file) => file !== '/COMMIT_MSG' && !patterns.fits(file));
}

const MOST_SHOWN = 3;

function shown({ list }: Patterns): string {
  const texts = list.slice(0, MOST_SHOWN).map(({ value }) => value);
  return list.length > MOST_SHOWN ? `${texts.join(' or ')} or … (${String(list.length)})` : texts.join(' or ');
}

function reason(text: string, at: Place | undefined): Reason {
  return at === undefined ? { text } : { text, at };
}

function against(text: string, at: Place | undefined): Reason {
  return { ...reason(text, at), against: true };
}
