import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext, type TestFn } from 'ava';
import type { Io } from '../../../src/cli/command.js';
import { programFolders } from '../../../src/cli/program-folders.js';
import { run } from '../../../src/cli/run.js';
import type { VerificationReport } from '../../../src/report/verification-report.js';
import { temporaryFolder } from '../../support/folders.js';
import { findPython27 } from '../../support/python27.js';
import { LAYOUT, STATIC_SHAPES } from './layout.js';

const HOME = programFolders(pathToFileURL(join(process.cwd(), 'src/cli/main.ts')).href);

/** Interpreters that are here. Zuul v2 ran under Python 2.7. */
const PYTHONS = [process.env['ZUULSHIFT_PYTHON2'] ?? findPython27() ?? 'python2.7', 'python3'].filter((name) => {
  const isThere = spawnSync(name, ['-c', '0']).status === 0;
  if (!isThere) process.stderr.write(`SKIPPED: ${name} is not there; parameter functions are not tried under it\n`);
  return isThere;
});

const withPython: TestFn | TestFn['skip'] = PYTHONS.length === 0 ? test.skip : test;

interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function zuulshift(words: readonly string[]): Promise<Said> {
  let [out, err] = ['', ''];
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    home: HOME,
  };
  const status = await run([...words], io);
  return { status, out, err };
}

interface OnDisk {
  readonly layout: string;
  readonly functions: string;
  readonly out: string;
}

function write(t: ExecutionContext, code: string, layout = LAYOUT): OnDisk {
  const folder = temporaryFolder(t);
  const files = {
    layout: join(folder, 'layout.yaml'),
    functions: join(folder, 'functions.py'),
    out: join(folder, 'out'),
  };
  writeFileSync(files.layout, layout);
  writeFileSync(files.functions, code);
  return files;
}

function convert({ layout, functions, out }: OnDisk, python: string): Promise<Said> {
  const given = ['--layout', layout, '--parameter-functions', functions, '--python', python];
  return zuulshift(['convert', ...given, '--out', out, '--no-verify']);
}

async function verified({ layout, functions, out }: OnDisk, python: string): Promise<VerificationReport> {
  const given = ['--layout', layout, '--converted', out, '--parameter-functions', functions, '--python', python];
  const { out: text } = await zuulshift(['verify', ...given, '--json', '--no-evidence']);
  return JSON.parse(text) as VerificationReport;
}

