/** Times of a zone, moved to UTC. */
export interface MovedTimes {
  readonly times: readonly string[];
  /** The zone has summer time, in which the moved times are an hour late. */
  readonly hasSummerTime: boolean;
}

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * Moves times of a schedule (as `readSchedule` writes them) from a zone to UTC. Zuul's timer knows no zones: it counts in the zone of the
 * scheduler, which is UTC nearly everywhere. Standard time counts where there is summer time.
 *
 * @param zone A name of the IANA database, `Europe/Berlin`.
 * @returns `undefined` for an unknown zone, and for times that cannot be moved: of certain days of the month, or of several hours and
 *   minutes of which only some fall on another day or hour.
 */
export function inUtc(times: readonly string[], zone: string): MovedTimes | undefined {
  const [winter, summer] = [offsetOf(zone, 0), offsetOf(zone, 6)];
  if (winter === undefined || summer === undefined) return undefined;
  const standard = Math.min(winter, summer);
  const moved = times.map((time) => shifted(time, standard));
  return moved.includes(undefined)
    ? undefined
    : { times: moved as readonly string[], hasSummerTime: winter !== summer };
}

/** Minutes that a zone is ahead of UTC in the middle of a month of 2026. */
function offsetOf(zone: string, month: number): number | undefined {
  const noon = Date.UTC(2026, month, 15, 12);
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', day: 'numeric', hour: 'numeric', minute: 'numeric' }); // prettier-ignore
    const part = (type: string): number => Number(format.formatToParts(noon).find((one) => one.type === type)!.value);
    return (part('day') - 15) * DAY + (part('hour') - 12) * HOUR + part('minute');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function shifted(time: string, offset: number): string | undefined {
  const [minute = '', hour = '', day, month, weekday = ''] = time.split(' ');
  if (offset === 0) return time;
  // The same at every hour: only minutes move.
  const hours = hour === '*' ? [0] : numbers(hour);
  const minutes = numbers(minute);
  if (hours === undefined || minutes === undefined || day !== '*' || month !== '*') return undefined;
  if (hour === '*' && weekday !== '*') return undefined;
  const moved = hours.flatMap((one) => minutes.map((two) => one * HOUR + two - offset));
  const days = new Set(moved.map((at) => Math.floor(at / DAY)));
  const newHours = [...new Set(moved.map((at) => mod(Math.floor(at / HOUR), 24)))];
  const newMinutes = [...new Set(moved.map((at) => mod(at, HOUR)))];
  // Hours and minutes are chosen apart from each other: all pairs have to be wanted.
  if (newHours.length * newMinutes.length !== moved.length) return undefined;
  const text = (list: readonly number[]): string => [...list].sort((a, b) => a - b).join(',');
  if (hour === '*') return `${text(newMinutes)} * * * *`;
  if (weekday === '*') return `${text(newMinutes)} ${text(newHours)} * * *`;
  const [shift = 0] = days;
  const weekdays = days.size === 1 ? rotated(weekday, shift) : undefined;
  return weekdays && `${text(newMinutes)} ${text(newHours)} * * ${weekdays}`;
}

/** `1,5` as numbers; nothing for what is not a plain list. */
function numbers(field: string): number[] | undefined {
  const list = field.split(',');
  return list.every((one) => /^\d+$/.test(one)) ? list.map(Number) : undefined;
}

/** Days of the week, so many days later. */
function rotated(field: string, by: number): string | undefined {
  const later = (name: string): string | undefined => {
    const at = WEEKDAYS.indexOf(name);
    return at < 0 ? undefined : WEEKDAYS[mod(at + by, 7)];
  };
  const [first, last, ...others] = field.split('-');
  const list = last === undefined ? field.split(',').map(later) : [later(first!), later(last)];
  if (others.length > 0 || list.includes(undefined)) return undefined;
  if (last === undefined) return list.join(',');
  // A range that would run over the end of the week is a list.
  const [from, to] = list.map((name) => WEEKDAYS.indexOf(name!)) as [number, number];
  if (from <= to) return list.join('-');
  return WEEKDAYS.filter((_, at) => at >= from || at <= to).join(',');
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
