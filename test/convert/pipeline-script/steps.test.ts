import { spawnSync } from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import type { ScriptStep, Step } from '../../../src/model/step.js';
import { convertText, stepsOf, withSteps } from './convert-text.js';

/** A step as its kind, name and what it does, in a line. */
function told(step: Step): string {
  const when = step.when === undefined ? '' : ` when ${step.when.join(' and ')}`;
  switch (step.kind) {
    case 'script':
      return `${step.command.join(' ')}: ${step.body.trim()}${when}`;
    case 'role':
      return `${step.role} ${JSON.stringify(step.vars)}${when}`;
    case 'block':
      return `${step.name} [${step.steps.map(told).join('; ')}]${when}`;
    case 'start-job':
      return `start ${step.jobs.join(' ')} ${JSON.stringify(step.parameters)} ${String(step.wait)} ${String(step.failsOn)}`;
    case 'fail':
      return `fail ${step.code}${when}`;
  }
}

const CASES: Readonly<Record<string, readonly [source: string, ...steps: string[]]>> = {
  'sh with a literal': ["sh 'make'", '/bin/sh -xe: make'],
  'sh with an interpreter': ["sh '#!/bin/bash -e\\nmake'", '/bin/bash -e: #!/bin/bash -e\nmake'],
  'an empty script': ["sh ''"],
  'a label is the name': ["sh label: 'Make it', script: 'make'", '/bin/sh -xe: make'],
  'a status nobody reads': ["sh(script: 'x', returnStatus: true)", '/bin/sh -xe: x'],
  'a dollar for the shell': ['sh "echo \\$HOME ${env.BUILD_ID}"', '/bin/sh -xe: echo $HOME ${BUILD_ID}'],
  'single quotes of the shell are opened': [
    'sh "echo \'a ${env.BUILD_ID} b\' c"',
    "/bin/sh -xe: echo 'a '\"${BUILD_ID}\"' b' c",
  ],
  'a quoted here-document takes no variables': ['sh "cat <<\'E\'\\n${env.BUILD_ID}\\nE\\n"', 'fail pipeline/step'],
  'texts put together': ["sh 'echo ' + env.BUILD_ID + ' end'", '/bin/sh -xe: echo ${BUILD_ID} end'],
  'Elvis needs a variable of its own': ['sh "echo ${env.LEVEL ?: \'low\'}"', '/bin/sh -xe: echo ${PIPELINE_VALUE_1}'],
  'retry of one script': [
    "retry(2) { sh 'x' }",
    '/bin/sh -c n=1; until "$@"; do [ "$n" -lt 2 ] || exit 1; n=$((n + 1)); done retry /bin/sh -xe: x',
  ],
  'retry of several steps': [
    "retry(2) { sh 'x'\n echo 'y' }",
    "Try [/bin/sh -xe: x; /bin/sh -e: printf '%s\\n' y]",
    "Try again, time 2 [/bin/sh -xe: x; /bin/sh -e: printf '%s\\n' y] when not tried_1",
  ],
  'limits nest': [
    "timeout(1) { retry(2) { sh 'x' } }",
    'timeout --kill-after=20 60 /bin/sh -c n=1; until "$@"; do [ "$n" -lt 2 ] || exit 1; n=$((n + 1)); done retry /bin/sh -xe: x',
  ],
  'folders nest': ["dir('a') { dir('./b/') { sh 'x' } }", 'Work in a [Work in ./b/ [/bin/sh -xe: x]]'],
  'a folder elsewhere': ["dir('/srv') { sh 'x' }", 'fail pipeline/step'],
  'if and else': [
    "script { if (env.BUILD_ID == '1') { sh 'a' } else { sh 'b' } }",
    "/bin/sh -xe: a when jenkins_env.BUILD_ID == '1'",
    "/bin/sh -xe: b when not (jenkins_env.BUILD_ID == '1')",
  ],
  'a condition that is known': ["script { if (isUnix()) { sh 'a' } else { bat 'b' } }", '/bin/sh -xe: a'],
  'a status that is asked for': [
    "script { if (sh(script: 'x', returnStatus: true) == 0) { sh 'a' } }",
    '/bin/sh -xe: x',
    '/bin/sh -xe: a when condition_2d711642',
  ],
  'a name that stands for a text': ['script { def a = \'x\'\n sh "echo ${a}" }', '/bin/sh -xe: echo x'],
  'a name that changes': [
    "script { def a = 'x'\n a = 'y'\n sh \"echo ${a}\" }",
    'fail pipeline/groovy',
    'fail pipeline/groovy',
    'fail pipeline/step',
  ],
  'Groovy in a script block': ["script { [1].each { sh 'x' } }", 'fail pipeline/groovy'],
  'a started job': [
    "build job: '/a/b', wait: false, parameters: [booleanParam(name: 'X', value: true), string(name: 'Y', value: '$Z')]",
    'start a/b {"X":"true","Y":"$$Z"} false null',
  ],
  'a checkout as a call': [
    "checkout scmGit(branches: [[name: 'main']], userRemoteConfigs: [[url: 'https://git.example.org/a.git']])",
    'git-checkout {"git_checkout_url":"https://git.example.org/a.git","git_checkout_version":"main"}',
  ],
  'another kind of checkout': ["checkout([$class: 'SubversionSCM', locations: []])", 'fail pipeline/step'],
  'artifacts under a variable name': ['archiveArtifacts "a-${env.BUILD_ID}-$x.zip"', 'fail pipeline/step'],
  'a dollar in a pattern is a dollar': [
    "archiveArtifacts 'a-$x.zip'",
    'archive-artifacts {"archive_artifacts_include":["a-$x.zip"]}',
  ],
  'a step from a library': ['deployEverywhere()', 'fail pipeline/step'],
};

