/** One-line changes of a real layout: `diff` names the projects that they touch, and no others. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadSide } from '../../src/cli/diff-side.js';
import { compareSides } from '../../src/diff/compare-sides.js';
import type { Comparison } from '../../src/model/comparison.js';
import type { ItemAnswer } from '../../src/model/item-answer.js';
import type { Scenario } from '../../src/model/scenario.js';
import { readSettings } from '../../src/read/settings.js';
import { DIFF_SCHEMA } from '../../src/report/diff/schema.js';
import { diffMarkdown } from '../../src/report/diff/markdown.js';
import { check, root, say, shared, work } from './support.js';

/** A line of the layout, and what becomes of it. */
const CHANGES: readonly (readonly [name: string, from: string, to: string])[] = [
  ['a job leaves a template', '    php:\n      - quibble-vendor-mysql-php84\n      - quibble-vendor-mysql-php85\n', '    php:\n      - quibble-vendor-mysql-php84\n'], // prettier-ignore
  ['a pattern of jobs looks at other files', "    files: 'debian/.*'\n", "    files: '(debian|packaging)/.*'\n"],
  ['a job stops voting', '  - name: quibble-vendor-mysql-php83\n', '  - name: quibble-vendor-mysql-php83\n    voting: false\n'], // prettier-ignore
];

/**
 * Changes a line, compares, and asks both layouts about all items of the truth table, which were chosen without knowing of the
 * change: a project whose items differ has to be named, and for each cause the smallest item has to differ.
 */
export async function checkDiffs(): Promise<void> {
  say('\nOne-line changes of a layout (Wikimedia)');
  const path = join(shared, 'corpora/wikimedia/zuul/layout.yaml');
  const source = readFileSync(path, 'utf8');
  const settings = readSettings(join(root, 'test/corpus/wikimedia.yaml'));
  const table = gunzipSync(readFileSync(join(shared, 'truth/wikimedia-v2.jsonl.gz'))).toString('utf8');
  const items = table.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Scenario]));
  const before = await loadSide(path, settings, () => undefined);
  for (const [name, from, to] of CHANGES) {
    const changed = source.replace(from, to);
    check(`the layout has the line: ${name}`, changed !== source);
    const other = join(work, 'changed-layout.yaml');
    writeFileSync(other, changed);
    const after = await loadSide(other, settings, () => undefined);
    const start = performance.now();
    const comparison = compareSides(before, after);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);

    const differs = (item: Scenario): boolean =>
      effectOf(before.evaluator.answer(item)) !== effectOf(after.evaluator.answer(item));
    const touched = new Set(items.filter(differs).map(({ project }) => project));
    const named = new Set(comparison.projects);
    const missed = [...touched].filter((project) => !named.has(project));
    const idle = comparison.runs.filter(({ example }) => !differs(example));
    const figures = `${String(named.size)} projects, ${String(comparison.runs.length)} causes, ${seconds} s`;
    const text = `missed ${missed.slice(0, 3).join(', ')}; without effect ${JSON.stringify(idle[0] ?? {})}`;
    check(`${name}: exactly the projects`, named.size > 0 && missed.length === 0 && idle.length === 0, missed.length + idle.length === 0 ? figures : text); // prettier-ignore
    checkFormats(name, comparison);
  }
}

function effectOf({ outcome, triggered, jobs }: ItemAnswer): string {
  if (!triggered) return 'not let in';
  return JSON.stringify([outcome, jobs.map((job) => [job.name, job.voting, job.dependencies]).sort()]);
}

function checkFormats(name: string, comparison: Comparison): void {
  const { length } = diffMarkdown(comparison);
  check(`${name}: the Markdown fits`, length <= 65_000, `${String(length)} characters`);
  check(`${name}: the JSON fits its schema`, DIFF_SCHEMA.safeParse(JSON.parse(JSON.stringify({ schemaVersion: 1, ...comparison }))).success); // prettier-ignore
}
