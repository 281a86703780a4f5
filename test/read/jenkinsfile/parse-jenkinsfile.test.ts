import { readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import peggy from 'peggy';
import { InputError } from '../../../src/model/input-error.js';
import { mayBeDeclarative } from '../../../src/read/jenkinsfile/declarative.js';
import { parseJenkinsfile } from '../../../src/read/jenkinsfile/parse-jenkinsfile.js';
import type { Expression, Statement } from '../../../src/read/jenkinsfile/syntax.js';

const START = { file: 'Jenkinsfile', line: 1 };
const FOLDER = new URL('../../../src/read/jenkinsfile/', import.meta.url);

/** The first statement of a text; positions are left out. */
function read(text: string): unknown {
  const [first] = parseJenkinsfile(text, START).statements;
  return JSON.parse(
    JSON.stringify(first, (key, value: unknown) => (key === 'from' || key === 'to' ? undefined : value)),
  );
}

function expression(text: string): unknown {
  return (read(`x = ${text}`) as { value: unknown }).value;
}

const name = (text: string): unknown => ({ kind: 'name', name: text });
const text = (...parts: unknown[]): unknown => ({ kind: 'text', parts });

test('the parser is the one of the grammar', (t) => {
  const source = readFileSync(new URL('grammar.peggy', FOLDER), 'utf8');
  const made = peggy.generate(source, { output: 'source', format: 'es' }) as unknown as string;
  t.true(readFileSync(new URL('grammar.js', FOLDER), 'utf8').trim() === made.trim(), 'npm run grammar writes it anew');
});

test('steps with and without parentheses are calls', (t) => {
  const call = { kind: 'expression', expression: { kind: 'call', name: 'sh', values: [{ value: text('make') }] } };
  t.deepEqual(read("sh 'make'"), call);
  t.deepEqual(read("sh('make')"), call);
  t.deepEqual(read("sh(\n  'make',\n)"), call);
  t.deepEqual(read("git url: 'a', branch: 'b'"), {
    kind: 'expression',
    expression: {
      kind: 'call',
      name: 'git',
      values: [
        { name: 'url', value: text('a') },
        { name: 'branch', value: text('b') },
      ],
    },
  });
});

test('a closure behind a call is its last value', (t) => {
  const closure = { kind: 'closure', parameters: [], statements: [] };
  const values = [{ value: { kind: 'number', value: 3 } }, { value: closure }];
  t.deepEqual(read('retry(3) { }'), { kind: 'expression', expression: { kind: 'call', name: 'retry', values } });
  t.deepEqual(read('retry 3, { }'), { kind: 'expression', expression: { kind: 'call', name: 'retry', values } });
});

test('what is put into a text is read as Groovy', (t) => {
  t.deepEqual(
    expression('"a ${env.X} $y.z \\$w"'),
    text(
      'a ',
      { kind: 'member', object: name('env'), name: 'X' },
      ' ',
      { kind: 'member', object: name('y'), name: 'z' },
      ' $w',
    ),
  );
  t.deepEqual(expression("'${no}'"), text('${no}'));
  t.deepEqual(expression("'''a\n'b' \\\nc'''"), text("a\n'b' c"));
  t.deepEqual(expression('/a\\/b\\d/'), { kind: 'text', parts: ['a/b\\d'], slashy: true });
});

test('operators are grouped by how tightly they bind', (t) => {
  const binary = (left: unknown, operator: string, right: unknown): unknown => ({
    kind: 'binary',
    operator,
    left,
    right,
  });
  t.deepEqual(
    expression('a == b && c || !d'),
    binary(binary(binary(name('a'), '==', name('b')), '&&', name('c')), '||', {
      kind: 'unary',
      operator: '!',
      operand: name('d'),
    }),
  );
  t.deepEqual(expression('a + b * c'), binary(name('a'), '+', binary(name('b'), '*', name('c'))));
});

test('a line end ends a statement, but not inside brackets nor before a dot', (t) => {
  const kinds = (source: string): string[] => parseJenkinsfile(source, START).statements.map(({ kind }) => kind);
  t.deepEqual(kinds('a()\nb()'), ['expression', 'expression']);
  t.deepEqual(kinds('x = (a\n && b)\nc()'), ['assign', 'expression']);
  t.deepEqual(kinds('a()\n  .b()\n'), ['expression']);
  t.deepEqual(kinds('a { b\nc } // d\n'), ['expression']);
});

test('Groovy that is not known stays a text, and what is around it is read', (t) => {
  const { statements } = parseJenkinsfile("a()\nx = 1 ~~ { 'b' }\nc()", START);
  t.deepEqual(
    statements.map(({ kind }) => kind),
    ['expression', 'other', 'expression'],
  );
  t.is((statements[1] as { text: string }).text, "x = 1 ~~ { 'b' }");
});

test('statements know their lines, counted from where the text begins', (t) => {
  const file = parseJenkinsfile('\na()\n\nb()\n', { file: 'config.xml', line: 10 });
  t.deepEqual(
    file.statements.map((one) => file.at(one).line),
    [11, 13],
  );
  t.is(file.textOf(file.statements[1]!), 'b()');
});

for (const [what, source, line] of [
  ['an open bracket', 'a()\nb(\n', 2],
  ['an open quote', "a()\nb 'x\n", 2],
  ['a bracket too much', 'a()\n}\n', 2],
] as const) {
  test(`${what} is refused with its line`, (t) => {
    const error = t.throws(() => parseJenkinsfile(source, START), { instanceOf: InputError });
    t.true(error!.faults[0]!.at.line >= line);
    t.regex(error!.faults[0]!.message, /^is no Groovy: /);
  });
}

test('deep nesting is read or refused, without a crash and in time', (t) => {
  const deep = [
    '{ a '.repeat(200) + '}'.repeat(200),
    `${'f('.repeat(3000)}1${')'.repeat(3000)}`,
    'x { y %% '.repeat(90),
  ];
  for (const source of [...deep, `${'[a ? '.repeat(100)}b${' : c]'.repeat(100)}`, '"${'.repeat(2000)]) {
    try {
      parseJenkinsfile(source, START);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  t.pass();
});

test('any text: read, or refused as a fault of the input', (t) => {
  const words = [
    'pipeline',
    ' ',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    "'",
    '"',
    "'''",
    '"""',
    '$',
    '${',
    '/',
    '\\',
    '\n',
    'sh',
    ':',
    ',',
    '->',
    'if',
    'def',
    '=',
    '?',
    '//',
    '/*',
    '*/',
    '.',
    'x',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (parts) => {
      try {
        const file = parseJenkinsfile(parts.join(''), START);
        for (const statement of file.statements) if (statement.to > file.text.length) return false;
        return true;
      } catch (error) {
        return error instanceof InputError && error.faults[0]!.at.line >= 1;
      }
    }),
    { numRuns: 3000, seed: 7 },
  );
  t.pass();
});

test('texts come back as they were quoted', (t) => {
  const literal = (source: string): string | undefined => {
    const [statement] = parseJenkinsfile(source, START).statements as [Statement & { value: Expression }];
    if (statement.value.kind !== 'text') return undefined;
    const { parts } = statement.value;
    return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
  };
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (given) => {
      const value = given.replaceAll('\r', '');
      const single = value.replaceAll(/[\\']/g, '\\$&').replaceAll('\n', '\\n');
      const double = value.replaceAll(/[\\"$]/g, '\\$&');
      return literal(`x = '${single}'`) === value && literal(`x = """${double}"""`) === value;
    }),
    { numRuns: 1000, seed: 7 },
  );
  t.pass();
});

test('a first look tells declarative pipelines from others', (t) => {
  t.true(mayBeDeclarative('// x\npipeline {\n}'));
  t.true(mayBeDeclarative("@Library('a') _\npipeline{ }"));
  t.false(mayBeDeclarative("node { sh 'x' }"));
});
