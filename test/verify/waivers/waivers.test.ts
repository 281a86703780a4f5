import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import type { Waiver } from '../../../src/model/verification.js';
import { waiverBook } from '../../../src/verify/waivers/match-waiver.js';
import { readWaivers } from '../../../src/verify/waivers/read-waivers.js';
import { temporaryFolder } from '../../support/folders.js';

function read(t: ExecutionContext, text: string): readonly Waiver[] {
  const path = join(temporaryFolder(t), 'waivers.yaml');
  writeFileSync(path, text);
  return readWaivers(path);
}

const ONE = `- owner: ci team
  reason: nobody needs it
  expires: 2027-03-31
  match: {project: nova/*, job: '*-unit', aspect: jobs}
`;

test('a waiver has an owner, a reason, a last day and what it is about', (t) => {
  const [waiver] = read(t, ONE);
  t.like(waiver, {
    owner: 'ci team',
    reason: 'nobody needs it',
    expires: '2027-03-31',
    match: { project: 'nova/*', job: '*-unit', aspect: 'jobs' },
  });
  t.is(waiver?.at.line, 1);
});

const wrong: readonly (readonly [text: string, line: number, says: RegExp])[] = [
  ['owner: x\n', 1, /expected a list of waivers, found a mapping/],
  [ONE.replace('owner: ci team', 'owner: 12'), 1, /waiver 1, owner: expected a text, found the number 12/],
  [ONE.replace('  reason: nobody needs it\n', ''), 1, /waiver 1, reason: expected a text, found nothing/],
  [ONE.replace('2027-03-31', 'next year'), 3, /expires: expected a day, as 2027-03-31, found the text "next year"/],
  [ONE.replace('aspect: jobs', 'aspect: job'), 4, /aspect: expected one of triggered, .*, found the text "job"/],
  [ONE.replace(/match: .*/, 'match: {}'), 4, /waiver 1, match: expected at least one of project/],
  [ONE.replace('job: ', 'jobs: '), 4, /match: knows no jobs/],
  [`${ONE}- {}\n`, 5, /waiver 2, owner: expected a text, found nothing/],
];

for (const [text, line, says] of wrong) {
  test(`refused with its line: ${String(says)}`, (t) => {
    const { faults } = t.throws(() => read(t, text), { instanceOf: InputError });
    t.true(
      faults.some(({ at, message }) => at.line === line && says.test(message)),
      JSON.stringify(faults),
    );
  });
}

function book(text: string, today: string, t: ExecutionContext): ReturnType<typeof waiverBook> {
  return waiverBook(read(t, text), today);
}

const ABOUT = { aspect: 'jobs', projects: ['nova/api'], pipeline: 'check', job: 'nova-unit', cause: 'v3: no' };

test('a waiver counts up to its last day, and for what all its patterns fit', (t) => {
  t.truthy(book(ONE, '2027-03-31', t).find(ABOUT));
  t.falsy(book(ONE, '2027-04-01', t).find(ABOUT));
  const today = book(ONE, '2026-01-01', t);
  t.falsy(today.find({ ...ABOUT, projects: ['glance'] }));
  t.falsy(today.find({ ...ABOUT, job: 'nova-unit-2' }));
  t.falsy(today.find({ ...ABOUT, aspect: 'voting' }));
  t.falsy(today.find({ aspect: 'jobs', projects: ['nova/api'], pipeline: 'check', cause: 'v3: no' }));
});

test('waivers that count no more, or that nothing needs, are told', (t) => {
  const both = `${ONE}${ONE.replace('2027', '2025')}`;
  const used = book(both, '2026-01-01', t);
  t.deepEqual(
    used.idle().map(({ why }) => why),
    ['unused', 'expired'],
  );
  used.find(ABOUT);
  t.deepEqual(
    used.idle().map(({ why }) => why),
    ['expired'],
  );
});
