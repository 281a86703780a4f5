import { execFileSync } from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import { macroPieces } from '../../../src/convert/elements/macros.js';
import { commandLine, hereText } from '../../../src/convert/elements/tool-call.js';

/** Words with everything in them that a shell could take for something else. */
const word = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    ' ',
    '"',
    "'",
    '\\',
    '$',
    '`',
    '*',
    '?',
    '#',
    '~',
    '!',
    '\n',
    '{',
    '}',
    '$A',
    '${A}',
    '$$',
  ),
});

const ENVIRONMENT = { A: 'one  two*', B: '' };

/** What Jenkins makes of a text: variables put in, everything else as it is. */
function expanded(text: string): string {
  return macroPieces(text)
    .map((piece) => ('text' in piece ? piece.text : (ENVIRONMENT[piece.name as 'A'] ?? '')))
    .join('');
}

function sh(script: string): string {
  return execFileSync('/bin/sh', ['-e'], {
    input: script,
    env: { ...ENVIRONMENT, PATH: process.env['PATH'] },
  }).toString();
}

test('a shell hands each word of a command line over as one word, with its variables put in', (t) => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const output = sh(`printf '%s\\0' ${commandLine(words)}\n`);
      t.deepEqual(output.split('\0').slice(0, -1), words.map(expanded));
    }),
    { numRuns: 60 },
  );
});

test('a here-document holds its text, with its variables put in', (t) => {
  fc.assert(
    fc.property(word, (text) => {
      t.is(sh(`cat <<WORD\n${hereText(text)}\nWORD\n`), `${expanded(text)}\n`);
    }),
    { numRuns: 60 },
  );
});
