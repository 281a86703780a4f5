import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { temporaryFolder } from '../support/folders.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

const JOB = `<project><publishers>
  <org.example.SiteNotifier plugin="site-notifier@1.2"><channel>ops</channel><retries>3</retries></org.example.SiteNotifier>
</publishers></project>`;

/** A converter that somebody wrote by hand, with helpers of the package. */
const BY_HAND = `import { defineConverter, expandMacros, toolCall, type Contribution, type Walk } from 'zuulshift';

function steps(channel: string, walk: Walk): Contribution['post'] {
  return walk.job === '' || channel === '' ? [] : undefined;
}

export default defineConverter({
  element: 'org.example.Sender',
  section: 'publishers',
  plugin: 'sender',
  summary: 'Sends a word to a channel',
  becomes: 'a script',
  grade: 'exact',
  findings: { empty: 'There is no channel: nothing is sent.' },
  convert(input, notes, walk) {
    const channel = input.textOf('channel');
    if (channel === '') notes.dropped('empty', input);
    const word = expandMacros(channel);
    const step = toolCall({ name: 'Send a word', words: ['send', typeof word === 'string' ? word : channel] }, input);
    return { post: steps(channel, walk) ?? [step] };
  },
});
`;

interface Ended {
  readonly status: number | null;
  readonly text: string;
}

function runIn(folder: string, program: string, ...args: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
}

test('the packed package is all that converters of users need: types, helpers, tests', (t) => {
  const folder = temporaryFolder(t);
  const types = runIn(ROOT, process.execPath, TSC, '-p', '.ci/tsconfig.types.json');
  t.is(types.status, 0, types.text);
  // The build that the tests run on is packed as it is.
  const packed = runIn(ROOT, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder);
  t.is(packed.status, 0, packed.text);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  const user = join(folder, 'user');
  mkdirSync(join(user, 'mine'), { recursive: true });
  writeFileSync(join(user, 'package.json'), '{ "private": true, "type": "module" }\n');
  const installed = runIn(user, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, archive));
  t.is(installed.status, 0, installed.text);

  writeFileSync(join(user, 'job.xml'), JOB);
  writeFileSync(join(user, 'mine/sender.ts'), BY_HAND);
  const main = join(user, 'node_modules/zuulshift/dist/src/cli/main.js');
  const scaffold = ['scaffold', 'org.example.SiteNotifier', '--jenkins', 'job.xml', '--converters', 'mine'];
  const written = runIn(user, process.execPath, main, ...scaffold);
  t.is(written.status, 0, written.text);

  const compilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [], target: 'ES2022' },
    ...{ module: 'NodeNext', exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  };
  writeFileSync(join(user, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['mine'] }));
  const checked = runIn(user, process.execPath, TSC, '-p', '.');
  t.is(checked.status, 0, checked.text);

  const register = ['--import', 'zuulshift/register', '--test', 'mine/site-notifier.test.ts'];
  const tested = runIn(user, process.execPath, ...register);
  t.is(tested.status, 0, tested.text);
  t.regex(tested.text, /pass 5\b/);

  // From elsewhere, where nothing is installed.
  const args = ['convert', '--jenkins', 'user/job.xml', '--converters', 'user/mine', '--out', 'out'];
  const elsewhere = runIn(folder, process.execPath, join(ROOT, 'dist/src/cli/main.js'), ...args);
  t.is(elsewhere.status, 0, elsewhere.text);
});
