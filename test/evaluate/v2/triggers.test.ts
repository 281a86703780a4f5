import test from 'ava';
import type { Evaluator } from '../../../src/model/evaluator.js';
import type { Scenario } from '../../../src/model/scenario.js';
import type { ExecutionContext } from 'ava';
import { change, evaluatorOf, ref, TIMER } from './support.js';

function withTrigger(t: ExecutionContext, trigger: string): Evaluator {
  return evaluatorOf(
    t,
    `pipelines:\n  - {name: x, manager: IndependentPipelineManager, trigger: ${trigger}}\nprojects:\n  - {name: p, x: [a]}\n`,
  );
}

/** `trigger` of a pipeline, items that it lets in, items that it does not. */
const cases: readonly (readonly [trigger: string, lets: readonly Scenario[], others: readonly Scenario[]])[] = [
  ['{gerrit: [{event: patchset-created}]}', [change()], [ref('master'), TIMER]],
  ['{gerrit: [{event: comment-added, comment: recheck, email: x, approval: {a: 1}}]}', [change()], []],
  ['{gerrit: [{event: change-merged, branch: [^a, ^b]}]}', [change('abc')], [change('xa')]],
  ['{gerrit: [{event: ref-updated}]}', [ref('master'), ref('refs/tags/1', 'create')], [change(), ref('x', 'delete')]],
  ['{gerrit: [{event: ref-updated, ignore-deletes: false}]}', [ref('x', 'delete')], []],
  ['{gerrit: [{event: ref-updated, ref: ^refs/tags/}]}', [ref('refs/tags/1')], [ref('refs/heads/master')]],
  // The branch of a ref cannot be compared: v2 raises, and no later filter is asked.
  [
    '{gerrit: [{event: [patchset-created, ref-updated], branch: ^m}, {event: ref-updated}]}',
    [change('m')],
    [ref('m'), change('x')],
  ],
  [
    '{gerrit: [{event: ref-updated}, {event: [patchset-created, ref-updated], branch: ^m}]}',
    [ref('m'), change('m')],
    [],
  ],
  ["{timer: {time: '0 5 1 6 0'}}", [TIMER], [change(), ref('master')]],
  ["{timer: [{time: '0 5'}, {time: '0 5 1 6 0 7'}]}", [TIMER], []],
  ["{timer: {time: '0 5'}}", [], [TIMER]],
  ['{zuul: {event: project-change-merged}}', [change()], [ref('master'), TIMER]],
  ['{}', [], [change(), ref('master'), TIMER]],
];

for (const [trigger, lets, others] of cases) {
  test(trigger, (t) => {
    const evaluator = withTrigger(t, trigger);
    for (const item of lets) t.true(evaluator.answer({ ...item, pipeline: 'x' }).triggered, JSON.stringify(item));
    for (const item of others) t.false(evaluator.answer({ ...item, pipeline: 'x' }).triggered, JSON.stringify(item));
    // What is not let in can still be enqueued by hand.
    for (const item of others) t.is(evaluator.answer({ ...item, pipeline: 'x' }).outcome, 'runs');
  });
}

test('an explanation says of each trigger why it lets an item in or not', (t) => {
  const evaluator = withTrigger(
    t,
    "{gerrit: [{event: comment-added, branch: ^stable/, comment: go}, {event: ref-updated, branch: x}], timer: {time: '0 5'}}",
  );
  const texts = (item: Scenario): string[] =>
    evaluator.explain({ ...item, pipeline: 'x' }).triggers.map(({ text }) => text);
  t.deepEqual(texts(change('stable/1')), [
    'comment-added: lets it in; branch ^stable/ fits stable/1; it also looks at comment',
    'ref-updated: not about changes',
    'timer 0 5: not about changes',
  ]);
  t.is(texts(change('master'))[0], 'comment-added: does not let it in; branch ^stable/ does not fit master');
  t.regex(texts(ref('x'))[1] ?? '', /Zuul v2 fails on the event/);
  t.regex(texts(TIMER)[2] ?? '', /never fires/);
});
