import test from 'ava';
import { checkTree } from '../../src/check/check-tree.js';
import { cronError } from '../../src/read/zuul-tree/cron.js';
import { formatProblem } from '../../src/check/tree-problem.js';
import { brokenTrees, contentOf } from './broken-trees.js';
import { soundTree, withTree } from './sound-tree.js';

test('a tree that is right has no problems', (t) => {
  t.deepEqual(withTree(soundTree, checkTree).map(formatProblem), []);
});

for (const tree of brokenTrees) {
  test(`found: ${tree.title}`, (t) => {
    const found = withTree(contentOf(tree), checkTree).map(
      ({ at, rule, found: what }) => `${at.file}:${String(at.line)} ${rule}: ${what}`,
    );
    t.is(found.length, tree.problems.length, found.join('\n'));
    for (const [index, start] of tree.problems.entries())
      t.true(found[index]?.startsWith(start), `${found[index] ?? ''}\nshould start with\n${start}`);
  });
}

test('a folder that is not there is a fault of the user', (t) => {
  t.throws(() => checkTree('/nonexistent/tree'), { name: 'InputError', message: /no folder that can be read/ });
});

test('a problem says where, what, and what is right', (t) => {
  const [problem] = withTree({ ...soundTree, 'zuul.d/z.yaml': '- queue: {name: q, tipe: per-branch}\n' }, checkTree);
  t.is(
    problem && formatProblem(problem),
    'zuul.d/z.yaml:1: queue q has the unknown key tipe; expected one that Zuul knows, perhaps type',
  );
});

for (const [time, sound] of [
  ['0 4 * * *', true],
  ['*/15 * * * *', true],
  ['0 0 1 1 0', true],
  ['0 4 * * mon-fri', true],
  ['0 4 * * MON', true],
  ['0 4 last * *', true],
  ['5,10-20/2 4 * jan-mar *', true],
  ['0 4 * * * 30', true],
  ['0 4 * * * 30 60', true],
  ['0 4 * *', false],
  ['H 4 * * *', false],
  ['60 4 * * *', false],
  ['0 24 * * *', false],
  ['0 4 0 * *', false],
  ['0 4 * 13 *', false],
  ['0 4 * * 7', false],
  ['0 4 * * fri-mon', false],
  ['0 4 * * noday', false],
  ['20-10 4 * * *', false],
  ['*/0 4 * * *', false],
  ['*/60 4 * * *', false],
  ['0 4 * * * 30 often', false],
  ['0 4 * * * 30 60 1', false],
  ['@daily', false],
] as const) {
  test(`the time ${time} ${sound ? 'comes' : 'never comes'}`, (t) => {
    t.is(cronError(time) === undefined, sound);
  });
}
