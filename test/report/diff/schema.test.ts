import { readFileSync, writeFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { diffJson } from '../../../src/report/diff/json.js';
import { DIFF_SCHEMA, diffJsonSchema } from '../../../src/report/diff/schema.js';
import { CHANGED, comparisons, SAME } from './comparisons.js';

const PUBLISHED = new URL('../../../docs/schemas/diff.json', import.meta.url);

test('the published schema is the one of the program', (t) => {
  if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(PUBLISHED, diffJsonSchema());
  t.deepEqual(JSON.parse(readFileSync(PUBLISHED, 'utf8')), JSON.parse(diffJsonSchema()));
});

test('every comparison fits it', (t) => {
  for (const one of [SAME, CHANGED]) t.notThrows(() => DIFF_SCHEMA.parse(JSON.parse(diffJson(one))));
  fc.assert(
    fc.property(comparisons, (one) => {
      t.true(DIFF_SCHEMA.safeParse(JSON.parse(diffJson(one))).success);
    }),
    { numRuns: 30 },
  );
});
