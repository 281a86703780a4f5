import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { ExitCode, type Io } from '../../src/cli/command.js';
import { programFolders } from '../../src/cli/program-folders.js';
import { run } from '../../src/cli/run.js';
import { apiHome } from '../../src/api/home.js';
import { addConverters } from '../../src/convert/custom/add-converters.js';
import { loadCatalogue } from '../../src/convert/load-catalogue.js';
import { sampleChecks } from '../../src/testing/sample-checks.js';
import { pathToFileURL } from 'node:url';
import { filesBelow, temporaryFolder } from '../support/folders.js';

const home = programFolders(new URL('../../src/cli/main.ts', import.meta.url).href);

const NOTIFIER = (fields: string): string =>
  `<org.example.SiteNotifier plugin="site-notifier@1.2">${fields}</org.example.SiteNotifier>`;

const JOBS = {
  one: NOTIFIER('<channel>ops</channel><loud>true</loud><apiToken>hunter2-secret</apiToken>'),
  two: `${NOTIFIER('<channel>dev</channel><retries>3</retries>')}<org.example.Lonely/>`,
};

async function zuulshift(...args: string[]): Promise<{ code: ExitCode; out: string; err: string }> {
  const said = { out: '', err: '' };
  const io: Io = {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    interactive: false,
    home,
  };
  return { code: await run(args, io), ...said };
}

function jobsIn(folder: string): string {
  for (const [name, publishers] of Object.entries(JOBS)) {
    writeFileSync(join(folder, `${name}.xml`), `<project>\n  <publishers>\n${publishers}</publishers></project>`);
  }
  return folder;
}

test('a scaffolded converter passes at once, is loaded, and keeps the original', async (t) => {
  const jobs = jobsIn(temporaryFolder(t));
  const mine = join(temporaryFolder(t), 'my converters');
  const { code, out, err } = await zuulshift(
    'scaffold',
    'org.example.SiteNotifier',
    '--jenkins',
    jobs,
    '--converters',
    mine,
  );
  t.is(code, ExitCode.Fine, err);
  t.is(out.split('\n').length, 7);
  t.regex(err, /2 elements in 2 jobs/);
  const files = filesBelow(mine);
  t.deepEqual(Object.keys(files), [
    'samples/site-notifier/full/expected.yaml',
    'samples/site-notifier/full/input.xml',
    'samples/site-notifier/minimal/expected.yaml',
    'samples/site-notifier/minimal/input.xml',
    'site-notifier.test.ts',
    'site-notifier.ts',
  ]);
  t.notRegex(Object.values(files).join(''), /hunter2/);
  t.regex(files['samples/site-notifier/full/input.xml']!, /<loud>true<\/loud>[^]*<apiToken>\*{8}<[^]*<retries>3</);
  t.regex(files['site-notifier.ts']!, /plugin: 'site-notifier'/);

  const { converters, modules } = apiHome(new URL('../../src/api/home.ts', import.meta.url).href);
  const catalogue = loadCatalogue([converters]).then(
    async (ours) => (await addConverters(ours, [mine], converters, modules)).catalogue,
  );
  const samples = pathToFileURL(`${mine}/samples/site-notifier/`);
  const checks = sampleChecks({ path: 'site-notifier', samples, catalogue, update: false });
  t.is(checks.length, 5);
  for (const check of checks) await check.run((actual, expected) => void t.deepEqual(actual, expected, check.title));

  const converted = join(temporaryFolder(t), 'out');
  const done = await zuulshift('convert', '--jenkins', jobs, '--converters', mine, '--out', converted);
  t.is(done.code, ExitCode.Fine, done.err);
  const findings = readFileSync(join(converted, 'migration/findings.jsonl'), 'utf8');
  t.is(findings.match(/"code":"site-notifier\/not-written"/g)?.length, 2);
  const written = filesBelow(converted);
  t.true(
    Object.entries(written).some(([path, text]) => /site-notifier\.xml$/.test(path) && /<channel>dev</.test(text)),
  );
  t.notRegex(Object.values(written).join(''), /hunter2/);
});

test('the list has what no converter knows, most frequent first', async (t) => {
  const jobs = jobsIn(temporaryFolder(t));
  const { code, out } = await zuulshift('scaffold', '--list', '--jenkins', jobs);
  t.is(code, ExitCode.Fine);
  t.deepEqual(
    out.split('\n').map((line) => line.split('\t').slice(0, 4)),
    [['2', 'org.example.SiteNotifier', 'publishers', '2'], ['1', 'org.example.Lonely', 'publishers', '1'], ['']],
  );
  const json = await zuulshift('scaffold', '--list', '--json', '--jenkins', jobs);
  const list = JSON.parse(json.out) as { element: string; count: number; jobs: string[] }[];
  t.deepEqual(list[0]?.jobs, ['one', 'two']);
});

test('existing files are never overwritten', async (t) => {
  const jobs = jobsIn(temporaryFolder(t));
  const mine = temporaryFolder(t);
  writeFileSync(join(mine, 'site-notifier.test.ts'), '// mine\n');
  const { code, err } = await zuulshift(
    'scaffold',
    'org.example.SiteNotifier',
    '--jenkins',
    jobs,
    '--converters',
    mine,
  );
  t.is(code, ExitCode.BadInput);
  t.regex(err, /site-notifier\.test\.ts: is there already and is not overwritten/);
  t.deepEqual(filesBelow(mine), { 'site-notifier.test.ts': '// mine\n' });
});

test('an element that does not occur, that has a converter, or whose place says nothing is refused with advice', async (t) => {
  const jobs = jobsIn(temporaryFolder(t));
  const mine = join(temporaryFolder(t), 'mine');
  const told = async (...args: string[]): Promise<string> => {
    const { code, err } = await zuulshift('scaffold', ...args, '--jenkins', jobs, '--converters', mine);
    t.is(code, ExitCode.BadInput, err);
    return err;
  };
  t.regex(
    await told('org.example.SiteNotifer'),
    /no <org\.example\.SiteNotifer> occurs; did you mean org\.example\.SiteNotifier\?/,
  );
  t.regex(await told('notifier'), /did you mean org\.example\.SiteNotifier\?/);
  t.regex(await told('project'), /project has a converter already, jobs\/freestyle of zuulshift; use --force/);
  t.regex(
    await told('channel'),
    /what <channel> is in <org\.example\.SiteNotifier> cannot be told; say it with --section/,
  );
  t.regex(await told(), /name the element to write a converter for/);
  t.false(existsSync(mine));
});

test('--force writes a converter that stands in place of ours', async (t) => {
  const jobs = jobsIn(temporaryFolder(t));
  const mine = join(temporaryFolder(t), 'mine');
  const args = ['scaffold', 'project', '--jenkins', jobs, '--converters', mine, '--force', '--name', 'site-job'];
  const { code, err } = await zuulshift(...args);
  t.is(code, ExitCode.Fine, err);
  const out = join(temporaryFolder(t), 'out');
  const converted = await zuulshift('convert', '--jenkins', jobs, '--converters', mine, '--out', out);
  t.regex(converted.err, /site-job\.ts: converts project in place of our own converter jobs\/freestyle/);
});
