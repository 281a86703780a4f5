import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { ExitCode } from '../../../src/cli/command.js';
import { filesBelow, temporaryFolder } from '../../support/folders.js';
import { zuulshift, type Ran } from '../../support/zuulshift.js';

const sample = fileURLToPath(new URL('../../../samples/estate/', import.meta.url));
const UNCHANGED = /^files .*: unchanged since the last run$/m;

interface Site {
  readonly estate: string;
  readonly out: string;
  readonly convert: (...more: string[]) => Promise<Ran>;
}

async function converted(t: ExecutionContext, ...options: string[]): Promise<Site> {
  const work = temporaryFolder(t);
  const [estate, out] = [join(work, 'estate'), join(work, 'out')];
  cpSync(sample, estate, { recursive: true });
  const inputs = ['--jenkins', join(estate, 'jenkins'), '--layout', join(estate, 'layout.yaml')];
  const convert = (...more: string[]): Promise<Ran> =>
    zuulshift('convert', ...inputs, '--settings', join(estate, 'zuulshift.yaml'), '--out', out, ...more);
  const { code, err } = await convert(...options);
  t.is(code, ExitCode.Fine, err);
  t.notRegex(err, UNCHANGED);
  return { estate, out, convert };
}

test('the same again says so, changes no byte, and tells the same', async (t) => {
  const { out, convert } = await converted(t, '--no-verify');
  const before = filesBelow(out);
  const again = await convert('--no-verify', '--json');
  t.regex(again.err, UNCHANGED);
  t.is(again.code, ExitCode.Fine);
  t.is(again.out, before['migration/report.json'] ?? '');
  t.deepEqual(filesBelow(out), before);

  // A whole run, which must tell the same but for the files.
  const whole = await convert('--no-verify', '--json', '--force');
  t.notRegex(whole.err, UNCHANGED);
  t.is(whole.out, again.out);
  const told = (err: string): string => err.replace(/^files .*$/m, '');
  t.is(told(again.err), told(whole.err));
  for (const word of ['needs-human', 'approximated', 'unread']) {
    const quick = await convert('--no-verify', '--fail-on', word);
    t.regex(quick.err, UNCHANGED);
    t.is(quick.code, (await convert('--no-verify', '--force', '--fail-on', word)).code, word);
  }
  t.deepEqual(filesBelow(out), before);
});

test('what was compared is compared again only when somebody touched the tree', async (t) => {
  const { out, convert } = await converted(t);
  const record = join(out, 'migration/verified.json');
  const before = filesBelow(out);
  const line = /^verify .*$/m.exec((await convert()).err)?.[0];
  t.regex(line ?? '', /\d+ scenarios: /);
  t.deepEqual(filesBelow(out), before);
  // That it was taken from the record shows when the record says something else.
  writeFileSync(record, readFileSync(record, 'utf8').replace(/scenarios/, 'questions'));
  t.regex((await convert()).err, /^verify .* questions: /m);
  writeFileSync(join(out, 'zuul.d/own.yaml'), '[]\n');
  t.is(/^verify .*$/m.exec((await convert()).err)?.[0], line, 'a file of others');
  rmSync(join(out, 'zuul.d/own.yaml'));
  writeFileSync(join(out, 'zuul.yaml'), '');
  t.is(/^verify .*$/m.exec((await convert()).err)?.[0], line, 'another root');
  rmSync(join(out, 'zuul.yaml'));
  appendFileSync(join(out, 'zuul.d/queues.yaml'), '# mine\n');
  const edited = await convert();
  t.regex(edited.err, UNCHANGED);
  t.is(/^verify .*$/m.exec(edited.err)?.[0], line, 'an edit');
  writeFileSync(record, 'no JSON');
  t.is(/^verify .*$/m.exec((await convert()).err)?.[0], line, 'a broken record');
});

