import test from 'ava';
import type { ItemConditions, TextCondition } from '../../../src/model/item-conditions.js';
import type { Scenario } from '../../../src/model/scenario.js';
import { scenarioSource } from '../../../src/verify/scenarios/derive-scenarios.js';
import { usualBranches } from '../../../src/verify/scenarios/usual-branches.js';

const PLACE = { project: 'p', pipeline: 'check' };

const python = (pattern: string): TextCondition => ({ dialect: 'python', pattern, use: 'match' });
const re2 = (pattern: string): TextCondition => ({ dialect: 're2', pattern, use: 'match' });

function conditions(some: Partial<ItemConditions>): ItemConditions {
  return { kinds: ['change'], branches: [], refs: [], files: [], chains: [], ...some };
}

function branchesOf(scenarios: Iterable<Scenario>): string[] {
  return [...new Set([...scenarios].flatMap((item) => (item.kind === 'change' ? [item.branch] : [])))];
}

test('each class of branches that either system tells apart has its branch', (t) => {
  const source = scenarioSource({ depth: 'quick' });
  const v2 = conditions({ branches: [python('^REL1_(43|45)$'), python('wmf/')] });
  const v3 = conditions({ branches: [re2('^REL1_43$'), re2('^wmf/1\\.4')] });
  t.deepEqual(branchesOf(source.of(PLACE, [v2, v3])), ['master', 'REL1_43', 'REL1_45', 'wmf/1.4', 'wmf/x']);
  t.deepEqual(source.counts().branches, { found: 5, visited: 5 });
  t.deepEqual(source.counts().gaps, []);
});

test('a pattern that no automaton does is tried on made-up texts, and the count says so', (t) => {
  const source = scenarioSource();
  const branches = branchesOf(source.of(PLACE, [conditions({ branches: [python('^(a|b)-\\1$')] })]));
  t.true(branches.includes('a-a'));
  t.true(branches.includes('a-b'));
  t.regex(source.counts().gaps[0]?.reason ?? '', /\^\(a\|b\)-\\1\$: it has a back-reference/);
  t.deepEqual(source.counts().gaps[0]?.example, PLACE);
});

test('classes that nobody can go through are told', (t) => {
  const source = scenarioSource({ depth: 'quick' });
  const words = Array.from({ length: 10 }, (_, index) => python(`.*w${String(index)}`));
  t.true(branchesOf(source.of(PLACE, [conditions({ branches: words })])).length > 100);
  t.regex(source.counts().gaps[0]?.reason ?? '', /10 patterns together tell apart more/);
});

test('branches are such as Git takes', (t) => {
  const source = scenarioSource();
  const branches = branchesOf(
    source.of(PLACE, [conditions({ branches: [python('.*\\.\\.'), python('.*/$'), python('^\\s'), python('.')] })]),
  );
  t.deepEqual(
    branches.filter((branch) => /\.\.|\/$|\s|^$/.test(branch)),
    [],
  );
  t.deepEqual(source.counts().branches.found, 1);
});

test('refs come in both spellings, as tags and as others, with all that can happen to them', (t) => {
  const source = scenarioSource();
  const some = conditions({ kinds: ['ref'], refs: [python('^stable/'), re2('^refs/tags/v')] });
  const refs = [...source.of(PLACE, [some])].flatMap((item) => (item.kind === 'ref' ? [`${item.op} ${item.ref}`] : []));
  for (const ref of [
    'stable/1.0',
    'refs/heads/stable/1.0',
    'master',
    'refs/heads/master',
    'refs/tags/v1.0',
    'refs/tags/1.0.0',
    'refs/tags/stable/',
    'refs/meta/config',
  ])
    for (const op of ['update', 'create', 'delete'])
      t.is(refs.filter((text) => text.startsWith(`${op} ${ref}`)).length > 0, true, `${op} ${ref}`);
  t.false(refs.some((ref) => ref.includes('refs/heads/refs')));
});

test('a timer fires once', (t) => {
  t.deepEqual([...scenarioSource().of(PLACE, [conditions({ kinds: ['timer'] })])], [{ ...PLACE, kind: 'timer' }]);
});

test('every list of files is asked about on every branch that makes a difference to the job', (t) => {
  const source = scenarioSource();
  const some = conditions({
    branches: [python('^master$'), python('^stable/')],
    files: [{ job: 'j', some: [python('^docs/')], all: [], branches: [python('^stable/')] }],
  });
  const asked = [...source.of(PLACE, [some])].flatMap((item) =>
    item.kind === 'change' && item.files.some((file) => file.startsWith('docs/')) && item.files.includes('/COMMIT_MSG')
      ? [item.branch]
      : [],
  );
  t.deepEqual([...new Set(asked)], ['master', 'stable/1.0']);
  const { fileLists, pairs } = source.counts();
  t.is(fileLists.found, 2);
  // Two kinds of lists and three special ones, on two classes of branches.
  t.deepEqual(pairs, { found: 10, visited: 10 });
});

test('every place sees the empty list, the commit message alone, and a merge', (t) => {
  const lists = [...scenarioSource({ depth: 'quick' }).of(PLACE, [conditions({})])].map((item) =>
    item.kind === 'change' ? item.files.join(' ') : '',
  );
  t.deepEqual(lists, ['/COMMIT_MSG README.md', '', '/COMMIT_MSG', '/COMMIT_MSG /MERGE_LIST']);
});

test('real branches stand for their class, further ones are asked about too', (t) => {
  const real = { branches: ['trunk', 'old/1', 'old/2'], files: [{ files: ['/COMMIT_MSG', 'a.c'] }] };
  const source = scenarioSource({ real: () => real });
  const items = [...source.of(PLACE, [conditions({ branches: [python('^old/')] })])];
  const branches = branchesOf(items);
  for (const branch of real.branches) t.true(branches.includes(branch), branch);
  t.false(branches.includes('master'));
  t.true(items.some((item) => item.kind === 'change' && item.branch === 'old/1' && item.files.includes('a.c')));
  t.deepEqual(source.counts().realBranches, { given: 3, unforeseen: 0 });
});

test('jobs that were renamed are the same job', (t) => {
  const job = (name: string, pattern: string): ItemConditions =>
    conditions({ files: [{ job: name, some: [python(pattern)], all: [] }] });
  const source = scenarioSource({ jobName: (name) => name.replace(/^new-/, '') });
  t.true([...source.of(PLACE, [job('a', '^x/'), job('new-a', '^x/y')])].length > 0);
  // Nothing fits, the first one fits, both fit; the lists are told apart by both patterns at once.
  t.is(source.counts().fileLists.found, 3);
});

test('the same places give the same scenarios, and equal conditions are looked at once', (t) => {
  const source = scenarioSource();
  const make = (): ItemConditions => conditions({ branches: [python('^x')] });
  const first = [...source.of(PLACE, [make()])];
  t.deepEqual([...source.of(PLACE, [make()])], first);
  t.is(source.counts().distinct, 1);
  t.is(source.counts().scenarios, 2 * first.length);
});

test('usual branches are such as fit and such as do not, for every condition', (t) => {
  const all = [conditions({ branches: [python('^REL1_43$')] }), conditions({ branches: [python('^deploy')] })];
  t.deepEqual(usualBranches(all), ['master', 'main', 'develop', 'REL1_43', 'deploy']);
});
