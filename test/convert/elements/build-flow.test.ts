import test from 'ava';
import fc from 'fast-check';
import { translateFlow } from '../../../src/convert/elements/build-flow.js';
import type { Step } from '../../../src/model/step.js';

const START = { file: 'flow.xml', line: 10 };

/** A flow in few words: `package (style) [a b]! !fail`. */
function words(steps: readonly Step[]): string {
  return steps.map(word).join(' ');
}

function word(step: Step): string {
  if (step.kind === 'start-job') return `${step.jobs[0]!}${step.failsOn === 'FAILURE' ? '~' : ''}`;
  if (step.kind !== 'block') return 'FAIL';
  const always = step.always === undefined ? '' : ` | ${words(step.always)}`;
  return `${step.ignoreErrors === true ? '?' : ''}(${words(step.steps)}${always})`;
}

const FLOWS: readonly (readonly [script: string, steps: string])[] = [
  ['build("a")\nbuild "b"', 'a b'],
  ['parallel({ build("a") }, { build("b"); build("c") })', '( | (a) (b c))'],
  ['parallel(one: { build("a") })', '( | (a))'],
  ['guard {\n build("a")\n} rescue {\n build("b")\n}', '(a | (b))'],
  ['guard { build("a") } rescue { }', '(a)'],
  ['ignore(FAILURE) { build("a") }', '?(a)'],
  ['ignore(UNSTABLE) { build("a") }', 'a~'],
  ['retry(2) { build("a") }', '(a)'],
  ['x = build("a")\ndef y = build("b")', 'a b'],
  ['println "x"\nout.println("y")', ''],
  ['build(name)', 'FAIL'],
  ['build("deploy-${params.X}")', 'FAIL'],
  ['build("a", X: x.environment["Y"])', 'FAIL'],
  ['for (i in 1..3) { build("a") }\nbuild("b")', 'FAIL b'],
];

for (const [script, steps] of FLOWS) {
  test(`${script.replaceAll('\n', ' ; ')}: ${steps === '' ? 'nothing' : steps}`, (t) => {
    t.is(words(translateFlow(script, START)!.steps), steps);
  });
}

test('steps know their lines in the definition', (t) => {
  const { steps } = translateFlow('build("a")\n\nbuild("b", X: params["Y"], Z: params.W)\n', START)!;
  t.deepEqual(
    steps.map(({ at }) => at.line),
    [10, 12],
  );
  t.deepEqual((steps[1] as Extract<Step, { kind: 'start-job' }>).parameters, { X: '${Y}', Z: '${W}' });
});

test('what is no Groovy is refused, and nothing makes it throw', (t) => {
  t.is(translateFlow('build("a"', START), undefined);
  const piece = fc.constantFrom(
    'build("a")',
    'parallel(',
    '{',
    '}',
    ')',
    'guard ',
    ' rescue ',
    '\n',
    '"',
    'x = ',
    ',',
    '$',
  );
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        translateFlow(pieces.join(''), START);
      }),
      { numRuns: 500 },
    ),
  );
});
