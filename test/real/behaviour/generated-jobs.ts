/** Jenkins jobs with scripts that are hard to carry over. The same seed gives the same jobs. */
import fc from 'fast-check';

export interface GeneratedJob {
  readonly name: string;
  readonly xml: string;
  readonly scripts: number;
}

/** Texts that YAML, Jinja or a shell could take for something else. */
const ODD_TEXTS = [
  '{{ jenkins_env }}',
  '{% raw %}{{ x }}{% endraw %}',
  '{# gone? #}',
  '${#PATH}',
  '"double" \'single\' `back`',
  '\\n \\\\ \\$HOME',
  '$HOME ~ *',
  'é ✓ \u{1F600} \u00a0\u2028 \ufeff',
  '{"a": [1, "b"], "c": null}',
  '[\'x\', "y"]',
  'True',
  'no',
  '0x1f',
  '1e3',
  '!unsafe x',
  '- a: b # c',
  'a=b creates=/x',
  '   blanks   ',
  'tab\there',
  '%(x)s %% {0}',
  '\u0007\u001b[31m\u007f',
];

const text = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...'{}%#$\'"\\ ab\t~!&;|<>()[]*?=:-é'), { maxLength: 12 })
      .map((all) => all.join('')),
  },
);

const single = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
const double = (word: string): string => `"${word.replaceAll(/["\\`$]/g, '\\$&')}"`;
const number = fc.integer({ min: 0, max: 999 });

/** Files have names of their own, so that what one part leaves stays. */
const part: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(text, number).map(([word, at]) => `printf '%s' ${single(word)} >single-${String(at)}`),
  fc.tuple(text, number).map(([word, at]) => `printf '%s|' ${double(word)} >>double-${String(at)}`),
  fc.tuple(text, number).map(([word, at]) => `cat >quoted-${String(at)} <<'END'\n${word}\n{{ here }} $HOME\nEND`),
  fc
    .tuple(text, number)
    .map(([word, at]) => `cat >plain-${String(at)} <<END\n${word.replaceAll(/[`\\$]/g, '_')} $JOB_NAME\nEND`),
  fc.tuple(text, number).map(([word, at]) => `# ${word.replaceAll(/[\r\n]/g, ' ')}\n: >comment-${String(at)}`),
  number.map((at) => `printf '%s\\n' "\${#JOB_NAME} \${WORKSPACE##*/} $PARAM" >expansion-${String(at)}`),
  number.map((at) => `printf '%s' "$ODD" >odd-${String(at)}; printf '%s' "\${EMPTY-unset}" >empty-${String(at)}`),
  number.map((at) => `if read -r line; then echo "input $line"; else echo none; fi >input-${String(at)}`),
  number.map((at) => `touch mode-${String(at)}; chmod ${String(600 + (at % 8) * 10 + (at % 5))} mode-${String(at)}`),
  number.map(
    (at) =>
      `mkdir -p 'folder ${String(at)}'/x; ln -sf ../x 'folder ${String(at)}'/link; (cd 'folder ${String(at)}' && pwd >where)`,
  ),
  number.map(
    (at) =>
      `f${String(at)}() { local_value=$1; return $2; }; f${String(at)} a 0 && echo "$local_value" >function-${String(at)}`,
  ),
  number.map((at) => `trap 'echo "bye $?" >>trap-${String(at)}' EXIT`),
  number.map((at) => `{ echo late >background-${String(at)}; } & wait`),
  number.map((at) => `(sleep 0.05; echo done >waited-${String(at)}) & pid=$!; wait "$pid"`),
  number.map((at) => `false || echo "status $?" >rescued-${String(at)}`),
  number.map((at) => `(exit 3) && : || echo "$?" >sub-${String(at)}`),
  number.map((at) => `umask >umask-${String(at)}; export ADDED_${String(at)}=x`),
  number.map((at) => `env | grep -c '^ADDED_' >leaked-${String(at)} || :`),
  number.map((at) => `set -- a 'b c' ''; printf '<%s>' "$@" "$#" >arguments-${String(at)}`),
  number.map((at) => `docker run --rm -e "A=$PARAM" -v "$PWD:/src" image:${String(at)} sh -c 'echo {{ "$1" }}' "$ODD"`),
  fc.constantFrom('set -u', 'set +e', 'set -e', 'set +x', 'cd /; cd "$WORKSPACE"', ':', ''),
);

/** What may end a step before its time. */
const ending: fc.Arbitrary<string> = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '',
    '',
    '',
    'exit 0',
    'exit 3',
    'exit 255',
    'false',
    'exit 0\nthis is never read (',
    'set -u; echo "$NOT_THERE"',
  ],
  ...[
    'sh -c "kill -9 \\$\\$"',
    'kill -TERM $$',
    'not-a-program',
    '(exit 4)',
    'false; true',
    'exec true',
    'true | false',
  ],
);

