import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { checkTree } from '../../src/check/check-tree.js';
import { ExitCode } from '../../src/cli/command.js';
import { zuulshift } from '../support/zuulshift.js';

const sample = fileURLToPath(new URL('../../samples/estate/', import.meta.url));

function convert(t: ExecutionContext, ...more: string[]): { out: string; run: ReturnType<typeof zuulshift> } {
  const out = mkdtempSync(join(tmpdir(), 'zuulshift-native-'));
  t.teardown(() => rmSync(out, { recursive: true }));
  const inputs = ['--jenkins', join(sample, 'jenkins'), '--layout', join(sample, 'layout.yaml')];
  const settings = ['--settings', join(sample, 'zuulshift.yaml')];
  return { out, run: zuulshift('convert', ...inputs, ...settings, '--out', out, ...more) };
}

test('native jobs stand in place of converted ones, and all projects run what they ran', async (t) => {
  const { out, run } = convert(t, '--native', 'python-lint', 'docs-build');
  const { code, err } = await run;
  t.is(code, ExitCode.Fine, err);
  t.regex(err, /native .*2 can be replaced as they are \(--native\), 2 written/);
  t.regex(err, /verify .* scenarios: (?!.*(differ|unexplained))/);
  t.deepEqual(checkTree(out), []);
  const jobs = readFileSync(join(out, 'zuul.d/jobs.yaml'), 'utf8');
  t.regex(
    jobs,
    /name: python-lint\n {4}parent: tox\n {4}nodeset: debian-bullseye-small\n {4}timeout: 600\n {4}vars:\n {6}tox_envlist: lint\n {4}files: /,
  );
  t.regex(jobs, /name: docs-build\n {4}parent: build-sphinx-docs\n/);
  t.regex(readFileSync(join(out, 'tenant/main.yaml'), 'utf8'), /- zuul\/zuul-jobs:\n {14}include: \[job\]/);
  t.false(existsSync(join(out, 'playbooks/python-lint')));
  const findings = readFileSync(join(out, 'migration/findings.jsonl'), 'utf8');
  t.is(findings.match(/"code":"native\/replaced"/g)?.length, 2);
});

test('without --native the tree knows nothing of zuul-jobs, and the report shows what could be written', async (t) => {
  const { out, run } = convert(t, '--no-verify');
  t.is((await run).code, ExitCode.Fine);
  t.notRegex(readFileSync(join(out, 'tenant/main.yaml'), 'utf8'), /zuul-jobs/);
  const report = readFileSync(join(out, 'migration/report.md'), 'utf8');
  t.regex(report, /### tox: \[tox\]\(.*\), ready: `--native` writes it\n\nJobs: `python-lint`\n\n```yaml\n- job:\n/);
  const { native } = JSON.parse(readFileSync(join(out, 'migration/report.json'), 'utf8')) as {
    native: { parent: string; lost: string[] }[];
  };
  t.true(native.some(({ parent, lost }) => parent === 'nodejs-run-test' && lost.length > 0));
});

test('a job that would lose something is refused, and nothing is written', async (t) => {
  const { out, run } = convert(t, '--native', 'pages-publish', 'nothing');
  const { code, err } = await run;
  t.is(code, ExitCode.BadInput);
  t.regex(err, /--native: pages-publish: as a variant of build-sphinx-docs it would lose .*pages-token/s);
  t.regex(err, /--native: nothing: there is no such job or family/);
  t.false(existsSync(join(out, 'zuul.d')));
});
