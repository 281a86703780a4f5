import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createV2Evaluator } from '../../src/evaluate/v2/evaluator.js';
import type { ChangeEvent, ReachedPipeline, Vote } from '../../src/model/change-event.js';
import type { V2Layout } from '../../src/model/layout.js';
import { InputError } from '../../src/model/input-error.js';
import { readLayout } from '../../src/read/layout/read-layout.js';
import { checkPattern } from '../../src/regex/check-pattern.js';
import { randomLayout } from '../support/random-layout.js';
import { coProcess } from './co-process.js';
import { check, corpusSeed, skip, work, zuul2 } from './support.js';

const EVENTS = 25;
const CONNECTIONS = { 'review-2': 'gerrit', sql: 'sql' };

/** Which field of a stream event names who acted. */
const ACTORS: Readonly<Record<string, string>> = {
  'patchset-created': 'uploader',
  'draft-published': 'uploader',
  'change-abandoned': 'abandoner',
  'change-restored': 'restorer',
  'change-merged': 'submitter',
  'comment-added': 'author',
  'ref-updated': 'submitter',
};

const account = fc.record(
  { username: fc.constantFrom('zuul', 'bob', 'jenkins'), email: fc.constantFrom('ci@example.org', 'x@other.net') },
  { requiredKeys: [] },
);
const vote = fc.record({
  label: fc.constantFrom('Code-Review', 'Verified', 'Workflow'),
  value: fc.integer({ min: -2, max: 2 }),
});
const standing = fc.record({ vote, by: account, age: fc.constantFrom(10, 100_000, 1_000_000) });
const event = fc.record({
  type: fc.constantFrom(...Object.keys(ACTORS), 'comment-added', 'ref-updated'),
  branch: fc.constantFrom('master', 'stable/1.0', 'feature/x', 'main', 'refs/tags/1'),
  ref: fc.constantFrom('refs/heads/master', 'master', 'refs/tags/1.0', 'refs/heads/stable/1.0'),
  isDeleted: fc.boolean(),
  account: fc.option(account, { nil: undefined }),
  comment: fc.constantFrom('Patch Set 1:\n\nrecheck', 'gate', 'Patch Set 1: Code-Review+2'),
  votes: fc.array(vote, { maxLength: 2 }),
  standing: fc.array(standing, { maxLength: 3 }),
  status: fc.constantFrom('NEW', 'NEW', 'NEW', 'MERGED', 'ABANDONED'),
});

type RandomEvent = typeof event extends fc.Arbitrary<infer T> ? T : never;

interface Answer {
  readonly pipelines: readonly string[];
  readonly 'requirement-unmet'?: readonly string[];
}

interface Reply {
  readonly ok: boolean;
  readonly events?: readonly Answer[];
}

/**
 * Random events of Gerrit's stream on random layouts, asked of the real Zuul 2.6 and of our evaluator. `CORPUS_SEED` in the
 * environment repeats a run; a failure prints its seed and a small layout.
 */
