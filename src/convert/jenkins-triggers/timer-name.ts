/** Names that Jenkins has for schedules → names of pipelines. */
const KNOWN: Readonly<Record<string, string>> = {
  '@yearly': 'timer-yearly',
  '@annually': 'timer-yearly',
  '@monthly': 'timer-monthly',
  '@weekly': 'timer-weekly',
  '@daily': 'timer-daily',
  '@midnight': 'timer-midnight',
  '@hourly': 'timer-hourly',
};

/**
 * A name for the pipeline of a schedule: `timer-daily`, `timer-daily-0330`, `timer-mon-fri-0900`, `timer-hourly-15`.
 *
 * @param spec As written in Jenkins.
 * @param times As in Zuul.
 */
export function timerName(spec: string, times: readonly string[]): string {
  const known = KNOWN[spec.trim()];
  if (known !== undefined) return known;
  const [time, ...others] = times;
  if (time === undefined || others.length > 0) return 'timer-several-times';
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = time.split(' ');
  if (day !== '*' || month !== '*') return 'timer-some-days';
  const days = weekday === '*' ? 'daily' : weekday.replaceAll(',', '-');
  if (/^\d+$/.test(minute) && /^\d+$/.test(hour)) return `timer-${days}-${two(hour)}${two(minute)}`;
  if (/^\d+$/.test(minute) && hour === '*' && weekday === '*') return `timer-hourly-${two(minute)}`;
  const every = /^\*\/(\d+)$/.exec(minute);
  if (every !== null && hour === '*' && weekday === '*') return `timer-every-${every[1]!}-minutes`;
  if (minute === '*' && hour === '*' && weekday === '*') return 'timer-every-minute';
  return weekday === '*' ? 'timer-several-hours' : `timer-${days}`;
}

function two(number: string): string {
  return number.padStart(2, '0');
}