function findingsOf({ out }: OnDisk): { code: string; message: string }[] {
  const lines = readFileSync(join(out, 'migration/findings.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as { code: string; message: string });
}

for (const [shape, code] of Object.entries(STATIC_SHAPES)) {
  withPython(`the same parameters in v2 and in v3: ${shape}`, async (t) => {
    for (const python of PYTHONS) {
      const files = write(t, code);
      const said = await convert(files, python);
      t.is(said.status, 0, said.err);
      const { parameters } = await verified(files, python);
      t.true(parameters !== undefined && parameters.asked > 50, `${python} was asked`);
      t.is(parameters?.equal, parameters?.asked, JSON.stringify(parameters?.groups));
    }
  });
}

withPython('what follows from the change is left to a person, with what was read of it', async (t) => {
  const files = write(
    t,
    `
def f(item, job, params):
    params['SAME'] = 'x'
    if hasattr(item.change, 'files') and any(name.startswith('docs/x') for name in item.change.files):
        params['DOCS'] = '1'
    if 'owner' in dir(item.change) or hasattr(item.change, 'owner'):
        params['WHO'] = item.change.owner
    if hasattr(item.change, '_data') and 'skip tests' in item.change._data['commitMessage']:
        params['SKIP'] = '1'
`,
  );
  for (const python of PYTHONS) {
    await convert(files, python);
    const told = findingsOf(files).filter(({ code }) => code === 'parameter-function/varies');
    const of = (name: string): string =>
      told.find(({ message }) => message.includes(`Here: ${name} of`))?.message ?? '';
    t.regex(of('DOCS'), /item\.change\.files/);
    t.regex(of('WHO'), /item\.change\.owner/);
    t.regex(of('SKIP'), /item\.change\._data\['commitMessage'\]/);
    t.notRegex(readFileSync(join(files.out, 'zuul.d/jobs.yaml'), 'utf8'), /DOCS|WHO|SKIP/);
    const { parameters } = await verified(files, python);
    t.is(parameters?.unexplained, 0, JSON.stringify(parameters?.groups));
    t.true((parameters?.announced ?? 0) > 0 && (parameters?.equal ?? 0) > 0, 'timers and refs have no owner');
  }
});

withPython('chance and the clock are told from what is always the same', async (t) => {
  const files = write(
    t,
    `
import random, time
def f(item, job, params):
    params['PORT'] = str(random.random())
    params['SAME'] = 'x'
`,
  );
  await convert(files, PYTHONS[0]!);
  const [finding] = findingsOf(files).filter(({ code }) => code === 'parameter-function/varies');
  t.regex(finding?.message ?? '', /PORT of .* which differs from call to call/);
  t.regex(readFileSync(join(files.out, 'zuul.d/jobs.yaml'), 'utf8'), /SAME: x/);
});

withPython('a function that fails hangs the item in v2, and a finding says so', async (t) => {
  const files = write(
    t,
    `
def f(item, job, params):
    params['X'] = params['ZUUL_BRANCH']
`,
  );
  await convert(files, PYTHONS[0]!);
  const told = findingsOf(files).filter(({ code }) => code === 'parameter-function/fails');
  t.regex(told.map(({ message }) => message).join('\n'), /KeyError: 'ZUUL_BRANCH'/);
  const { parameters } = await verified(files, PYTHONS[0]!);
  t.is(parameters?.unexplained, 0, JSON.stringify(parameters?.groups));
});

withPython('what v2 has and cannot be imitated is told; what it has not fails as in v2', async (t) => {
  const files = write(
    t,
    `
def f(item, job, params):
    if job.name == 'docs':
        params['QUEUES'] = len(item.pipeline.queues)
    if job.name == 'release':
        params['X'] = item.change.no_such_thing
`,
  );
  await convert(files, PYTHONS[0]!);
  const messages = findingsOf(files).map(({ code, message }) => `${code}: ${message}`);
  t.true(messages.some((one) => /^parameter-function\/unknown: .*item\.pipeline\.queues of docs/.test(one)));
  t.true(messages.some((one) => /'Ref' object has no attribute 'no_such_thing'/.test(one)));
});

withPython('the node that a function chooses is that of the job; nodes are not told to go away', async (t) => {
  const files = write(
    t,
    `
def f(item, job, params):
    params['ZUUL_NODE'] = 'big' if job.name == 'docs' else 'small'
    params['OFFLINE_NODE_WHEN_COMPLETE'] = '1'
`,
  );
  await convert(files, PYTHONS[0]!);
  const jobs = readFileSync(join(files.out, 'zuul.d/jobs.yaml'), 'utf8');
  t.regex(jobs, /name: docs\n(?: {4}.*\n)*? {4}nodeset: big/);
  t.notRegex(jobs, /OFFLINE/);
  const { parameters } = await verified(files, PYTHONS[0]!);
  t.is(parameters?.unexplained, 0, JSON.stringify(parameters?.groups));
});

withPython('a tree that somebody changed shows in the parameters', async (t) => {
  const files = write(t, STATIC_SHAPES['two arguments']!);
  await convert(files, PYTHONS[0]!);
  const path = join(files.out, 'zuul.d/jobs.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('CONSTANT: a b', 'CONSTANT: a c'));
  const report = await verified(files, PYTHONS[0]!);
  t.is(report.verdict, 'unexplained');
  t.is(report.parameters?.equal, 0);
  t.like(report.parameters?.groups[0], { parameter: 'CONSTANT', v2: '"a b"', v3: '"a c"', standing: 'unexplained' });
});

withPython('twice the same output', async (t) => {
  const [one, other] = [
    write(t, STATIC_SHAPES['a table of projects']!),
    write(t, STATIC_SHAPES['a table of projects']!),
  ];
  await convert(one, PYTHONS[0]!);
  await convert(other, PYTHONS[0]!);
  for (const path of ['zuul.d/jobs.yaml', 'zuul.d/projects.yaml', 'migration/findings.jsonl'])
    t.is(readFileSync(join(one.out, path), 'utf8'), readFileSync(join(other.out, path), 'utf8'));
});

const FAULTS: readonly (readonly [name: string, code: string, expected: RegExp])[] = [
  [
    'a syntax that this Python does not have',
    'def f(item, job, params)\n    pass\n',
    /functions\.py:1: .*cannot read it.*--python/,
  ],
  [
    'a module that is not there',
    'import zuul_of_this_site\ndef f(i, j, p): pass\n',
    /functions\.py:1: it imports .*zuul_of_this_site.*install it there/,
  ],
  [
    'a function that is not there',
    '# f is missing\ndef g(item, job, params): pass\n',
    /has no function f, which jobs of the layout name/,
  ],
  [
    'a file that fails',
    'x = 1\nraise ValueError("no")\ndef f(i, j, p): pass\n',
    /functions\.py:2: executing it failed: ValueError: no/,
  ],
  [
    'a file that ends the process',
    'import os\nos._exit(3)\ndef f(i, j, p): pass\n',
    /ended with status 3 before it had answered/,
  ],
];

for (const [name, code, expected] of FAULTS) {
  withPython(`refused in one line: ${name}`, async (t) => {
    const { status, err } = await convert(write(t, code), PYTHONS.at(-1)!);
    t.is(status, 2);
    t.regex(err, expected);
    t.notRegex(err, /\n {4}at /);
  });
}

test('a Python that is not there is told', async (t) => {
  const { status, err } = await convert(write(t, 'def f(i, j, p): pass\n'), '/no/such/python');
  t.is(status, 2);
  t.regex(err, /\/no\/such\/python cannot be started \(ENOENT\); name the Python with --python/);
});

withPython('a call that does not end is ended', async (t) => {
  const layout = LAYOUT.replace(/^projects:[^]*/m, 'projects:\n  - {name: core, nightly: [unit]}\n');
  const files = write(
    t,
    `
def f(item, job, params):
    while True:
        try:
            pass
        except Exception:
            pass
`,
    layout,
  );
  await convert(files, PYTHONS.at(-1)!);
  t.true(
    findingsOf(files).some(({ code, message }) => code === 'parameter-function/fails' && /more than 2 s/.test(message)),
  );
});

withPython('Python is not run for who did not ask', async (t) => {
  const files = write(t, "open('/no/such/folder/touched', 'w')\ndef f(i, j, p): pass\n");
  const { status } = await zuulshift(['convert', '--layout', files.layout, '--out', files.out, '--no-verify']);
  t.is(status, 0);
  t.true(findingsOf(files).some(({ code }) => code === 'job/parameter-function'));
});
