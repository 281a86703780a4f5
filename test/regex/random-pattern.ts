import fc from 'fast-check';

/** Text of random patterns that Python 2.7 accepts, with every construct but back-references and conditionals. */
export const randomPattern: fc.Arbitrary<string> = fc.letrec<{
  alternation: string;
  sequence: string;
  item: string;
  atom: string;
}>((tie) => ({
  alternation: fc
    .array(tie('sequence'), { minLength: 1, maxLength: 3, depthIdentifier: 'pattern' })
    .map((branches) => branches.join('|')),
  sequence: fc.array(tie('item'), { maxLength: 4, depthIdentifier: 'pattern' }).map((items) => items.join('')),
  item: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{,2}', '{1,}', '*?', '+?'))
    .map(([atom, quantifier]) => (/^(?:[\^$]|\\[bBAZ]|\(\?[#ims])/.test(atom) ? atom : atom + quantifier)),
  atom: fc.oneof(
    { depthIdentifier: 'pattern', maxDepth: 3, withCrossShrink: true },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'a',
        'b',
        'A',
        '/',
        '-',
        '\\.',
        '\\-',
        '1',
        ' ',
        '\\n',
        '\\x61',
        '\\141',
        '{',
        ']',
        'é',
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '.',
        '[ab]',
        '[^a]',
        '[^/]',
        '[\\w-]',
        '[]a]',
        '[\\s/]',
        '[^\\S]',
        '\\d',
        '\\w',
        '\\s',
        '\\S',
        '\\W',
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom('^', '$', '\\A', '\\Z', '\\b', '(?i)', '(?m)', '(?s)', '(?#x)') },
    { weight: 2, arbitrary: tie('alternation').map((body) => `(${body})`) },
    { weight: 1, arbitrary: tie('alternation').map((body) => `(?:${body})`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('?=', '?!', '?!'), tie('alternation'))
        .map(([kind, body]) => `(${kind}${body})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('?<=', '?<!'), fc.constantFrom('a', 'ab', '/.', '[ab]', '^a'))
        .map(([kind, body]) => `(${kind}${body})`),
    },
  ),
})).alternation;

const CHARACTERS = ['a', 'b', 'A', 'B', '/', '-', '.', '1', '_', ' ', '{', ']', 'é'];

/** A name as Zuul sees them: not empty, no control characters. */
export const randomName = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 8 });

/** A comment. */
export const randomProse = fc.string({
  unit: fc.constantFrom(...CHARACTERS, '\n', '\n', '\t', '\v'),
  minLength: 1,
  maxLength: 10,
});
