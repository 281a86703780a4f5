import fc from 'fast-check';

/** Text of random patterns, most of which RE2 accepts. */
export const randomRe2: fc.Arbitrary<string> = fc.letrec<{
  choice: string;
  sequence: string;
  item: string;
  atom: string;
}>((tie) => ({
  choice: fc
    .array(tie('sequence'), { minLength: 1, maxLength: 3, depthIdentifier: 're2' })
    .map((branches) => branches.join('|')),
  sequence: fc.array(tie('item'), { maxLength: 4, depthIdentifier: 're2' }).map((items) => items.join('')),
  item: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{,2}', '{1,}', '*?', '+?'))
    .map(([atom, quantifier]) => (/^(?:[\^$]|\\[bBAz]|\(\?[imsU-]*\))/.test(atom) ? atom : atom + quantifier)),
  atom: fc.oneof(
    { depthIdentifier: 're2', maxDepth: 3, withCrossShrink: true },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'a',
        'b',
        'A',
        '/',
        '-',
        '\\.',
        '1',
        ' ',
        '\\n',
        '\\x61',
        '\\x{62}',
        '\\141',
        '{',
        ']',
        'é',
        '\\Qa.\\E',
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '.',
        '[ab]',
        '[^a]',
        '[\\w-]',
        '[]a]',
        '[\\s/]',
        '[^\\S]',
        '[[:alpha:]/]',
        '[[:^alpha:]]',
        '\\d',
        '\\w',
        '\\s',
        '\\S',
        '\\W',
        '\\pL',
        '\\PL',
        '[^\\pL1]',
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom('^', '$', '\\A', '\\z', '\\b', '\\B', '(?i)', '(?m)', '(?s)', '(?-i)') },
    { weight: 2, arbitrary: tie('choice').map((body) => `(${body})`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(':', 'i:', 'm:', 's-i:', 'P<n>'), tie('choice'))
        .map(([flags, body]) => `(?${flags}${body})`),
    },
  ),
})).choice;
