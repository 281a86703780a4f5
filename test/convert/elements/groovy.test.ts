import test from 'ava';
import { describePipeline, recognisePipeline } from '../../../src/convert/elements/groovy.js';

const CASES: readonly (readonly [why: string, script: string, told: string])[] = [
  ['nothing', '', ''],
  ['a library, in both spellings', "@Library('a') _\nlibrary 'b@master'", 'Libraries: a, b@master.'],
  ['several libraries at once', "@Library(['a', 'b']) import x.*", 'Libraries: a, b.'],
  ['a library by its name', "library(identifier: 'c')", 'Libraries: c.'],
  ['stages, declarative and scripted', 'stage(\'Build\') {}\nstage "Test it"\nstage(name)', 'Stages: Build, Test it.'],
  [
    'credentials in their four places',
    "string(credentialsId: 'a', variable: 'B'); TOKEN = credentials('c'); sshagent(['d', 'e']) {}; sshagent(credentials: ['f']) {}",
    'Credentials: a, c, d, e, f.',
  ],
  ['parameters', 'echo params.TARGET; def x = params["MODE"]; println(params.TARGET)', 'Parameters: TARGET, MODE.'],
  ['no comments', "// stage('a')\n/* stage('b') */ stage('c')", 'Stages: c.'],
  ['no text', `echo "stage('a')"; echo '''\nstage('b')'''; x =~ /stage('c')/; stage('d')`, 'Stages: d.'],
  ['a division is no pattern', "def a = b / c; stage('d'); def e = f / g", 'Stages: d.'],
  ['comments in text are text', "url = 'http://x'\nstage('a')", 'Stages: a.'],
];
for (const [why, script, told] of CASES) {
  test(`recognises ${why}`, (t) => t.is(describePipeline(recognisePipeline(script)), told));
}

test('a script that never ends its quotes or comments is read to its end', (t) => {
  for (const script of ["'", '"""', '/*', '$/', '\\', "stage('"]) t.is(describePipeline(recognisePipeline(script)), '');
});
