import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import { joinBranches, type BranchLists } from '../../../src/read/branches/branch-lists.js';
import { gitBranches } from '../../../src/read/branches/git-branches.js';
import { readBranches } from '../../../src/read/branches/read-branches.js';
import { temporaryFolder } from '../../support/folders.js';

function read(t: ExecutionContext, text: string): BranchLists {
  const path = join(temporaryFolder(t), 'branches');
  writeFileSync(path, text);
  return readBranches(path);
}

const OF_NOVA = { everywhere: [], ofProject: new Map([['nova', ['master', 'stable/1.10']]]) };

const forms: readonly (readonly [text: string, lists: BranchLists])[] = [
  ['{"nova": ["master", "stable/1.10"]}', OF_NOVA],
  ['# ours\nnova:\n  - master\n  - stable/1.10\n', OF_NOVA],
  ['nova master\nnova stable/1.10\n', OF_NOVA],
  ['master\n\n# old ones\nstable/1.10\n', { everywhere: ['master', 'stable/1.10'], ofProject: new Map() }],
  ['- master\n- 1.10\n', { everywhere: ['master', '1.10'], ofProject: new Map() }],
  ['', { everywhere: [], ofProject: new Map() }],
];

for (const [text, lists] of forms) {
  test(`branches from ${JSON.stringify(text)}`, (t) => {
    t.deepEqual(read(t, text), lists);
  });
}

test('what is no list of branches is refused with its line', (t) => {
  for (const [text, line] of [
    ['nova: master\n', 1],
    ['a b\na b c\n', 2],
    ['nova:\n  - [x]\n', 2],
  ] as const) {
    const { faults } = t.throws(() => read(t, text), { instanceOf: InputError });
    t.is(faults[0]?.at.line, line, text);
  }
});

test('git tells the branches of every repository below a folder, checked out or bare', (t) => {
  const folder = temporaryFolder(t);
  const git = (path: string, ...words: string[]): void => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    execFileSync('git', ['-C', path, ...identity, ...words], { stdio: 'pipe' });
  };
  const nova = join(folder, 'openstack/nova');
  mkdirSync(nova, { recursive: true });
  git(nova, 'init', '-q', '-b', 'master');
  git(nova, 'commit', '-q', '--allow-empty', '-m', 'first');
  git(nova, 'branch', 'stable/x');
  git(folder, 'clone', '-q', '--bare', nova, join(folder, 'copy.git'));
  git(folder, 'clone', '-q', nova, join(folder, 'clone'));
  t.deepEqual(
    [...gitBranches(folder).ofProject],
    [
      ['clone', ['master', 'stable/x']],
      ['copy', ['master', 'stable/x']],
      ['openstack/nova', ['master', 'stable/x']],
    ],
  );
  t.throws(() => gitBranches(join(folder, 'none')), { instanceOf: InputError, message: /no such folder/ });
  mkdirSync(join(folder, 'empty'));
  t.throws(() => gitBranches(join(folder, 'empty')), { instanceOf: InputError, message: /no git repository/ });
});

test('lists from a file and from git are joined', (t) => {
  const joined = joinBranches(OF_NOVA, { everywhere: ['main'], ofProject: new Map([['nova', ['master', 'next']]]) });
  t.deepEqual(joined, { everywhere: ['main'], ofProject: new Map([['nova', ['master', 'stable/1.10', 'next']]]) });
});