for (const [what, [source, ...expected]] of Object.entries(CASES)) {
  test(what, (t) => {
    const steps = stepsOf(source).map(told);
    t.deepEqual(
      steps.map((line) => line.replace(/condition_[0-9a-f]{8}/, 'condition_2d711642')),
      expected,
    );
  });
}

test('the leaf is judged by the worst that was said', (t) => {
  t.is(convertText(withSteps("sh 'make'")).state, 'read');
  t.is(convertText(withSteps("timeout(1) { sh 'a'\n sh 'b' }")).state, 'approximated');
  t.is(convertText(withSteps("sparkle()\n timeout(1) { sh 'a'\n sh 'b' }")).state, 'needs-human');
});

test('findings stand at their own lines', (t) => {
  const { findings } = convertText(withSteps("sh 'make'\nsparkle()\n\nbat 'x'"));
  t.deepEqual(
    findings.map(({ code, at }) => [code, at.line]),
    [
      ['pipeline/step', 7],
      ['pipeline/windows', 9],
    ],
  );
});

/** Where a value can stand in a script, with a mark for it. */
const CONTEXTS = [
  'echo a@b',
  'echo "a @ b"',
  "echo 'a @ b'",
  'echo a\'@\'b"@"c',
  'cat <<E\nx @ y\nE',
  "x=@; printf '%s|' \"$x\" '@' @z",
  "echo $(echo '(@)')",
  "# it's @\necho @",
  'case @ in @) echo "yes @";; esac',
];

test('a shell sees what Groovy would have put into the text', (t) => {
  fc.assert(
    fc.property(fc.constantFrom(...CONTEXTS), fc.stringMatching(/^[\w./:-]{1,8}$/), (context, value) => {
      const inserted = context.replaceAll('@', value);
      const quoted = context
        .replaceAll(/[\\"$]/g, '\\$&')
        .replaceAll('\n', '\\n')
        .replaceAll('@', '${env.VALUE}');
      const [step] = stepsOf(`sh "${quoted}"`) as readonly ScriptStep[];
      const outputOf = (body: string, env: NodeJS.ProcessEnv): string =>
        spawnSync('/bin/sh', ['-e', '-c', body], { encoding: 'utf8', env: { ...process.env, ...env } }).stdout;
      return outputOf(step!.body, { VALUE: value }) === outputOf(inserted, {});
    }),
    { numRuns: 60, seed: 3 },
  );
  t.pass();
});

const WORDS = [
  'sh',
  'steps',
  'stage',
  "('a')",
  "'x'",
  '"${a}"',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '\n',
  'when',
  'branch',
  'not',
  'matrix',
  'axis',
  'name',
  'values',
  'environment',
  'A = 1',
  'agent',
  'docker',
  'any',
  'post',
  'always',
  'script',
  'if (x)',
  'def',
  'parallel',
  'options',
  'timeout(1)',
  'credentials',
  'withEnv',
  ':',
  ',',
  'credentials("c")',
];

test('no pipeline makes the conversion throw', (t) => {
  const whole = withSteps(
    "sh 'a'\n dir('b') { sh 'c' }\n script { if (env.A == 'b') { echo 'd' } }",
    "environment { A = 'b' }",
  );
  const tokens = whole.match(/\w+|\s+|[^\w\s]/g)!;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(tokens.length - 1), fc.nat(3), fc.constantFrom(...WORDS)), {
        minLength: 1,
        maxLength: 6,
      }),
      (changes) => {
        const changed = [...tokens];
        for (const [at, kind, word] of changes) changed.splice(at, kind, ` ${word} `);
        const { state } = convertText(changed.join(''));
        return state !== 'unread';
      },
    ),
    { numRuns: 400, seed: 11 },
  );
  t.pass();
});
