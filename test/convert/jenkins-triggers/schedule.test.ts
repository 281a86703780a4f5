import test from 'ava';
import fc from 'fast-check';
import { CronFault } from '../../../src/convert/jenkins-triggers/cron-field.js';
import { readSchedule } from '../../../src/convert/jenkins-triggers/schedule.js';
import { timerName } from '../../../src/convert/jenkins-triggers/timer-name.js';

function timesOf(spec: string, job = 'x'): readonly string[] {
  return readSchedule(spec, job).times;
}

test('H is what Jenkins makes of it', (t) => {
  // The expectations of Jenkins' own tests of CronTab, for the seeds "stuff" and "junk".
  t.deepEqual(timesOf('H 17 * * *', 'stuff'), ['56 17 * * *']);
  t.deepEqual(timesOf('@hourly', 'stuff'), ['56 * * * *']);
  t.deepEqual(timesOf('@hourly', 'junk'), ['20 * * * *']);
  t.deepEqual(timesOf('H H(12-13) * * *', 'stuff'), ['56 13 * * *']);
  t.deepEqual(timesOf('H/15 * * * *', 'stuff'), ['11,26,41,56 * * * *']);
  t.deepEqual(timesOf('H(0-15)/3 * * * *', 'junk'), ['2-14/3 * * * *']);
  t.deepEqual(timesOf('H(0-3)/4 * * * *', 'junk'), ['2 * * * *']);
});

test('weekdays are names, since Zuul counts from Monday', (t) => {
  t.deepEqual(timesOf('0 9 * * 1'), ['0 9 * * mon']);
  t.deepEqual(timesOf('0 9 * * 0'), ['0 9 * * sun']);
  t.deepEqual(timesOf('0 9 * * 7'), ['0 9 * * sun']);
  t.deepEqual(timesOf('0 9 * * 1-5'), ['0 9 * * mon-fri']);
  t.deepEqual(timesOf('0 9 * * 0-2'), ['0 9 * * mon,tue,sun']);
  t.deepEqual(timesOf('0 9 * * */2'), ['0 9 * * tue,thu,sat,sun']);
  t.deepEqual(timesOf('0 9 * * 0-7'), ['0 9 * * *']);
});

test('hours may go over midnight', (t) => {
  t.deepEqual(timesOf('0 22-2 * * *'), ['0 0,1,2,22,23 * * *']);
  t.deepEqual(timesOf('0 22-2/2 * * *'), ['0 0,2,22 * * *']);
});

test('several lines, comments and a time zone', (t) => {
  const spec = 'TZ=Europe/Berlin\n# at night\n\n0 3,9 * * *\r\n5 4 1 */3 *';
  t.deepEqual(readSchedule(spec, 'x'), {
    times: ['0 3,9 * * *', '5 4 1 */3 *'],
    zone: 'Europe/Berlin',
    hashed: false,
  });
});

test('refuses what Jenkins refuses', (t) => {
  const wrong = [
    '61 * * * *',
    '* * *',
    '5-1 * * * *',
    'H(0-3)/15 * * * *',
    '@never',
    'mon * * * *',
    '5/2 * * * *',
    '*/0 * * * *',
  ];
  for (const spec of wrong) t.throws(() => timesOf(spec), { instanceOf: CronFault }, spec);
});

test('every schedule fires at the same minutes in words of Zuul', (t) => {
  const field = (low: number, high: number): fc.Arbitrary<string> =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min: 1, max: high }).map((step) => `*/${String(step)}`),
      fc.uniqueArray(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: 6 }).map((list) => list.join(',')),
      fc
        .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
        .map(([a, b]) => `${String(Math.min(a, b))}-${String(Math.max(a, b))}`),
    );
  fc.assert(
    fc.property(field(0, 59), field(0, 23), field(1, 31), field(1, 12), (...fields) => {
      const [time] = timesOf([...fields, '*'].join(' '));
      const bounds = [
        [0, 59],
        [0, 23],
        [1, 31],
        [1, 12],
      ] as const;
      for (const [index, [low, high]] of bounds.entries()) {
        t.deepEqual(expand(time!.split(' ')[index]!, low, high), expand(fields[index]!, low, high));
      }
    }),
  );
});

/** Numbers of a field, as APScheduler reads it. */
function expand(field: string, low: number, high: number): number[] {
  const numbers = field.split(',').flatMap((term) => {
    const [, from, to, step] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(term)!;
    const first = from === undefined ? low : Number(from);
    const last = to === undefined ? (from === undefined ? high : first) : Number(to);
    const found: number[] = [];
    for (let number = first; number <= last; number += Number(step ?? 1)) found.push(number);
    return found;
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

test('pipelines are named after their times', (t) => {
  const names = {
    '@daily': 'timer-daily',
    '30 3 * * *': 'timer-daily-0330',
    '0 9 * * 1-5': 'timer-mon-fri-0900',
    '15 * * * *': 'timer-hourly-15',
    '*/5 * * * *': 'timer-every-5-minutes',
    '* * * * *': 'timer-every-minute',
    '0 3,9 * * *': 'timer-several-hours',
    '0 0 1 * *': 'timer-some-days',
  };
  for (const [spec, name] of Object.entries(names)) t.is(timerName(spec, timesOf(spec)), name);
});