test('edits and removed files stay in a run that converts nothing', async (t) => {
  const { out, convert } = await converted(t, '--no-verify');
  appendFileSync(join(out, 'zuul.d/queues.yaml'), '# mine\n');
  rmSync(join(out, 'zuul.d/semaphores.yaml'));
  const before = filesBelow(out);
  const { err } = await convert('--no-verify');
  t.regex(err, UNCHANGED);
  t.regex(err, /^edits +2 files that people edited or removed: kept$/m);
  t.deepEqual(filesBelow(out), before);
});

test('a whole run mends what a run needs for the next one', async (t) => {
  const { out, convert } = await converted(t, '--no-verify');
  const before = filesBelow(out);
  for (const path of ['migration/base.jsonl', 'migration/.gitattributes']) {
    rmSync(join(out, path));
    const { code } = await convert('--no-verify');
    t.is(code, ExitCode.Fine);
  }
  for (const path of ['report.md', 'report.json', 'findings.jsonl', 'names.json']) {
    appendFileSync(join(out, 'migration', path), ' ');
    t.notRegex((await convert('--no-verify')).err, UNCHANGED, path);
    rmSync(join(out, 'migration', path));
    t.notRegex((await convert('--no-verify')).err, UNCHANGED, path);
  }
  appendFileSync(join(out, 'migration/base.jsonl'), '{}\n');
  t.notRegex((await convert('--no-verify')).err, UNCHANGED);
  t.is(filesBelow(out)['migration/base.jsonl'], before['migration/base.jsonl']);
});

test('a manifest of another version, or without a seal, leads to a whole run', async (t) => {
  const { out, convert } = await converted(t, '--no-verify');
  const path = join(out, 'migration/manifest.json');
  const text = readFileSync(path, 'utf8');
  for (const change of [
    (manifest: Record<string, unknown>): void => void delete manifest['run'],
    (manifest: Record<string, unknown>): void => void (manifest['run'] = 5),
    (manifest: Record<string, unknown>): void => void (manifest['version'] = '0.0.1'),
    (manifest: Record<string, unknown>): void => void (manifest['inputs'] = {}),
  ]) {
    const manifest = JSON.parse(text) as Record<string, unknown>;
    change(manifest);
    writeFileSync(path, JSON.stringify(manifest));
    t.notRegex((await convert('--no-verify')).err, UNCHANGED);
    t.is(readFileSync(path, 'utf8'), text);
  }
});

test('another input, another option, --dry-run and an open conflict lead to a whole run', async (t) => {
  const { estate, out, convert } = await converted(t, '--no-verify');
  t.notRegex((await convert('--no-verify', '--dry-run')).err, UNCHANGED);
  t.notRegex((await convert('--no-verify', '--no-factor')).err, UNCHANGED);
  t.notRegex((await convert('--no-verify')).err, UNCHANGED);
  t.regex((await convert('--no-verify')).err, UNCHANGED);

  const jobs = join(out, 'zuul.d/pipelines.yaml');
  writeFileSync(jobs, readFileSync(jobs, 'utf8').replace('Newly uploaded', 'All new'));
  const layout = join(estate, 'layout.yaml');
  writeFileSync(layout, readFileSync(layout, 'utf8').replace('Newly uploaded', 'Fresh'));
  for (let round = 0; round < 2; round += 1) {
    const { code, err } = await convert('--no-verify');
    t.is(code, ExitCode.Found);
    t.notRegex(err, UNCHANGED);
  }
  const note = `${jobs}.zuulshift-conflict`;
  t.true(existsSync(note));
  rmSync(note);
  t.notRegex((await convert('--no-verify')).err, UNCHANGED);
  t.regex((await convert('--no-verify')).err, UNCHANGED);
});

test('an output folder inside an input is refused all the same', async (t) => {
  const { estate, out, convert } = await converted(t, '--no-verify');
  const inside = join(estate, 'jenkins/out');
  cpSync(out, inside, { recursive: true });
  const { code, err } = await convert('--no-verify', '--out', inside);
  t.is(code, ExitCode.BadInput);
  t.regex(err, /the output would lie inside the input/);
});
