import test from 'ava';
import fc from 'fast-check';
import { statementsOf } from '../../../src/convert/elements/combination-filter.js';
import { valueOfScript, type GroovyValue } from '../../../src/convert/elements/groovy-value.js';

const VARIABLES = new Map<string, GroovyValue>([
  ['label', 'linux'],
  ['python', '3.11'],
  ['index', 62],
]);

function value(text: string): GroovyValue | undefined {
  const script = statementsOf(text);
  return script === undefined ? undefined : valueOfScript(script, VARIABLES);
}

const ANSWERS: readonly (readonly [string, GroovyValue | undefined])[] = [
  [`label == "linux"`, true],
  [`label != 'linux' || python == '3.11'`, true],
  [`!(label == "linux" && python == "2.7")`, true],
  [`(label=="linux").implies(python=="2.7")`, false],
  [`(index % 4) == 2 && index > 10 && index <= 62`, true],
  [`python in ['3.9', '3.11']`, true],
  [`!(python in ['3.9'])`, true],
  [`['a', "$label"].contains(label)`, true],
  [`label.startsWith('lin') && label.endsWith('x') && label.contains("nu")`, true],
  [`label ==~ /lin.x/`, true],
  [`label ==~ /lin/`, false],
  [`label =~ /nu/ ? 'yes' : 'no'`, 'yes'],
  [`python.matches('\\\\d\\\\.\\\\d+')`, true],
  [`"\${label}-$python" == 'linux-3.11'`, true],
  [`label.toUpperCase().length() == 5`, true],
  [`if (label == 'arm') return true\nreturn false`, false],
  [`def old = python == '2.7'\n!old`, true],
  ['null == label', false],
  ['label == null || []', false],
  // Only Groovy knows.
  [`unknown == 'x'`, undefined],
  [`label == 'arm' && unknown == 'x'`, false],
  [`label == 1`, undefined],
  [`label ==~ /(a)\\1/`, undefined],
  [`index / 2 == 31`, undefined],
  [`Jenkins.instance.nodes.size() > 1`, undefined],
  [`label.execute()`, undefined],
  [`label.contains(/`, undefined],
  [`label.constructor('x')`, undefined],
  [`for (i in 1..3) println i`, undefined],
];

for (const [text, expected] of ANSWERS) {
  test(`${text.replaceAll('\n', ' ; ')} is ${JSON.stringify(expected) ?? 'not answered'}`, (t) => {
    t.deepEqual(value(text), expected);
  });
}

/** A test of two axes and a number, as Groovy and as a function of their values. */
interface Both {
  readonly text: string;
  readonly holds: (a: string, b: string, index: number) => boolean;
}

const WORDS = ['x', 'y', 'xy', '1'];
const word = fc.constantFrom(...WORDS);
const axis = fc.constantFrom('a' as const, 'b' as const);

const tests = fc.letrec<{ test: Both; leaf: Both }>((tie) => ({
  leaf: fc.oneof(
    fc.tuple(axis, fc.constantFrom('==', '!='), word).map(([of, operator, text]): Both => ({
      text: `${of} ${operator} "${text}"`,
      holds: (a, b) => ((of === 'a' ? a : b) === text) === (operator === '=='),
    })),
    fc.tuple(axis, fc.uniqueArray(word)).map(([of, list]): Both => ({
      text: `${of} in [${list.map((one) => `'${one}'`).join(', ')}]`,
      holds: (a, b) => list.includes(of === 'a' ? a : b),
    })),
    fc
      .tuple(axis, fc.constantFrom('contains' as const, 'startsWith' as const, 'endsWith' as const), word)
      .map(([of, called, text]): Both => {
        const own = { contains: 'includes', startsWith: 'startsWith', endsWith: 'endsWith' } as const;
        return { text: `${of}.${called}('${text}')`, holds: (a, b) => (of === 'a' ? a : b)[own[called]](text) };
      }),
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(4)).map(([by, rest]): Both => ({
      text: `(index%${String(by)}) == ${String(rest)}`,
      holds: (_a, _b, index) => index % by === rest,
    })),
    fc.tuple(axis, word).map(([of, text]): Both => ({
      text: `${of} ==~ /${text}.*/`,
      holds: (a, b) => (of === 'a' ? a : b).startsWith(text),
    })),
  ),
  test: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    tie('test').map((one): Both => ({ text: `!(${one.text})`, holds: (...of) => !one.holds(...of) })),
    fc.tuple(tie('test'), tie('test')).map(([one, other]): Both => ({
      text: `(${one.text}) && (${other.text})`,
      holds: (...of) => one.holds(...of) && other.holds(...of),
    })),
    fc.tuple(tie('test'), tie('test')).map(([one, other]): Both => ({
      text: `(${one.text}) ||\n (${other.text})`,
      holds: (...of) => one.holds(...of) || other.holds(...of),
    })),
    fc.tuple(tie('test'), tie('test')).map(([one, other]): Both => ({
      text: `(${one.text}).implies(${other.text})`,
      holds: (...of) => !one.holds(...of) || other.holds(...of),
    })),
  ),
}));

test('tests of any depth come to what they say', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(tests.test, word, word, fc.nat(100), (both, a, b, index) => {
        const variables = new Map<string, GroovyValue>(Object.entries({ a, b, index }));
        const script = statementsOf(both.text)!;
        return valueOfScript(script, variables) === both.holds(a, b, index);
      }),
      { numRuns: 300 },
    ),
  );
});

test('no text makes it throw', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'label', '!', '('), (text, before) => {
        value(before + text);
        return true;
      }),
      { numRuns: 500 },
    ),
  );
});
