import test from 'ava';
import fc from 'fast-check';
import { parseJavaProperties } from '../../../src/convert/elements/java-properties.js';

test('reads names and values in all the forms of the format', (t) => {
  const text = [
    '# comment = 1',
    '! another',
    'A=1',
    '  B : two words ',
    'C three',
    'D',
    'E\\ F=x\\=y\\:z',
    'G=one, \\',
    '    two',
    'H=\\u00e9\\t\\n\\q',
    'I=a\\\\',
    'A=2',
  ].join('\r\n');
  t.deepEqual(parseJavaProperties(text), {
    A: '2',
    B: 'two words ',
    C: 'three',
    D: '',
    'E F': 'x=y:z',
    G: 'one, two',
    H: 'é\t\nq',
    I: 'a\\',
  });
});

test('keeps values without special characters', (t) => {
  const name = fc.stringMatching(/^[A-Z][A-Z0-9_]*$/);
  const value = fc.stringMatching(/^[\w$/.{}-][\w$/.{}= -]*$/);
  fc.assert(
    fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (pairs) => {
      const text = Object.entries(pairs).map(([key, text]) => `${key}=${text}\n`);
      t.deepEqual(parseJavaProperties(text.join('')), pairs);
    }),
  );
});
