import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import { createV3Evaluator } from '../../src/evaluate/v3/evaluator.js';
import { temporaryFolder } from '../support/folders.js';
import { zuulshift } from '../support/zuulshift.js';

const sample = fileURLToPath(new URL('../../samples/estate/', import.meta.url));

const SETTINGS = `tenant: harbour
config-project: harbour/ci-config
default-branches: [main]
gerrit-labels: {verified: Verified, code-review: Code-Review}
nodesets:
  offered:
    bullseye-small: [debian-small]
    bullseye-large: [debian-large]
    bookworm:
    buster:
  legacy: bullseye-small
  native:
    ^stable/: buster
    .*: bookworm
  native-jobs: [python-lint]
  pins:
    - {job: tide-unit-py311, nodeset: buster, branches: ^stable/, reason: old compiler, expires: 2026-12-31}
    - {job: docs-build, nodeset: buster, owner: docs}
    - {job: berth-integration, nodeset: bookworm, branches: ^(stable|release)/}
`;

/** The sample estate, converted with these settings. */
async function convert(t: ExecutionContext): Promise<{ readonly out: string; readonly settings: string }> {
  const folder = temporaryFolder(t);
  const [out, settings] = [join(folder, 'out'), join(folder, 'zuulshift.yaml')];
  writeFileSync(settings, SETTINGS);
  const inputs = [
    '--jenkins',
    join(sample, 'jenkins'),
    '--layout',
    join(sample, 'layout.yaml'),
    '--settings',
    settings,
  ];
  const { code, err } = await zuulshift('convert', ...inputs, '--out', out, '--no-verify');
  t.is(code, ExitCode.Fine, err);
  return { out, settings };
}

test('legacy, native and pinned jobs freeze with their nodesets, by branch', async (t) => {
  const { out } = await convert(t);
  // A job that people wrote, as they would: below the site's base job.
  appendFileSync(
    join(out, 'zuul.d/own.yaml'),
    `
- job: {name: tide-native, parent: base, run: playbooks/tide-native.yaml}
- project: {name: harbour/tide, check: {jobs: [tide-native]}}
`,
  );
  const evaluator = createV3Evaluator(out, { branches: { 'harbour/tide': ['main', 'stable/1', 'release/0.1'] } });
  const on = (branch: string): Record<string, unknown> => {
    const frozen = evaluator.freeze({
      kind: 'change',
      project: 'harbour/tide',
      pipeline: 'check',
      branch,
      files: ['a.py', '/COMMIT_MSG'],
    });
    t.is(frozen.outcome, 'runs');
    return Object.fromEntries(frozen.jobs.map((job) => [job.item.name, job.attributes()['nodeset']]));
  };
  t.deepEqual(on('main'), {
    'tide-unit-py39': ['bullseye-small'],
    'tide-unit-py311': ['bullseye-small'],
    'python-lint': ['bookworm'],
    'docs-build': ['buster'],
    'berth-integration': ['bullseye-large'],
    'tide-native': ['bookworm'],
  });
  t.deepEqual(on('stable/1'), {
    'tide-unit-py39': ['bullseye-small'],
    'tide-unit-py311': ['buster'],
    'python-lint': ['buster'],
    'docs-build': ['buster'],
    'berth-integration': ['bookworm'],
    'tide-native': ['buster'],
  });
  // The job is not for these branches, and its pin does not bring it there.
  t.false('berth-integration' in on('release/0.1'));
  const jobs = readFileSync(join(out, 'zuul.d/jobs.yaml'), 'utf8');
  t.regex(jobs, /# Pinned to buster on \^stable\/ until 2026-12-31: old compiler\n- job:\n {4}name: tide-unit-py311\n/);
  t.regex(jobs, /- job:\n {4}name: berth-integration-nodes\n(?:.*\n)*? {4}abstract: true\n/);
});

test('the node side gets its labels with counts, and stanzas as comments', async (t) => {
  const { out } = await convert(t);
  const text = readFileSync(join(out, 'migration/nodes.yaml'), 'utf8');
  t.regex(text, /\nlabels:\n {2}- name: bullseye-small\n {4}jobs: 9\n {4}nodesets: \[bullseye-small\]\n/);
  t.regex(text, /\n {2}- name: buster\n {4}jobs: 3\n/);
  t.regex(text, /\n# - label:\n# {5}name: buster\n# {5}image: buster\n# {5}flavor: medium\n/);
  t.regex(text, /\n# - provider:\n# {5}name: main\n# {5}section: main\n/);
});

test('a pin that changes comes into the tree, and an edit of a variant survives', async (t) => {
  const { out, settings } = await convert(t);
  const jobs = join(out, 'zuul.d/jobs.yaml');
  const edited = readFileSync(jobs, 'utf8').replace(
    'nodeset: buster\n    branches: ^stable/',
    'nodeset: buster  # ours\n    branches: ^stable/',
  );
  t.regex(edited, /# ours/);
  writeFileSync(jobs, edited);
  const inputs = [
    '--jenkins',
    join(sample, 'jenkins'),
    '--layout',
    join(sample, 'layout.yaml'),
    '--settings',
    settings,
  ];
  writeFileSync(settings, SETTINGS.replace('nodeset: bookworm', 'nodeset: buster'));
  const { code, err } = await zuulshift('convert', ...inputs, '--out', out, '--no-verify');
  t.is(code, ExitCode.Fine, err);
  const merged = readFileSync(jobs, 'utf8');
  t.regex(merged, /nodeset: buster {1,2}# ours/);
  t.regex(merged, /name: berth-integration-nodes\n {4}nodeset: buster\n {4}branches: \^\(stable\|release\)\/\n/);
});
