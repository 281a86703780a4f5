import test from 'ava';
import fc from 'fast-check';
import { diffMarkdown } from '../../../src/report/diff/markdown.js';
import { CHANGED, comparisons, FINDING, SAME, WIDER } from './comparisons.js';

test('nothing differs', (t) => {
  t.is(diffMarkdown(SAME), '## zuulshift: Nothing differs (12 items asked)\n\n`origin/main:ci` → `./ci`\n');
});

test('the verdict comes first, then what runs, queues, tasks as a checklist, findings, files', (t) => {
  const text = diffMarkdown(CHANGED);
  t.regex(text, /^## zuulshift: 1 cause changes what runs for 4 projects, 1 shared queue change/);
  const titles = [...text.matchAll(/^### (.*)$/gm)].map(([, title]) => title);
  t.deepEqual(titles, ['What runs', 'Shared queues', 'To do', 'New findings (1)', 'Files']);
  t.regex(text, /- \*\*files of quibble-\\\* \(4 jobs\) widened\*\*: 4 projects in `check`, `gate`/);
  t.regex(text, /\n- \[ \] `ssh-agent\/key` \(1 place, 1 new\): /);
  t.regex(text, /<details><summary>changed <code>zuul\.d\/jobs\.yaml<\/code> \(\+1 −1\)<\/summary>\n\n```diff\n/);
});

test('messages are text: no markup, nobody is mentioned', (t) => {
  const text = diffMarkdown(CHANGED);
  t.false(text.includes('<here>'));
  t.false(text.includes('@you'));
  t.true(text.includes('Put a key &lt;here&gt;'));
});

test('a diff that holds a fence stays in its own', (t) => {
  const [file] = CHANGED.files;
  const text = diffMarkdown({ ...CHANGED, files: [{ ...file!, patch: '@@ -1 +1 @@\n+````\n+<b>\n' }] });
  t.regex(text, /\n`````diff\n@@ -1 \+1 @@\n\+````\n\+<b>\n`````\n/);
});

test('what does not fit is counted, and the whole report is linked', (t) => {
  const runs = Array.from({ length: 500 }, (_, index) => ({ ...WIDER, jobs: [`job-${String(index)}`] }));
  const added = Array.from({ length: 500 }, (_, index) => ({ ...FINDING, code: `kind/${String(index)}` }));
  const big = { ...CHANGED, runs, findings: { ...CHANGED.findings, added } };
  const text = diffMarkdown(big, { limit: 20_000, link: 'https://ci.example.org/report.html' });
  t.true(text.length <= 20_000 && text.length > 15_000, String(text.length));
  const shown = text.match(/\*\*files of /g)!.length;
  t.true(text.includes(`_… ${String(500 - shown)} more causes ([whole report](https://ci.example.org/report.html))_`));
  t.true(text.includes('### To do') && text.includes('### Files'), 'every part is there');
});

test('it fits the limit, whatever is in it', (t) => {
  fc.assert(
    fc.property(comparisons, fc.constantFrom(2000, 16_000, 65_000), (comparison, limit) => {
      t.true(diffMarkdown(comparison, { limit }).length <= limit);
    }),
    { numRuns: 60 },
  );
});
