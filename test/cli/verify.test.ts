import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import { zuulshift } from '../support/zuulshift.js';
import type { VerificationReport } from '../../src/report/verification-report.js';
import { temporaryFolder } from '../support/folders.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const estate = join(root, 'samples/estate');
const layout = ['--layout', join(estate, 'layout.yaml'), '--settings', join(estate, 'zuulshift.yaml')];

let converted: Promise<string> | undefined;

/** A copy of the converted sample estate; converted once. */
async function sampleTree(t: ExecutionContext): Promise<string> {
  converted ??= (async () => {
    const made = mkdtempSync(join(tmpdir(), 'zuulshift-test-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    const out = join(made, 'out');
    await zuulshift('convert', '--jenkins', join(estate, 'jenkins'), ...layout, '--out', out);
    return out;
  })();
  const copy = join(temporaryFolder(t), 'out');
  cpSync(await converted, copy, { recursive: true });
  return copy;
}

test.serial('the sample estate runs what it ran; evidence says for which inputs', async (t) => {
  const tree = await sampleTree(t);
  const { code, err, out } = await zuulshift('verify', ...layout, '--converted', tree, '--json');
  t.is(code, ExitCode.Fine, err);
  t.regex(err, /^verdict +v3 runs what v2 ran/);
  t.regex(err, /^scenarios +[\d,]+ asked: [\d,]+ equal/m);
  const evidence = readFileSync(join(tree, 'migration/evidence.json'), 'utf8');
  t.is(evidence, out);
  const report = JSON.parse(evidence) as VerificationReport;
  t.is(report.verdict, 'proven');
  t.is(report.scenarios.unexplained, 0);
  t.regex(report.inputs.layout.sha256, /^[0-9a-f]{64}$/);
  t.true(report.inputs.converted.files.some(({ name }) => name === 'tenant/main.yaml'));
  t.false(evidence.includes(root), 'it does not tell where it was made');
  await zuulshift('verify', ...layout, '--converted', tree);
  t.is(readFileSync(join(tree, 'migration/evidence.json'), 'utf8'), evidence, 'the same inputs, the same bytes');
});

test.serial('convert says how its output compares, and runs again over the evidence', async (t) => {
  const tree = await sampleTree(t);
  await zuulshift('verify', ...layout, '--converted', tree);
  const convert = ['convert', '--jenkins', join(estate, 'jenkins'), ...layout, '--out', tree];
  const again = await zuulshift(...convert);
  t.is(again.code, ExitCode.Fine, again.err);
  t.regex(again.err, /^files .*: unchanged since the last run$/m);
  t.regex(again.err, /^verify +[\d,]+ scenarios: [\d,]+ equal \(/m);
  t.true(existsSync(join(tree, 'migration/evidence.json')));
  const without = await zuulshift(...convert, '--no-verify');
  t.notRegex(without.err, /^verify /m);
  const dry = await zuulshift(...convert, '--dry-run');
  t.notRegex(dry.err, /^verify /m);
});

test.serial('a difference that nobody explains is told with its smallest scenario, and may be waived', async (t) => {
  const tree = await sampleTree(t);
  const jobs = join(tree, 'zuul.d/jobs.yaml');
  const before = readFileSync(jobs, 'utf8');
  const name = /- job:\n {4}name: (berth-unit-py39)\n/.exec(before)?.[1] ?? '';
  writeFileSync(jobs, before.replace(`name: ${name}\n`, `name: ${name}\n    tags: [new]\n`));
  const verify = ['verify', ...layout, '--converted', tree];
  const found = await zuulshift(...verify);
  t.is(found.code, ExitCode.Found, found.err);
  t.regex(found.err, /^verdict +v3 does not run what v2 ran: 1 difference/);
  t.regex(found.err, /berth-unit-py39, tags: v2 none; v3 new/);
  t.regex(found.err, /smallest \S+ in \S+, a change to/);

  const waivers = join(tree, 'waivers.yaml');
  const waiver = (expires: string): string =>
    `- {owner: ci, reason: new tag, expires: ${expires}, match: {job: berth-*, aspect: tags}}\n`;
  writeFileSync(waivers, waiver('2027-01-31'));
  const waived = await zuulshift(...verify, '--waivers', waivers, '--today', '2027-01-31');
  t.is(waived.code, ExitCode.Fine, waived.err);
  t.regex(waived.err, /waived by ci until 2027-01-31: new tag/);
  const late = await zuulshift(...verify, '--waivers', waivers, '--today', '2027-02-01');
  t.is(late.code, ExitCode.Found);
  t.regex(late.err, /expired on 2027-01-31/);
  writeFileSync(waivers, waiver('soon'));
  const bad = await zuulshift(...verify, '--waivers', waivers);
  t.is(bad.code, ExitCode.BadInput);
  t.regex(bad.err, /waivers\.yaml:1: waiver 1, expires: expected a day/);
});

test.serial('input that cannot be worked with', async (t) => {
  const tree = await sampleTree(t);
  const missing = await zuulshift('verify', ...layout, '--converted', join(tree, 'none'));
  t.is(missing.code, ExitCode.BadInput);
  t.regex(missing.err, /none: there is no such folder/);

  const broken = join(tree, 'layout.yaml');
  writeFileSync(broken, 'pipelines: []\nprojects:\n  - {name: p, gate: [x]}\n');
  const refused = await zuulshift('verify', '--layout', broken, '--converted', tree);
  t.is(refused.code, ExitCode.BadInput);
  t.regex(refused.err, /layout\.yaml:3: /);
  t.is((await zuulshift('convert', '--layout', broken, '--out', join(tree, 'x'))).err, refused.err);

  rmSync(join(tree, 'tenant'), { recursive: true });
  const empty = await zuulshift('verify', ...layout, '--converted', tree);
  t.is(empty.code, ExitCode.BadInput);
  t.regex(empty.err, /main\.yaml/);
  const day = await zuulshift('verify', ...layout, '--converted', tree, '--today', 'now');
  t.regex(day.err, /--today: found "now", expected a day/);
});
