import test from 'ava';
import fc from 'fast-check';
import { recogniseDockerRun } from '../../../src/convert/shell/docker-run.js';
import type { ScriptStep } from '../../../src/model/step.js';
import { recordingShell } from './bash.js';
import { argumentsOfRole, callFromArguments } from './docker-normal-form.js';
import { Undefined } from './jinja-subset.js';

const ENV: Readonly<Record<string, string>> = {
  WORKSPACE: '/tmp',
  ZUUL_BRANCH: 'stable/1.0',
  ZUUL_CHANGE: '',
  BUILD_NUMBER: '42',
  JSON: '{"a": 1}',
  LIST: "['x']",
  TEXT: 'two words\nand "lines" é $X `y` {{ z }}',
  EMPTY: '',
  items: 'a * b',
};

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcXYZ019/-_.:,=@%+') },
  { weight: 4, arbitrary: fc.constantFrom(...' \t*?[]{}()<>|&;#!~^$`"\'\\\n\ré€') },
);
const text = fc.array(character, { maxLength: 6 }).map((all) => all.join(''));
const name = fc.constantFrom(...Object.keys(ENV), 'UNSET', 'PWD', 'HOME');
const reference = fc.oneof(
  name.map((variable) => `$${variable}`),
  name.map((variable) => `\${${variable}}`),
  fc
    .tuple(
      name,
      fc.constantFrom(':-', '-', ':+', '+'),
      fc.oneof(
        text,
        name.map((variable) => `$${variable}`),
      ),
    )
    .map(([variable, operator, operand]) => `\${${variable}${operator}${operand}}`),
  fc
    .tuple(
      name,
      fc.constantFrom('/', '//'),
      fc.constantFrom('\\/', 'a', 's', '*', 'o'),
      fc.constantFrom('', '-', '&', 'x y'),
    )
    .map(([variable, operator, from, to]) => `\${${variable}${operator}${from}/${to}}`),
);
const single = text.map((inner) => `'${inner.replaceAll("'", '')}'`);
const double = fc
  .array(fc.oneof({ weight: 3, arbitrary: text }, { weight: 2, arbitrary: reference }), { maxLength: 3 })
  .map((inner) => `"${inner.join('').replace(/(?<!\$\{[^}]*)"/g, '\\"')}"`);
const bare = fc.array(
  fc.oneof(
    fc.constantFrom(...'abc/-_.=:,{}[]~*#^@%'),
    character.map((one) => `\\${one}`),
  ),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const ansi = fc.constantFrom("$'a\\tb'", "$'\\x41\\n'", "$'it\\'s'");
const piece = fc.oneof(
  { weight: 3, arbitrary: bare.map((all) => all.join('')) },
  { weight: 3, arbitrary: single },
  { weight: 5, arbitrary: double },
  { weight: 1, arbitrary: reference },
  { weight: 1, arbitrary: ansi },
);
const word = fc.array(piece, { minLength: 1, maxLength: 3 }).map((all) => all.join(''));
const option = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('--volume', '--user', '--workdir', '--entrypoint', '--tmpfs', '--memory', '--name'),
      fc.constantFrom(' ', '='),
      word,
    )
    .map((all) => all.join('')),
  fc
    .tuple(
      fc.constantFrom('-v ', '-w ', '-u', '-m', '-e K=', '-eK=', '-e=K=', '--env A=', '--env B=', '--label l=', '-l '),
      word,
    )
    .map((all) => all.join('')),
  fc.constantFrom('--init', '--rm', '--rm=false', '--privileged', '--read-only'),
);
const script = fc
  .record({
    options: fc.array(option, { maxLength: 5 }),
    image: fc.oneof({ weight: 3, arbitrary: fc.constant("'example.org/tool:1.2'") }, { weight: 1, arbitrary: double }),
    command: fc.array(word, { maxLength: 4 }),
    flags: fc.constantFrom('set -eux\n', 'set -e\n', 'set -o pipefail\nset +x\n', ''),
    call: fc.constantFrom('exec docker run', 'docker run', 'exec docker container run'),
    gap: fc.constantFrom(' ', ' \\\n  '),
  })
  .map(
    ({ options, image, command, flags, call, gap }) =>
      `#!/bin/bash\n${flags}${[call, ...options, image, ...command].join(gap)}\n`,
  );

function step(body: string): ScriptStep {
  return {
    kind: 'script',
    name: 'step',
    at: { file: 'config.xml', line: 1 },
    body,
    command: ['/bin/bash'],
    extension: 'sh',
  };
}

test('a recognised script gives docker the same arguments as the real shell', (t) => {
  const shell = recordingShell();
  if (shell === undefined) {
    t.log('SKIPPED: there is no /bin/bash on this machine');
    t.pass();
    return;
  }
  const runs = Number(process.env['DOCKER_RUN_CASES'] ?? 50);
  let recognised = 0;
  try {
    const first = Number(process.env['DOCKER_RUN_SEED'] ?? 0);
    for (let seed = first; recognised < runs; seed += 1) {
      const [body = ''] = fc.sample(script, { numRuns: 1, seed });
      const found = recogniseDockerRun(step(body));
      if ('reason' in found) continue;
      recognised += 1;
      const argv = shell.run(body, ENV);
      try {
        const expected = callFromArguments(argumentsOfRole(found, ENV));
        t.deepEqual(argv === undefined ? argv : callFromArguments(argv), expected, `seed ${String(seed)}:\n${body}`);
      } catch (error) {
        // With `set -u` both end here.
        if (!(error instanceof Undefined)) throw error;
        t.is(argv, undefined, `seed ${String(seed)}:\n${body}`);
      }
    }
  } finally {
    shell.close();
  }
});
