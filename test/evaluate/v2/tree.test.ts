import test from 'ava';
import { change, evaluatorOf, jobsOf, PIPELINES, withJobs } from './support.js';

test('templates come first, in the order of the calls; a repeated job is reused and may get children', (t) => {
  const evaluator = evaluatorOf(
    t,
    `${PIPELINES}
project-templates:
  - name: t
    check: [{'{name}-build': ['{name}-unit']}]
  - name: u
    check: ['{x}-docs']
projects:
  - name: org/web
    template: [{name: u, x: a}, {name: t}, {name: u, x: b}]
    check: [{web-build: [web-e2e]}, web-lint, a-docs]
`,
  );
  const answer = evaluator.answer({ ...change(), project: 'org/web' });
  t.deepEqual(jobsOf(answer), ['a-docs', 'web-build', 'b-docs', 'web-lint', 'web-build>web-unit', 'web-build>web-e2e']);
});

/** Job lists that v2 does not read as they are meant. */
const misread: readonly (readonly [list: string, started: readonly string[]])[] = [
  ['abc', ['a', 'b', 'c']],
  ['{parent: [child]}', ['parent']],
  ['[{parent: kid}]', ['parent', 'parent>k', 'parent>i', 'parent>d']],
  ['[{parent: {child: [grandchild]}}]', ['parent', 'parent>child']],
  ['[[[{a: [b]}]]]', ['a', 'a>b']],
  ['[]', []],
];

for (const [list, started] of misread) {
  test(`check: ${list}`, (t) => {
    const { outcome, ...answer } = withJobs(t, '[]', list).answer(change());
    t.deepEqual(jobsOf({ outcome, ...answer }), started);
    t.is(outcome, started.length === 0 ? 'nothing' : 'runs');
  });
}

test('the parents of one mapping start in the order of a Python dict', (t) => {
  // Python 2.7 on 64 bits: list({'unit': 1, 'qunit': 1, 'unit-py3': 1}) after loading is unit, qunit, unit-py3; in a
  // template it goes through one dict more.
  const evaluator = evaluatorOf(
    t,
    `${PIPELINES}
project-templates:
  - name: t
    check: [{unit: [], qunit: [], unit-py3: []}]
projects:
  - {name: p, check: [{unit: [], qunit: [], unit-py3: []}]}
  - {name: q, template: [{name: t}]}
`,
  );
  t.deepEqual(jobsOf(evaluator.answer(change())), ['unit', 'qunit', 'unit-py3']);
  t.deepEqual(jobsOf(evaluator.answer({ ...change(), project: 'q' })), ['qunit', 'unit', 'unit-py3']);
});

test('a project that is not in the pipeline, and one with an empty section', (t) => {
  const evaluator = evaluatorOf(t, `${PIPELINES}projects:\n  - {name: p, check: []}\n`);
  t.is(evaluator.answer(change()).outcome, 'nothing');
  t.is(evaluator.answer({ ...change(), pipeline: 'gate' }).outcome, 'unknown');
  t.is(evaluator.answer({ ...change(), project: 'q' }).outcome, 'unknown');
  t.deepEqual(evaluator.answer({ ...change(), pipeline: 'no-such' }), {
    outcome: 'unknown',
    triggered: false,
    jobs: [],
    queue: null,
  });
  t.deepEqual(evaluator.places, [{ project: 'p', pipeline: 'check' }]);
});
