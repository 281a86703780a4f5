import test from 'ava';
import fc from 'fast-check';
import { inUtc } from '../../../src/convert/jenkins-triggers/time-zone.js';

test('hours, minutes and days of the week move together', (t) => {
  const moved = (time: string, zone: string): string | undefined => inUtc([time], zone)?.times[0];
  t.is(moved('0 12 * * *', 'Asia/Seoul'), '0 3 * * *');
  t.is(moved('0 3 * * mon', 'Asia/Seoul'), '0 18 * * sun');
  t.is(moved('30 22 * * fri', 'America/New_York'), '30 3 * * sat');
  t.is(moved('0 3 * * mon-fri', 'Asia/Tokyo'), '0 18 * * mon,tue,wed,thu,sun');
  t.is(moved('0 9,17 * * *', 'Asia/Tokyo'), '0 0,8 * * *');
  t.is(moved('15 * * * *', 'Asia/Kolkata'), '45 * * * *');
  t.is(moved('15 6 * * *', 'Asia/Kolkata'), '45 0 * * *');
  t.is(moved('15 6 * * *', 'UTC'), '15 6 * * *');
});

test('what cannot be moved is left to a person', (t) => {
  t.is(inUtc(['0 3 1 * *'], 'Asia/Seoul'), undefined);
  t.is(inUtc(['0 3,12 * * mon'], 'Asia/Seoul'), undefined);
  t.is(inUtc(['*/5 3 * * *'], 'Asia/Seoul'), undefined);
  t.is(inUtc(['0 3 * * *'], 'Nowhere/Land'), undefined);
});

test('summer time is told', (t) => {
  t.deepEqual(inUtc(['0 3 * * *'], 'Europe/Berlin'), { times: ['0 2 * * *'], hasSummerTime: true });
  t.deepEqual(inUtc(['0 9 * * *'], 'Australia/Sydney'), { times: ['0 23 * * *'], hasSummerTime: true });
  t.false(inUtc(['0 3 * * *'], 'Asia/Seoul')!.hasSummerTime);
});

test('a moved time is the same moment', (t) => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const zone = fc.constantFrom('Asia/Seoul', 'America/Phoenix', 'Asia/Kathmandu', 'Pacific/Honolulu');
  const offsets: Record<string, number> = { 'Asia/Seoul': 540, 'America/Phoenix': -420, 'Asia/Kathmandu': 345, 'Pacific/Honolulu': -600 }; // prettier-ignore
  fc.assert(
    fc.property(zone, fc.nat(59), fc.nat(23), fc.nat(6), (name, minute, hour, day) => {
      const [time = ''] = inUtc([`${String(minute)} ${String(hour)} * * ${days[day]!}`], name)!.times;
      const [m, h, , , d] = time.split(' ');
      const at = (days.indexOf(d!) * 24 + Number(h)) * 60 + Number(m);
      const week = 7 * 24 * 60;
      t.is((at + offsets[name]! + week) % week, (day * 24 + hour) * 60 + minute);
    }),
  );
});
