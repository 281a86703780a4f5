import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import { zuulshift } from '../support/zuulshift.js';

const estate = fileURLToPath(new URL('../../samples/estate', import.meta.url));
const layout = join(estate, 'layout.yaml');
const settings = join(estate, 'zuulshift.yaml');
const work = mkdtempSync(join(tmpdir(), 'zuulshift-explain-'));
const tree = join(work, 'tree');

test.before(async (t) => {
  const args = ['--jenkins', join(estate, 'jenkins'), '--layout', layout, '--settings', settings];
  t.is((await zuulshift('convert', ...args, '--out', tree)).code, ExitCode.Fine);
});
test.after.always(() => {
  rmSync(work, { recursive: true, force: true });
});

const item = ['--project', 'harbour/tide', '--pipeline', 'check', '--branch', 'main', '--files', 'README.rst'];

const DOCS = ['runs', 'docs-build'];
/** Documentation needs no unit tests, and no linter looks at it. */
const UNITS = [
  ['no', 'tide-unit-py39'],
  ['no', 'tide-unit-py311'],
  ['no', 'python-lint'],
];

// The template of the unit tests has become jobs of the project, which come behind those of templates.
for (const [system, side, listed] of [
  ['v2', ['--layout', layout], [...UNITS, DOCS, ['runs', 'berth-integration']]],
  ['v3', ['--converted', tree], [DOCS, ...UNITS, ['runs', 'berth-integration']]],
] as const) {
  test(`${system}: says which jobs a change starts, and why the others stay out`, async (t) => {
    const { code, out, err } = await zuulshift('explain', ...side, '--settings', settings, ...item);
    t.is(err, '');
    t.is(code, ExitCode.Fine);
    t.true(
      out.startsWith('harbour/tide in check: a change on main with the files /COMMIT_MSG, README.rst\n\ntriggered\n'),
    );
    t.deepEqual(
      [...out.matchAll(/^ {2}(runs|no) +(\S+)/gm)].map(([, word, name]) => [word, name]),
      listed,
    );
    t.regex(out, /berth-integration \(semaphores test-harbour\)/);
    t.regex(out, /README\\\.rst\$.*\((?:layout|\S+)\.yaml:\d+\)/);
  });

  test(`${system}: answers a file of scenarios, a line each, in order`, async (t) => {
    const asked = join(work, `${system}.jsonl`);
    const place = { project: 'harbour/berth', pipeline: 'gate' };
    const lines = [
      { id: 'a', ...place, kind: 'change', branch: 'main', files: ['/COMMIT_MSG', 'a.py'] },
      { id: 'b', ...place, kind: 'change', branch: 'release/0.9', files: ['/COMMIT_MSG', 'README.rst'] },
      { id: 'c', project: 'harbour/tide', pipeline: 'post', kind: 'ref', ref: 'refs/heads/main', op: 'delete' },
      { id: 'd', project: 'harbour/tide', pipeline: 'post', kind: 'ref', ref: 'refs/heads/main' },
      { id: 'e', project: 'harbour/tide', pipeline: 'nightly', kind: 'timer' },
      { id: 'f', project: 'harbour/nowhere', pipeline: 'nightly', kind: 'timer' },
    ];
    writeFileSync(asked, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { code, out } = await zuulshift('explain', ...side, '--settings', settings, '--scenarios', asked);
    t.is(code, ExitCode.Fine);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; jobs: [string, string[], number][]; outcome: string });
    t.deepEqual(
      answers.map(({ id, outcome, jobs }) => [id, outcome, jobs.map(([name]) => name).sort()]),
      [
        ['a', 'runs', ['berth-image', 'berth-integration', 'berth-unit-py311', 'berth-unit-py39', 'python-lint']],
        ['b', 'runs', ['berth-image']],
        ['c', 'runs', ['pages-publish']],
        ['d', 'runs', ['pages-publish']],
        ['e', 'runs', ['tide-fuzz-experimental', 'tide-unit-py311']],
        ['f', 'unknown', []],
      ],
    );
    t.deepEqual(
      answers.map(({ id, jobs }) => [id, ...jobs.filter(([, needs, voting]) => needs.length > 0 || voting === 0)]),
      [
        ['a', ['berth-integration', ['berth-image'], 1]],
        ['b'],
        ['c'],
        ['d'],
        ['e', ['tide-fuzz-experimental', [], 0]],
        ['f'],
      ],
    );
    t.deepEqual(
      (answers as unknown as { triggered: boolean }[]).map(({ triggered }) => triggered),
      // Deleting a branch triggers nothing.
      [true, true, false, true, true, false],
    );
    t.is(readFileSync(asked, 'utf8').split('\n').length, lines.length + 1);
  });

  test(`${system}: a project that is not in the pipeline is said, with exit code 1`, async (t) => {
    const place = ['--project', 'harbour/attic', '--pipeline', 'post', '--ref', 'refs/heads/main'];
    const { code, out } = await zuulshift('explain', ...side, ...place);
    t.is(code, ExitCode.Found);
    t.regex(out, /the project is not in this pipeline/);
  });
}

for (const [args, told] of [
  [[...item], /give either --layout or --converted/],
  [['--layout', layout, '--converted', tree, ...item], /give either --layout or --converted/],
  [['--layout', layout, '--project', 'harbour/tide'], /give --project and --pipeline, or --scenarios/],
  [['--layout', layout, ...item, '--ref', 'refs/heads/main'], /a ref has neither branch nor files/],
  [['--layout', layout, ...item, '--scenarios', 'x'], /--scenarios says it all; leave --project out/],
  [['--layout', layout, '--project', 'harbour/tide', '--pipeline', 'check'], /give --branch for a change, or --ref/],
  [['--layout', join(estate, 'nowhere.yaml'), ...item], /nowhere\.yaml/],
  [['--converted', join(estate, 'nowhere'), ...item], /nowhere/],
] as const) {
  test(`wrong usage: ${args.filter((word) => word.startsWith('--')).join(' ')} ${String(told)}`, async (t) => {
    const { code, out, err } = await zuulshift('explain', ...args);
    t.is(code, ExitCode.BadInput);
    t.is(out, '');
    t.regex(err, told);
    t.notRegex(err, / {4}at /);
  });
}

test('one line of a file of scenarios is bad: the answers before it stay', async (t) => {
  const asked = join(work, 'bad.jsonl');
  writeFileSync(asked, '{"id": 1, "project": "harbour/tide", "pipeline": "nightly", "kind": "timer"}\n{"id": 2}\n');
  const { code, out, err } = await zuulshift('explain', '--layout', layout, '--scenarios', asked);
  t.is(code, ExitCode.BadInput);
  t.regex(out, /^\{"id":1,.*"outcome":"runs"\}\n$/);
  t.regex(err, /bad\.jsonl:2: this scenario has no project; expected a text/);
});