export async function checkV2Events(layouts = 400): Promise<void> {
  const found = zuul2();
  if (found === undefined)
    return skip('random events of v2', 'there is no Python 2.7 with Zuul 2.6, or no oracle, here');
  const oracle = coProcess(found.python, [found.oracle, 'run', '--batch', '-'], 20_000);
  const seed = corpusSeed();
  const counted = { layouts: 0, events: 0, in: 0, refused: 0, fails: 0, lost: 0 };
  let problem = '';
  try {
    const asked = fc.tuple(randomLayout, fc.array(event, { minLength: EVENTS, maxLength: EVENTS }));
    const { failed } = await fc.check(
      fc.asyncProperty(asked, async ([{ text }, events]) => {
        const layout = read(text);
        const project = layout?.projects[0]?.name.value;
        if (layout === undefined || project === undefined) return true;
        const raw = events.map((one) => streamEvent(one, project));
        const reply = await oracle.ask<Reply>({ layout: text, connections: CONNECTIONS, events: raw });
        const evaluator = createV2Evaluator(layout, { zuulV2Version: '2.6' });
        counted.layouts += 1;
        for (const [index, one] of events.entries()) {
          const wanted = expected(layout, one, reply.events?.[index]);
          const got = evaluator.reached(changeEvent(one, project)).map((entry) => {
            const word = ourWord(entry);
            counted[word] += 1;
            return `${entry.pipeline} ${word}`;
          });
          counted.events += 1;
          if (got.join('\n') === wanted.join('\n')) continue;
          problem = `${JSON.stringify(raw[index])}\nours ${got.join(', ')}\nreal ${wanted.join(', ')}\n${text}`;
          return false;
        }
        return true;
      }),
      { numRuns: layouts, seed },
    );
    const figures = JSON.stringify(counted).replaceAll(/["{}]/g, '').replaceAll(',', ', ');
    check(
      'events reach the pipelines that the real Zuul 2.6 says',
      !failed,
      failed ? `seed ${String(seed)}\n${problem}` : figures,
    );
  } finally {
    oracle.close();
  }
}

/** `undefined`: a layout that is refused, which other checks look at. */
function read(text: string): V2Layout | undefined {
  const folder = mkdtempSync(join(work, 'events-'));
  const file = join(folder, 'layout.yaml');
  try {
    writeFileSync(file, text);
    const { layout } = readLayout(file, { zuulV2Version: '2.6', checkPattern });
    createV2Evaluator(layout, { zuulV2Version: '2.6' });
    return layout;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What the oracle says, pipeline by pipeline. It asks each pipeline on its own and does not ask whether a ref can merge,
 * on which a dependent pipeline fails; v2 stops at the first failure.
 */
function expected(layout: V2Layout, one: RandomEvent, line: Answer | undefined): string[] {
  const wanted: string[] = [];
  let isLost = false;
  for (const { name, manager } of layout.pipelines) {
    const { value } = name;
    const failed = line?.pipelines.some((entry) => entry.startsWith(`!${value}: `)) === true;
    const isRefused = line?.['requirement-unmet']?.includes(value) === true;
    if (!failed && !isRefused && line?.pipelines.includes(value) !== true) continue;
    const fails = failed || (manager === 'dependent' && one.type === 'ref-updated');
    if (!isLost) wanted.push(`${value} ${fails ? 'fails' : isRefused ? 'refused' : 'in'}`);
    else if (fails || !isRefused) wanted.push(`${value} lost`);
    isLost ||= fails;
  }
  return wanted;
}

function ourWord({ refused, error }: ReachedPipeline): 'in' | 'refused' | 'fails' | 'lost' {
  if (error !== undefined) return error.startsWith('the event is lost') ? 'lost' : 'fails';
  return refused === undefined ? 'in' : 'refused';
}

const OLD = 'a'.repeat(40);

function newRevision({ isDeleted }: RandomEvent): string {
  return (isDeleted ? '0' : 'b').repeat(40);
}

function changeEvent(one: RandomEvent, project: string): ChangeEvent {
  const base = { type: one.type, project, ...(one.account === undefined ? {} : { account: one.account }) };
  if (one.type === 'ref-updated') {
    return { ...base, approvals: [], ref: { name: one.ref, oldRev: OLD, newRev: newRevision(one) } };
  }
  return {
    ...base,
    branch: one.branch,
    comment: one.comment,
    approvals: one.votes,
    change: {
      number: 12345,
      patchSet: 2,
      open: one.status === 'NEW',
      status: one.status,
      current: true,
      workInProgress: false,
      votes: one.standing.map(({ vote: given, by, age }) => ({ ...given, by, age })),
      hashtags: [],
    },
  };
}

/** The event as Gerrit's stream has it; votes that stand are beside it, for the oracle's own Gerrit. */
function streamEvent(one: RandomEvent, project: string): object {
  const actor = { [ACTORS[one.type] ?? '']: one.account };
  if (one.type === 'ref-updated') {
    const refUpdate = { project, refName: one.ref, oldRev: OLD, newRev: newRevision(one) };
    return { type: one.type, ...actor, refUpdate };
  }
  const approval = ({ label, value }: Vote): object => ({ type: label, description: label, value: String(value) });
  const now = Math.floor(Date.now() / 1000);
  const approvals = one.standing.map(({ vote: given, by, age }) => ({ ...approval(given), grantedOn: now - age, by }));
  return {
    type: one.type,
    ...actor,
    comment: one.comment,
    approvals: one.votes.map(approval),
    change: { project, branch: one.branch, number: '12345', status: one.status, id: 'I1' },
    patchSet: { number: '2', ref: 'refs/changes/45/12345/2', approvals },
  };
}
