import test from 'ava';
import { placeFindings } from '../../src/report/output-places.js';
import type { Finding } from '../../src/model/finding.js';

const AT = { file: 'layout.yaml', line: 1 };
const FILES = [
  {
    path: 'zuul.d/jobs/a.yaml',
    content: '# Head\n\n- job:\n    name: unit\n    parent: base\n\n- job:\n    name: docs-v3\n',
  },
  { path: 'zuul.d/queues.yaml', content: '- queue:\n    name: q\n' },
];
const JOBS = [
  { name: 'unit', v3: 'unit', status: 'converted' as const, attached: true },
  { name: 'docs', v3: 'docs-v3', status: 'partly' as const, attached: true },
  { name: 'gone', status: 'skipped' as const, attached: false },
];

function placeOf(finding: Partial<Finding>): string | undefined {
  const whole: Finding = { outcome: 'approximated', code: 'x/y', message: '', at: AT, ...finding };
  return placeFindings([whole], JOBS, FILES)[0]?.output;
}

test('a finding about a job stands at the definition of that job, under its new name', (t) => {
  t.is(placeOf({ job: 'unit' }), 'zuul.d/jobs/a.yaml#unit');
  t.is(placeOf({ job: 'docs' }), 'zuul.d/jobs/a.yaml#docs-v3');
});

test('what was not written stands nowhere', (t) => {
  t.is(placeOf({ job: 'gone' }), undefined);
  t.is(placeOf({ code: 'gerrit/tag' }), undefined, 'there is no file of pipelines');
});

test('other findings stand in the file of their kind', (t) => {
  t.is(placeOf({ code: 'queue/widened' }), 'zuul.d/queues.yaml');
  t.is(placeOf({ code: 'queue/widened', output: 'elsewhere' }), 'elsewhere');
});
