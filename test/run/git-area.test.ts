import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { InputError } from '../../src/model/input-error.js';
import { isRepository, prepareRepository } from '../../src/run/git-area.js';
import { temporaryFolder } from '../support/folders.js';

function git(folder: string, ...words: string[]): string {
  const settings = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
  const run = spawnSync('git', [...settings, ...words], { cwd: folder, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim();
}

/** A repository with the branches `main` and `stable`. */
function repository(folder: string): string {
  mkdirSync(folder);
  git(folder, 'init', '-q', '-b', 'main');
  writeFileSync(join(folder, 'file'), 'main\n');
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'first');
  git(folder, 'checkout', '-q', '-b', 'stable');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'second');
  git(folder, 'tag', '1.0');
  git(folder, 'checkout', '-q', 'main');
  return folder;
}

test('a repository has every branch and tag, the wanted one checked out, and no remote', (t) => {
  const folder = temporaryFolder(t);
  const source = repository(join(folder, 'source'));
  const target = join(folder, 'src/host/group/tool');
  const prepared = prepareRepository({ target, source, branches: ['stable'], strict: true });
  t.is(prepared.branch, 'stable');
  t.is(prepared.commit, git(source, 'rev-parse', 'stable'));
  t.is(prepared.before, git(source, 'rev-parse', 'main'));
  t.is(git(target, 'rev-parse', '--abbrev-ref', 'HEAD'), 'stable');
  t.is(git(target, 'for-each-ref', '--format=%(refname)'), 'refs/heads/main\nrefs/heads/stable\nrefs/tags/1.0');
  t.is(git(target, 'remote'), '');
  t.is(git(target, 'status', '--porcelain'), '');
});

test('a branch that is not there: the next one, or a message where it was asked for', (t) => {
  const folder = temporaryFolder(t);
  const source = repository(join(folder, 'source'));
  t.is(prepareRepository({ target: join(folder, 'a'), source, branches: ['none', 'stable'] }).branch, 'stable');
  t.is(prepareRepository({ target: join(folder, 'b'), source, branches: ['none'] }).branch, 'main');
  const strict = { target: join(folder, 'c'), source, branches: ['none'], strict: true };
  t.throws(() => prepareRepository(strict), { instanceOf: InputError, message: /no branch none; it has main, stable/ });
});

test('without a source an empty repository is made, the same each time', (t) => {
  const folder = temporaryFolder(t);
  const [one, two] = ['a', 'b'].map((name) => prepareRepository({ target: join(folder, name), branches: ['x/y'] }));
  t.is(one?.branch, 'x/y');
  t.is(one?.commit, two?.commit);
});

test('only the top of a repository counts as one', (t) => {
  const folder = temporaryFolder(t);
  const source = repository(join(folder, 'source'));
  mkdirSync(join(source, 'inner'));
  t.true(isRepository(source));
  t.true(isRepository(join(source, '.git')));
  t.false(isRepository(join(source, 'inner')));
  t.false(isRepository(join(source, 'file')));
  t.false(isRepository(join(folder, 'nothing')));
});
