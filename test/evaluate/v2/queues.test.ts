import test from 'ava';
import fc from 'fast-check';
import { InputError } from '../../../src/model/input-error.js';
import type { ZuulV2Version } from '../../../src/model/layout.js';
import { change, evaluatorOf, PIPELINES } from './support.js';

const GATES = `${PIPELINES}projects:
  - {name: b, gate: [noop, {pre: [nv-exp]}]}
  - {name: a, gate: [noop]}
  - {name: c, gate: [nv-exp]}
  - {name: d, gate: []}
  - {name: e, check: [nv-exp]}
`;

const versions: readonly (readonly [ZuulV2Version, readonly (readonly string[])[]])[] = [
  ['2.5', [['a', 'b', 'c'], ['d']]],
  ['2.6', [['a', 'b', 'c'], ['d']]],
  ['wikimedia', [['a'], ['b', 'c'], ['d']]],
];

for (const [version, sets] of versions) {
  test(`shared queues of ${version}: any common job ties, noop ${version === 'wikimedia' ? 'does not' : 'too'}`, (t) => {
    const evaluator = evaluatorOf(t, GATES, version);
    const [queues, ...others] = evaluator.queues();
    t.deepEqual(others, []);
    t.is(queues?.pipeline, 'gate');
    t.deepEqual(
      queues?.queues.map(({ projects }) => projects),
      sets,
    );
    for (const { name, projects } of queues?.queues ?? []) {
      for (const project of projects) t.is(evaluator.answer({ ...change(), project, pipeline: 'gate' }).queue, name);
    }
    t.is(evaluator.answer({ ...change(), project: 'e' }).queue, null);
  });
}

test('equal queue-names do not join queues', (t) => {
  const evaluator = evaluatorOf(
    t,
    `${PIPELINES}jobs: [{name: j1, queue-name: q}, {name: j2, queue-name: q}]
projects: [{name: a, gate: [j1]}, {name: b, gate: [j2]}]
`,
  );
  t.deepEqual(evaluator.queues()[0]?.queues, [
    { name: 'q', projects: ['a'] },
    { name: 'q', projects: ['b'] },
  ]);
});

test('two names for one queue are refused, with both lines', (t) => {
  const text = `${PIPELINES}
jobs:
  - {name: j1, queue-name: one}
  - {name: j2, queue-name: two}
projects: [{name: a, gate: [j1, common]}, {name: b, gate: [common, j2]}]
`;
  const error = t.throws(() => evaluatorOf(t, text), { instanceOf: InputError });
  t.regex(error.message, /layout\.yaml:10: .*a, b.*"gate".*"one" \(line 9\) and "two"/);
  // An independent pipeline finds out with each item.
  const answer = evaluatorOf(t, text.replaceAll('gate: [', 'check: [').replace('[j1,', '[j2, j1,')).answer({
    ...change(),
    project: 'a',
  });
  t.is(answer.outcome, 'error');
  t.regex(answer.error ?? '', /More than one name/);
});

test('projects share a queue exactly when jobs tie them, over any number of steps', (t) => {
  const lists = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 2 }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(lists, (projects) => {
      const lines = projects.map((jobs, index) => `  - {name: p${String(index)}, gate: [${jobs.join(', ')}]}\n`);
      const found = evaluatorOf(t, `${PIPELINES}projects:\n${lines.join('')}`).queues()[0]?.queues ?? [];
      const home = (index: number): number => found.findIndex((queue) => queue.projects.includes(`p${String(index)}`));
      const reach = projects.map((_, index) => new Set([index]));
      for (let round = 0; round < projects.length; round += 1) {
        for (const set of reach) {
          for (const [index, jobs] of projects.entries()) {
            if ([...set].some((one) => projects[one]?.some((job) => jobs.includes(job)))) set.add(index);
          }
        }
      }
      for (const [one, set] of reach.entries()) {
        for (const other of projects.keys()) t.is(home(one) === home(other), set.has(other));
      }
    }),
    { numRuns: 60 },
  );
});
