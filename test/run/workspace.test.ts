import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { InputError } from '../../src/model/input-error.js';
import { makeWorkspace } from '../../src/run/workspace.js';
import { temporaryFolder } from '../support/folders.js';

test('a new folder is made, an empty one is taken, and a second run begins anew', (t) => {
  const folder = join(temporaryFolder(t), 'a/b');
  const first = makeWorkspace(folder);
  t.true(existsSync(first.logs));
  writeFileSync(join(first.work, 'left-over'), '');
  const second = makeWorkspace(folder);
  t.false(existsSync(join(second.work, 'left-over')));
  t.notThrows(() => makeWorkspace(temporaryFolder(t)));
});

test('nothing that a run did not make is touched', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'work'));
  writeFileSync(join(folder, 'work', 'mine'), 'dear');
  const error = t.throws(() => makeWorkspace(folder), { instanceOf: InputError });
  t.regex(error.message, /holds work, which run-job did not make; give an empty folder/);
  t.is(readFileSync(join(folder, 'work', 'mine'), 'utf8'), 'dear');

  const own = temporaryFolder(t);
  makeWorkspace(own);
  writeFileSync(join(own, 'notes.txt'), 'dear');
  t.throws(() => makeWorkspace(own), { instanceOf: InputError, message: /holds notes\.txt/ });
  t.throws(() => makeWorkspace(join(own, 'notes.txt')), { instanceOf: InputError, message: /it is a file/ });
});
