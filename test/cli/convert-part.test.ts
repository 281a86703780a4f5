import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import { loadTree } from '../../src/evaluate/v3/load/load-tree.js';
import { filesBelow, temporaryFolder } from '../support/folders.js';
import { zuulshift, type Ran } from '../support/zuulshift.js';

const sample = fileURLToPath(new URL('../../samples/estate/', import.meta.url));

interface Site {
  readonly estate: string;
  readonly out: string;
  readonly convert: (...more: string[]) => Promise<Ran>;
}

function site(t: ExecutionContext): Site {
  const work = temporaryFolder(t);
  const [estate, out] = [join(work, 'estate'), join(work, 'out')];
  cpSync(sample, estate, { recursive: true });
  const inputs = ['--jenkins', join(estate, 'jenkins'), '--layout', join(estate, 'layout.yaml')];
  const convert = (...more: string[]): Promise<Ran> =>
    zuulshift('convert', ...inputs, '--settings', join(estate, 'zuulshift.yaml'), '--out', out, '--no-verify', ...more);
  return { estate, out, convert };
}

function change(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${String(from)} is not in ${path}`);
  writeFileSync(path, changed);
}

/** Files of a tree, without reports and memory. */
function written(out: string): Record<string, string> {
  return Object.fromEntries(Object.entries(filesBelow(out)).filter(([path]) => !path.startsWith('migration/')));
}

function differing(before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .sort();
}

/** A layout and a job of which two projects, and two jobs, come out differently. */
function later(estate: string): void {
  const layout = join(estate, 'layout.yaml');
  change(
    layout,
    '  - name: harbour/tide',
    '  - name: harbour/new\n    check:\n      - python-lint\n\n  - name: harbour/tide',
  );
  for (const job of ['python-lint', 'docs-build']) {
    change(join(estate, `jenkins/jobs/${job}/config.xml`), '</command>', '\necho later</command>');
  }
}

test('into an empty folder: the part with all that Zuul needs to load it', async (t) => {
  const { out, convert } = site(t);
  const { code, err, out: json } = await convert('--only', 'python-lint', '--json');
  t.is(code, ExitCode.Fine, err);
  t.regex(err, /^part +only python-lint and what it needs was written/m);
  t.deepEqual((JSON.parse(json) as { only: string[] }).only, ['python-lint']);
  const tree = loadTree(out, {});
  t.deepEqual(
    tree.problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  const jobs = [...readFileSync(join(out, 'zuul.d/jobs.yaml'), 'utf8').matchAll(/^ {4}name: (.*)$/gm)].map(
    ([, name]) => name,
  );
  t.true(jobs.includes('python-lint') && jobs.includes('base'));
  t.false(jobs.includes('docs-build'));
  t.false('zuul.d/projects.yaml' in written(out));

  // The whole run after it gives what it gives in an empty folder.
  t.is((await convert()).code, ExitCode.Fine);
  const whole = written(out);
  rmSync(out, { recursive: true });
  await convert();
  t.deepEqual(whole, written(out));
});

test('only what is named changes; edits stay, and the next whole run brings the rest', async (t) => {
  const { estate, out, convert } = site(t);
  await convert();
  appendFileSync(join(out, 'zuul.d/queues.yaml'), '# mine\n');
  const before = written(out);
  later(estate);
  const { code, err } = await convert('--only', 'python-lint');
  t.is(code, ExitCode.Fine, err);
  const part = written(out);
  t.true(Object.values(part).join('').split('echo later').length === 2, 'one of the two jobs');
  t.true(differing(before, part).every((path) => path.startsWith('playbooks/') || path.startsWith('roles/')));
  t.false(part['zuul.d/projects.yaml']!.includes('harbour/new'));

  // It is still behind its inputs, and says so.
  const inputs = ['--jenkins', join(estate, 'jenkins'), '--layout', join(estate, 'layout.yaml')];
  t.is((await zuulshift('status', out, ...inputs)).code, ExitCode.Found);
  t.notRegex((await convert('--only', 'python-lint')).err, /unchanged since the last run/);
  t.deepEqual(written(out), part, 'the same part again changes nothing');

  const project = await convert('--only', 'harbour/n*');
  t.is(project.code, ExitCode.Fine, project.err);
  t.deepEqual(
    differing(part, written(out)).filter((path) => !path.startsWith('playbooks/')),
    ['tenant/main.yaml', 'zuul.d/projects.yaml'],
  );
  t.is((await convert()).code, ExitCode.Fine);
  const whole = written(out);
  t.true(whole['zuul.d/queues.yaml']!.endsWith('# mine\n'));
  rmSync(out, { recursive: true });
  await convert();
  appendFileSync(join(out, 'zuul.d/queues.yaml'), '# mine\n');
  t.deepEqual(whole, written(out));
});

test('what is no longer there goes, when it is named', async (t) => {
  const { estate, out, convert } = site(t);
  await convert();
  t.regex(readFileSync(join(out, 'zuul.d/projects.yaml'), 'utf8'), /^ {4}name: harbour\/attic$/m);
  const before = written(out);
  change(join(estate, 'layout.yaml'), /^ {2}- name: harbour\/attic\n(?: {4}.*\n|\n)*/m, '');
  later(estate);
  const { code, err } = await convert('--only', 'harbour/attic');
  t.is(code, ExitCode.Fine, err);
  t.deepEqual(differing(before, written(out)), ['zuul.d/projects.yaml']);
  t.notRegex(readFileSync(join(out, 'zuul.d/projects.yaml'), 'utf8'), /harbour\/(?:attic|new)$/m);
});

test('an edit and the part clash: a conflict, which has to be settled before the next part', async (t) => {
  const { estate, out, convert } = site(t);
  await convert();
  const pipelines = join(out, 'zuul.d/projects.yaml');
  const layout = join(estate, 'layout.yaml');
  change(pipelines, /^ {4}name: harbour\/tide\n/m, '    name: harbour/tide\n    merge-mode: cherry-pick\n');
  change(layout, '  - name: harbour/tide\n', '  - name: harbour/tide\n    merge-mode: merge\n');
  t.is((await convert('--only', 'harbour/tide')).code, ExitCode.Found);
  const again = await convert('--only', 'harbour/tide');
  t.is(again.code, ExitCode.BadInput);
  t.regex(again.err, /projects\.yaml: this conflict is open; settle it before a part is converted/);
  rmSync(`${pipelines}.zuulshift-conflict`);
  t.is((await convert('--only', 'harbour/tide')).code, ExitCode.Fine);
  t.regex(readFileSync(pipelines, 'utf8'), /cherry-pick/);
});

test('names that fit nothing name those that are near; --force is refused', async (t) => {
  const { convert } = site(t);
  const wrong = await convert('--only', 'python-lind', 'nowhere/*');
  t.is(wrong.code, ExitCode.BadInput);
  t.regex(wrong.err, /--only: no job, .* is called "python-lind"; did you mean python-lint\?/);
  t.regex(wrong.err, /--only: no job, .* is called "nowhere\/\*"$/m);
  t.is((await convert('--only', 'python-lint', '--force')).code, ExitCode.BadInput);
});

test('without the text of the last run no part can be replaced', async (t) => {
  const { out, convert } = site(t);
  await convert();
  appendFileSync(join(out, 'zuul.d/queues.yaml'), '# mine\n');
  rmSync(join(out, 'migration/base.jsonl'));
  const { code, err } = await convert('--only', 'python-lint');
  t.is(code, ExitCode.BadInput);
  t.regex(err, /queues\.yaml: what the last run wrote here is no longer known; run once without --only/);
});
