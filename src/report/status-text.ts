import { NO_PAINT, type Paint } from './summary.js';
import { grouped, plural } from './words.js';

/** An input that is not what the last run read. */
export interface StaleInput {
  readonly name: string;
  readonly change: 'new' | 'gone' | 'changed';
}

/** What people did to a tree since it was written. */
export interface TreeWords {
  readonly edited: readonly string[];
  readonly removed: readonly string[];
  readonly conflicts: readonly string[];
  readonly foreign: readonly string[];
  readonly untouched: number;
}

const MOST = 50;

/**
 * The status of a tree for people, worst first. Ends with a line break.
 *
 * @param stale Absent: nobody gave inputs to compare with.
 */
export function statusText(
  folder: string,
  tree: TreeWords,
  stale: readonly StaleInput[] | undefined,
  paint: Paint = NO_PAINT,
): string {
  const stales = (stale ?? []).map(({ name, change }) => `${name} (${change})`);
  const sections = [
    section('Conflicts', 'each has a note beside the file, FILE.zuulshift-conflict', tree.conflicts, paint),
    section('Out of date', 'inputs that changed since the last run; convert again', stales, paint),
    section('Edited', 'kept by the next run', tree.edited, paint),
    section('Removed by hand', 'stay away', tree.removed, paint),
    section('Written by others', 'never touched', tree.foreign, paint),
  ].filter((lines) => lines.length > 0);
  const known = stale === undefined ? '' : stale.length === 0 ? ', inputs unchanged' : '';
  const head = `${folder}: ${plural(tree.untouched, 'file')} as zuulshift wrote them${known}`;
  return `${[[head], ...sections].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function section(title: string, what: string, names: readonly string[], paint: Paint): string[] {
  if (names.length === 0) return [];
  const more = names.length > MOST ? [`  and ${grouped(names.length - MOST)} more`] : [];
  return [`${paint.bold(title)} (${what})`, ...names.slice(0, MOST).map((name) => `  ${name}`), ...more];
}
