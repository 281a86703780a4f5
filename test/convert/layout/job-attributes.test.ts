import test from 'ava';
import { codesOf, convert, PIPELINES } from './converted.js';

test('what Zuul has no counterpart for is told, once for each place', (t) => {
  const converted = convert(
    t,
    `includes:
  - python-file: functions.py
${PIPELINES}jobs:
  - name: ^.*$
    parameter-function: choose
    success-pattern: 'https://logs.example.org/{build.number}'
  - name: a
    swift: [{name: logs, container: c, expiry: 7200}]
projects:
  - {name: p, check: [a, b, c]}
`,
  );
  t.deepEqual(codesOf(converted), [
    'job/parameter-function',
    'job/report-url',
    'job/swift',
    'layout/includes',
    'pipeline/work-in-progress',
    'timer/branch',
  ]);
  const [function_] = converted.findings.filter(({ code }) => code === 'job/parameter-function');
  t.regex(function_!.message, /Here: choose, for 3 jobs\.$/);
  t.is(function_!.at.line, 11);
  t.is(converted.findings.filter(({ code }) => code === 'job/report-url').length, 1);
});

test('the start report loses the address of the status page', (t) => {
  const converted = convert(
    t,
    `pipelines:
  - &gate
    name: gate
    manager: DependentPipelineManager
    trigger: {}
    start: {gerrit: {}}
  - {<<: *gate, name: gate2}
projects: []
`,
  );
  t.deepEqual(
    converted.findings.map(({ code, output }) => [code, output]),
    [['pipeline/start-message', 'zuul.d/pipelines.yaml#gate']],
  );
});

test('messages of jobs replace the word for the result', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: j, success-message: fine, failure-message: see the wiki}
projects:
  - {name: p, check: [j]}
`,
  );
  t.deepEqual(converted.jobs.get('j')!.attributes, { successMessage: 'fine', failureMessage: 'see the wiki' });
});
