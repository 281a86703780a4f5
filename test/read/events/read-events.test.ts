import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { ChangeEvent } from '../../../src/model/change-event.js';
import type { Finding } from '../../../src/model/finding.js';
import { InputError } from '../../../src/model/input-error.js';
import { readEvents } from '../../../src/read/events/read-events.js';
import { temporaryFolder } from '../../support/folders.js';

async function read(
  t: ExecutionContext,
  ...lines: readonly (object | string)[]
): Promise<{ events: ChangeEvent[]; findings: Finding[] }> {
  const path = join(temporaryFolder(t), 'events.jsonl');
  writeFileSync(path, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  const events: ChangeEvent[] = [];
  const findings: Finding[] = [];
  for await (const { event } of readEvents(path, (finding) => findings.push(finding))) events.push(event);
  return { events, findings };
}

const dev1 = { name: 'Dev1', email: 'dev1@example.com', username: 'dev1' };
const onChange = (type: string, more: object = {}): object => ({
  type,
  project: 'p1',
  change: { project: 'p1', branch: 'master', number: 1, status: 'NEW', hashtags: ['h1'] },
  patchSet: { number: 1, ref: 'refs/changes/01/1/1' },
  eventCreatedOn: 1000,
  ...more,
});

test('a comment with a vote', async (t) => {
  const { events } = await read(
    t,
    onChange('comment-added', {
      author: dev1,
      comment: 'Patch Set 1: Verified+1',
      approvals: [{ type: 'Verified', description: 'Verified', value: '1', oldValue: '0' }],
    }),
  );
  t.deepEqual(events, [
    {
      type: 'comment-added',
      project: 'p1',
      branch: 'master',
      account: { username: 'dev1', email: 'dev1@example.com', name: 'Dev1' },
      comment: 'Patch Set 1: Verified+1',
      approvals: [{ label: 'Verified', value: 1, oldValue: 0 }],
      change: {
        number: 1,
        patchSet: 1,
        open: true,
        status: 'NEW',
        current: true,
        workInProgress: false,
        votes: [
          { label: 'Verified', value: 1, by: { username: 'dev1', email: 'dev1@example.com', name: 'Dev1' }, age: 0 },
        ],
        hashtags: ['h1'],
        ref: 'refs/changes/01/1/1',
      },
    },
  ]);
});

test('an updated ref', async (t) => {
  const { events } = await read(t, {
    type: 'ref-updated',
    submitter: { username: 'dev1' },
    refUpdate: { project: 'p1', refName: 'refs/heads/master', oldRev: '1', newRev: '2' },
  });
  t.deepEqual(events, [
    {
      type: 'ref-updated',
      project: 'p1',
      ref: { name: 'refs/heads/master', oldRev: '1', newRev: '2' },
      account: { username: 'dev1' },
      approvals: [],
    },
  ]);
});

test('each type has its own field for who did it', async (t) => {
  const { events } = await read(
    t,
    onChange('patchset-created', { uploader: dev1 }),
    onChange('change-merged', { submitter: dev1 }),
    onChange('change-restored', { restorer: dev1 }),
    // What Gerrit writes here is not what Zuul looks for.
    onChange('vote-deleted', { remover: dev1 }),
  );
  t.deepEqual(
    events.map(({ account }) => account?.username),
    ['dev1', 'dev1', 'dev1', undefined],
  );
});

test('events of unknown types are kept, without state where they tell none', async (t) => {
  const { events, findings } = await read(
    t,
    { type: 'something-new', project: 'p1' },
    { type: 'dropped-output' },
    { type: 'project-created', projectName: 'p2' },
  );
  t.deepEqual(events, [
    { type: 'something-new', project: 'p1', approvals: [] },
    { type: 'dropped-output', project: '', approvals: [] },
    { type: 'project-created', project: 'p2', approvals: [] },
  ]);
  t.deepEqual(findings, []);
});

test('numbers may be texts, as old Gerrits write them', async (t) => {
  const { events } = await read(
    t,
    onChange('patchset-created', {
      change: { project: 'p1', branch: 'master', number: '7' },
      patchSet: { number: '3' },
    }),
  );
  t.is(events[0]?.change?.number, 7);
  t.is(events[0]?.change?.patchSet, 3);
});

const vote = (by: object, value: number, at: number, more: object = {}): object =>
  onChange('comment-added', {
    author: by,
    approvals: [{ type: 'Code-Review', description: 'Code-Review', value: String(value) }],
    eventCreatedOn: at,
    ...more,
  });

test('votes of earlier events stand until the person changes them or a new patch set comes', async (t) => {
  const { events } = await read(
    t,
    vote(dev1, 1, 1000),
    vote({ username: 'dev2' }, 2, 1060),
    vote(dev1, -1, 1090),
    vote(dev1, 0, 1100),
    onChange('patchset-created', { patchSet: { number: 2 }, eventCreatedOn: 1200 }),
  );
  t.deepEqual(
    events.map(({ change }) =>
      change?.votes.map(({ by, value, age }) => `${by.username ?? ''} ${String(value)} ${String(age)}`),
    ),
    [['dev1 1 0'], ['dev1 1 60', 'dev2 2 0'], ['dev2 2 30', 'dev1 -1 0'], ['dev2 2 40'], []],
  );
});

test('an older patch set is told from the newest', async (t) => {
  const { events } = await read(
    t,
    onChange('patchset-created'),
    onChange('patchset-created', { patchSet: { number: 2 } }),
    vote(dev1, 1, 1300),
    onChange('wip-state-changed', { patchSet: { number: 2 }, change: { number: 1, branch: 'master', wip: true } }),
  );
  t.deepEqual(
    events.map(({ change }) => change?.current),
    [true, true, false, true],
  );
  t.deepEqual(events[3]?.change?.votes, [], 'a vote on an older patch set does not stand on the newest');
  t.true(events[3]?.change?.workInProgress);
});

test('lines that are no events are said with their place, and never repeated', async (t) => {
  const { events, findings } = await read(t, '{"email": "dev1@example.com"', { type: 'a', project: 'p' }, '', '[1]', {
    project: 'dev1@example.com',
  });
  t.is(events.length, 1);
  t.deepEqual(
    findings.map(({ at, code }) => [at.line, code]),
    [
      [1, 'events/no-event'],
      [4, 'events/no-event'],
      [5, 'events/no-event'],
    ],
  );
  t.false(findings.some(({ message }) => message.includes('@')));
});

test('a file without any event is refused', async (t) => {
  const error = await t.throwsAsync(read(t, 'layout: yes'), { instanceOf: InputError });
  t.regex(error.message, /events\.jsonl:1: this line is no JSON/);
});

test('an empty file has no events', async (t) => {
  t.deepEqual(await read(t), { events: [], findings: [] });
});

test('a file that is not there is refused', async (t) => {
  const reading = (async () => {
    for await (const each of readEvents('/nowhere/events.jsonl', () => undefined)) t.truthy(each);
  })();
  const error = await t.throwsAsync(reading, { instanceOf: InputError });
  t.regex(error.message, /^\/nowhere\/events\.jsonl: the recorded events cannot be read \(ENOENT\)/);
});
