import test from 'ava';
import fc from 'fast-check';
import { DUMP_SCHEMA, dump } from 'js-yaml';
import { scalarText } from '../../../src/write/yaml/scalar-text.js';

const unit = fc.constantFrom(...'aeflnorstuyxNOT_/.:- 017');

test('what is written without a look, the library writes so as well', (t) => {
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 6 }), (text) => {
      if (scalarText(text, 'value') !== text) return;
      t.is(dump({ x: text }, { schema: DUMP_SCHEMA }), `x: ${text}\n`);
      if (scalarText(text, 'key') === text) t.is(dump({ [text]: 1 }, { schema: DUMP_SCHEMA }), `${text}: 1\n`);
      if (scalarText(text, 'flow') === text)
        t.is(dump([[text]], { schema: DUMP_SCHEMA, flowLevel: 1 }), `- [${text}]\n`);
    }),
    { numRuns: 3000 },
  );
});

test('numbers', (t) => {
  const table: [number, string][] = [
    [0, '0'],
    [-7, '-7'],
    [1.5, '1.5'],
    [1e21, '1.0e+21'],
    [1.5e-9, '1.5e-9'],
    [Number.POSITIVE_INFINITY, '.inf'],
    [Number.NEGATIVE_INFINITY, '-.inf'],
    [Number.NaN, '.nan'],
  ];
  for (const [value, text] of table) t.is(scalarText(value, 'value'), text);
});
