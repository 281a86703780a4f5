import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { load } from 'js-yaml';
import { checkTree } from '../../src/check/check-tree.js';
import { formatProblem } from '../../src/check/tree-problem.js';
import { ExitCode } from '../../src/cli/command.js';
import { temporaryFolder } from '../support/folders.js';
import { zuulshift } from '../support/zuulshift.js';

const estate = fileURLToPath(new URL('../../samples/linked-estate', import.meta.url));

interface Use {
  readonly dependencies?: readonly string[];
  readonly voting?: boolean;
  readonly vars?: object;
}

type Uses = readonly (string | Readonly<Record<string, Use>>)[];

/** `job < dependency+dependency`, with `-` before a job that does not vote. */
function outline(uses: Uses): string[] {
  return uses.map((use) => {
    if (typeof use === 'string') return use;
    const [[name, { dependencies = [], voting }]] = Object.entries(use) as [[string, Use]];
    const after = dependencies.length === 0 ? '' : ` < ${dependencies.join('+')}`;
    return `${voting === false ? '-' : ''}${name}${after}`;
  });
}

test('jobs that start each other, copy artifacts and promote become jobs with dependencies in a sound tree', async (t) => {
  const out = join(temporaryFolder(t), 'out');
  const { code, err } = await zuulshift('convert', '--jenkins', estate, '--out', out);
  t.is(code, ExitCode.Fine, err);
  t.deepEqual(checkTree(out).map(formatProblem), []);

  const [{ project }] = load(readFileSync(join(out, 'zuul.d/projects.yaml'), 'utf8')) as [
    { project: Record<string, { jobs: Uses }> },
  ];
  t.deepEqual(outline(project['post']!.jobs), [
    'shop-build',
    '-shop-audit < shop-publish',
    '-shop-browser < shop-build',
    '-shop-build-promotions-release < shop-browser+shop-test',
    '-shop-publish < shop-browser+shop-test',
    '-shop-test < shop-build',
  ]);
  t.deepEqual(outline(project['timer-daily-0201']!.jobs), [
    'nightly < pack',
    'pack < part-a+part-b',
    'part-a',
    'part-b',
  ]);
  t.deepEqual(outline(project['promote-shop-deploy']!.jobs), ['shop-deploy']);

  const jobs = load(readFileSync(join(out, 'zuul.d/jobs.yaml'), 'utf8')) as {
    job: { name: string; provides?: string; requires?: string };
  }[];
  const said = jobs.flatMap(({ job }) => [
    ...(job.provides === undefined ? [] : [`${job.name} provides ${job.provides}`]),
    ...(job.requires === undefined ? [] : [`${job.name} requires ${job.requires}`]),
  ]);
  t.deepEqual(said, [
    'pack requires part-a-artifacts',
    'part-a provides part-a-artifacts',
    'shop-audit requires shop-build-artifacts',
    'shop-browser requires shop-build-artifacts',
    'shop-build provides shop-build-artifacts',
    'shop-publish requires shop-build-artifacts',
    'shop-test requires shop-build-artifacts',
  ]);
});
