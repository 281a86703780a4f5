import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import type { Condition, ConditionCode } from './run-condition.js';
import { jinjaString } from '../../model/value.js';
import { just } from './text-conditions.js';
import { ignoreClass } from './together.js';

/**
 * A time of day, both ends within. Jenkins looked at its own clock, at the time of the step or of the start of the build; here
 * it is the clock of Zuul's executor, at the time of the step. Source: Run Condition plugin, TimeCondition.
 */
export function readTime(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const ends = ['earliest', 'latest'].map((end) => clockTime(element, end, notes));
  const [from, to] = ends;
  judgeClock(element, notes);
  if (from === undefined || to === undefined) return undefined;
  const now = "now(fmt='%H:%M')";
  return just(`${jinjaString(from)} <= ${now} and ${now} <= ${jinjaString(to)}`);
}

/** `04:15`, from the fields for hours and minutes. */
function clockTime(element: Element, end: string, notes: Notes<ConditionCode>): string | undefined {
  const [hours, minutes] = [element.child(`${end}Hours`), element.child(`${end}Minutes`)];
  const [hour, minute] = [hours?.integer() ?? 0, minutes?.integer() ?? 0];
  const isTime = hour >= 0 && hour < HOURS && minute >= 0 && minute < MINUTES;
  const wrong = [hours, minutes].find((one) => one !== undefined && one.integer() === undefined);
  if (isTime && wrong === undefined) return `${twoDigits(hour)}:${twoDigits(minute)}`;
  notes.needsHuman('no-number', wrong ?? hours ?? element);
  return undefined;
}

const HOURS = 24;
const MINUTES = 60;

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Java's numbers of days: Sunday is 1. Here Sunday is 0. Source: java.util.Calendar; strftime, %w. */
const DAYS = 7;

/** Days of the week. Source: Run Condition plugin, DayCondition. */
export function readDay(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const selector = element.child('daySelector');
  selector?.children();
  const kind = selector?.attribute('class')?.split('$').at(-1) ?? '';
  judgeClock(element, notes);
  let days: readonly number[] | undefined;
  if (kind === 'Weekday') days = [1, 2, 3, 4, 5];
  if (kind === 'Weekend') days = [0, 6];
  if (kind === 'SelectDays') days = selectedDays(selector?.child('days')?.children() ?? []);
  if (days === undefined) {
    notes.needsHuman('unknown-condition', selector ?? element, `(${kind})`);
    return undefined;
  }
  if (days.length === 0 || days.length === DAYS) return just(days.length > 0);
  return just(`now(fmt='%w') in [${days.map((day) => `'${String(day)}'`).join(', ')}]`);
}

function selectedDays(list: readonly Element[]): number[] {
  const days: number[] = [];
  for (const one of list) {
    const day = one.child('day');
    if (!one.booleanOf('selected')) {
      day?.judgeAll('dropped');
      continue;
    }
    const number = day?.integer();
    if (number !== undefined && number >= 1 && number <= DAYS) days.push(number - 1);
  }
  return days;
}

/** Whose clock it is, and of when. */
function judgeClock(element: Element, notes: Notes<ConditionCode>): void {
  const field = element.child('useBuildTime');
  if (field !== undefined) notes.approximated('clock', field);
}

/** The node the build runs on. Names of nodes are Zuul's here. Source: Run Condition plugin, NodeCondition. */
export function readNode(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const allowed = element.child('allowedNodes');
  const names = (allowed?.children() ?? []).map((name) => name.text().trim());
  if (allowed !== undefined && names.length > 0) notes.approximated('node-names', allowed);
  return just(names.length === 0 ? false : `jenkins_env.NODE_NAME in [${names.map(jinjaString).join(', ')}]`);
}

/** Who started the build. Of that Zuul knows one thing: whether a clock did. Source: Run Condition plugin, CauseCondition. */
export function readCause(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const cause = element.child('buildCause');
  const word = cause?.text().trim() ?? '';
  // A build of Zuul has one cause.
  element.child('exclusiveCause')?.judgeAll('dropped');
  if (word !== 'TIMER_CAUSE') {
    notes.needsHuman('cause', cause ?? element, `(${word})`);
    return undefined;
  }
  notes.approximated('timer', cause!);
  return just('zuul.change is not defined and zuul.newrev is not defined');
}

/** Folders that conditions about files may be about, where a build of Zuul has them. */
export function isWorkspace(element: Element, notes: Notes<ConditionCode>): boolean {
  const base = element.child('baseDir');
  base?.children();
  const type = base?.attributes.find((attribute) => attribute.name === 'class')?.value;
  const folder = type?.split('$').at(-1) ?? 'Workspace';
  if (folder === 'Workspace') {
    ignoreClass(base);
    return true;
  }
  notes.needsHuman('unknown-condition', base!, `(files in ${folder})`);
  return false;
}