const first = fc.constantFrom(
  ...['', '', '', '', '', '#!/bin/sh', '#!/bin/bash', '#!/bin/bash -eu', '#!/bin/bash -x', '#!/usr/bin/env bash'],
  ...[
    '#!/bin/bash -e -o pipefail',
    '#!/bin/sh -e\t-u',
    '#!/bin/bash --norc',
    '\n#!/bin/bash',
    '#!/usr/bin/env python3',
  ],
);

const ends = fc.constantFrom('\n', '\n', '\n', '', '\n\n\n', '  ');

/** One script. */
export const script: fc.Arbitrary<string> = fc
  .tuple(
    first,
    fc.array(part, { minLength: 1, maxLength: 6 }),
    ending,
    fc.array(part, { maxLength: 2 }),
    ends,
    fc.integer({ min: 0, max: 39 }),
  )
  .map(([line, before, end, after, last, kind]) => {
    if (line.endsWith('python3')) return `${line}\n${PYTHON}${last}`;
    const lines = [...(line === '' ? [] : [line]), ...before, ...(end === '' ? [] : [end]), ...after];
    if (kind === 0) lines.splice(1, 0, `: '${'long {{ line }} '.repeat(9000)}'`);
    const body = lines.join('\n') + last;
    return kind === 1 ? body.replaceAll('\n', '\r\n') : body;
  });

const PYTHON = `import os, sys
with open("python-" + os.path.basename(os.getcwd()), "w") as out:
    out.write("{{ %s }} {%% x %%} %r" % (os.environ["PARAM"], sys.stdin.read()))
sys.exit(len(os.environ["ODD"]) % 2)`;

const RESULTS = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'ABORTED'];

const job = fc.record({
  steps: fc.array(script, { minLength: 1, maxLength: 3 }),
  publishers: fc.array(fc.tuple(script, fc.constantFrom(RESULTS, ['SUCCESS'], ['FAILURE', 'UNSTABLE', 'ABORTED'])), {
    maxLength: 2,
  }),
  odd: text,
  param: text,
});

/** Makes jobs. Every step and every publisher notes that it ran, and what it saw. */
export function generateJobs(count: number, seed: number): GeneratedJob[] {
  return fc.sample(job, { numRuns: count, seed }).map(({ steps, publishers, odd, param }, index) => {
    const name = `job-${String(index)}`;
    const shells = steps.map((body, at) => shell(watched(body, `step-${String(at)}`)));
    const posts = publishers.map(([body, results], at) =>
      publisher(shell(watched(body, `post-${String(at)}`)), results),
    );
    const xml = `<?xml version='1.1' encoding='UTF-8'?>
<project>
  <description/>
  <properties>
    <hudson.model.ParametersDefinitionProperty>
      <parameterDefinitions>
${[
  ['PARAM', param],
  ['ODD', odd],
  ['EMPTY', ''],
]
  .map(([key, value]) => parameter(key ?? '', value ?? ''))
  .join('\n')}
      </parameterDefinitions>
    </hudson.model.ParametersDefinitionProperty>
  </properties>
  <scm class="hudson.scm.NullSCM"/>
  <builders>${shells.join('')}</builders>
  <publishers>${posts.join('')}</publishers>
  <buildWrappers/>
</project>
`;
    return { name, xml, scripts: steps.length + publishers.length };
  });
}

/** The same script, noting first that it ran and which variables it sees. */
function watched(body: string, name: string): string {
  if (/^#!.*python3/.test(body)) return body;
  const note = `echo ${name} >>order; env -0 | sort -z >environment-${name}`;
  const [line = '', ...rest] = body.split('\n');
  return line.startsWith('#!') ? [line, note, ...rest].join('\n') : `${note}\n${body}`;
}

function parameter(name: string, value: string): string {
  return `        <hudson.model.StringParameterDefinition><name>${name}</name><defaultValue>${escape(value)}</defaultValue></hudson.model.StringParameterDefinition>`;
}

export function shell(body: string): string {
  return `<hudson.tasks.Shell><command>${escape(body)}</command></hudson.tasks.Shell>`;
}

function publisher(inner: string, results: readonly string[]): string {
  const words = results.map((result) => `<string>${result}</string>`).join('');
  return `<org.jenkinsci.plugins.postbuildscript.PostBuildScript plugin="postbuildscript@3.2"><config><scriptFiles/><groovyScripts/><buildSteps><org.jenkinsci.plugins.postbuildscript.model.PostBuildStep><results>${words}</results><role>BOTH</role><executeOn>BOTH</executeOn><buildSteps>${inner}</buildSteps></org.jenkinsci.plugins.postbuildscript.model.PostBuildStep></buildSteps><markBuildUnstable>false</markBuildUnstable></config></org.jenkinsci.plugins.postbuildscript.PostBuildScript>`;
}

/** Text for XML 1.1: what is not a plain character is written by its number. */
export function escape(value: string): string {
  return value.replaceAll(
    /[&<>\u0001-\u0008\u000b-\u001f\u007f-\u009f\u2028]/g,
    (one) => `&#x${(one.codePointAt(0) ?? 0).toString(16)};`,
  );
}
