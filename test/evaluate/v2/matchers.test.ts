import test from 'ava';
import type { Scenario } from '../../../src/model/scenario.js';
import { change, ref, TIMER, withJobs } from './support.js';

const files = (...paths: readonly string[]): Scenario => change('master', paths);

/** Attributes of the only job, items for which it runs, items for which it does not. */
const cases: readonly (readonly [attributes: string, runs: readonly Scenario[], staysOut: readonly Scenario[]])[] = [
  ['voting: true', [change(), ref('refs/tags/1'), TIMER], []],
  ['branch: master', [change('master'), change('master-next'), ref('master')], [change('feature/master'), TIMER]],
  ['branch: ^master$', [ref('master'), change('master\n')], [ref('refs/heads/master'), ref('refs/tags/1')]],
  ['branch: [^a$, ^b$]', [change('a'), change('b')], [change('c')]],
  ["files: 'python/.*\\.py$'", [files('python/a.py')], [files('nested/python/a.py'), ref('master'), TIMER]],
  // The commit message is a file as any other.
  ["files: '^(?!docs/).*$'", [files('/COMMIT_MSG', 'docs/a')], [files('docs/a'), files()]],
  ['files: [^a, ^b]', [files('x', 'b')], [files('x')]],
  ['branch: ^master$, files: ^a', [files('a')], [files('b'), change('old', ['a'])]],
  ['skip-if: [{}]', [], [change(), ref('master'), TIMER]],
  ['skip-if: [{project: ^p}]', [], [change(), ref('master'), TIMER]],
  ['skip-if: [{project: ^q}]', [change(), ref('master'), TIMER], []],
  ['skip-if: [{branch: ^old}]', [change(), TIMER, ref('refs/heads/old')], [change('old'), ref('old')]],
  [
    'skip-if: [{all-files-match-any: [^doc/]}]',
    // A merge lists a file that nothing excuses.
    [
      files(),
      files('/COMMIT_MSG'),
      files('doc/a'),
      files('/COMMIT_MSG', '/MERGE_LIST', 'doc/a'),
      files('/COMMIT_MSG', 'doc/a', 'x'),
      ref('doc/'),
      TIMER,
    ],
    [files('/COMMIT_MSG', 'doc/a'), files('doc/a', 'doc/b')],
  ],
  [
    'skip-if: [{branch: ^old$, all-files-match-any: [^doc/]}, {branch: ^dead$}]',
    [files('/COMMIT_MSG', 'doc/a'), change('old', ['/COMMIT_MSG', 'x'])],
    [change('old', ['/COMMIT_MSG', 'doc/a']), change('dead', ['x'])],
  ],
  ['files: ^doc/, skip-if: [{all-files-match-any: [^doc/]}]', [files('doc/a')], [files('/COMMIT_MSG', 'doc/a')]],
];

for (const [attributes, runs, staysOut] of cases) {
  test(attributes, (t) => {
    const evaluator = withJobs(t, `[{name: j, ${attributes}}]`, '[j]');
    for (const item of runs) t.is(evaluator.answer(item).outcome, 'runs', JSON.stringify(item));
    for (const item of staysOut) t.is(evaluator.answer(item).outcome, 'nothing', JSON.stringify(item));
    for (const item of [...runs, ...staysOut]) {
      t.is(evaluator.explain(item).jobs[0]?.runs, runs.includes(item), JSON.stringify(item));
    }
  });
}
