import test from 'ava';
import { convertText } from './convert-text.js';

/** The tests of a stage with this `when`; what `asks` before it, and whether it is there at all. */
function whenOf(when: string): string {
  const text = `pipeline {
  agent none
  parameters {
    booleanParam(name: 'FLAG', defaultValue: true)
    string(name: 'WORD', defaultValue: 'a')
  }
  environment { LEVEL = 'high' }
  stages { stage('Only') {
    when { ${when} }
    steps { sh 'x' }
  } }
}`;
  const { run = [] } = convertText(text).contribution;
  const stage = run.at(-1);
  if (stage?.kind !== 'block') return 'never';
  const stop = stage.steps[0]?.kind === 'fail' ? ['stop'] : [];
  const asks = run.slice(0, -1).map((step) => (step.kind === 'script' ? step.body.trim() : step.name));
  return [...asks, ...(stage.when ?? []), ...stop].join('; ').replaceAll(/(condition|exists)_[0-9a-f]{8}/g, '$1');
}

const BRANCH = 'zuul.change is not defined; zuul.tag is not defined';

const CASES: Readonly<Record<string, string>> = {
  "branch 'main'": `${BRANCH}; (zuul.branch | default('')) == 'main'`,
  "branch 'release/*'": `${BRANCH}; (zuul.branch | default('')) is match('^release/[^/]*$')`,
  "branch pattern: 'v\\\\d+', comparator: 'REGEXP'": `${BRANCH}; (zuul.branch | default('')) is match('v\\\\d+$')`,
  'buildingTag()': 'zuul.tag is defined',
  "tag 'v*'": "zuul.tag is defined; (zuul.tag | default('')) is match('^v[^/]*$')",
  'changeRequest()': 'zuul.change is defined',
  "changeRequest target: 'main'": "zuul.change is defined; (zuul.branch | default('')) == 'main'",
  "changeRequest author: 'me'": 'stop',
  "environment name: 'WORD', value: 'a'": "jenkins_env.WORD == 'a'",
  "environment name: 'LEVEL', value: 'high'": '',
  "environment name: 'LEVEL', value: 'low'": 'never',
  "equals expected: 'a', actual: params.WORD": "jenkins_env.WORD == 'a'",
  'expression { params.FLAG }': "jenkins_env.FLAG == 'true'",
  'expression { return !params.FLAG }': "not (jenkins_env.FLAG == 'true')",
  'expression { params.FLAG == false }': "not (jenkins_env.FLAG == 'true')",
  'expression { params.WORD }': "jenkins_env.WORD != ''",
  "expression { params.WORD != 'b' || env.X == 'c' }":
    "(not (jenkins_env.WORD == 'b')) or (jenkins_env.X | default('')) == 'c'",
  'expression { env.X == null }': 'jenkins_env.X is not defined',
  'expression { env.CHANGE_ID }': "(zuul.change | default('') | string) != ''",
  "expression { params.WORD in ['a', 'b'] }": "jenkins_env.WORD in ['a', 'b']",
  'expression { params.WORD ==~ /a+/ }': "jenkins_env.WORD is match('a+$')",
  'expression { params.WORD =~ /a+/ }': "jenkins_env.WORD is search('a+')",
  "expression { params.WORD.startsWith('a') && params.WORD.toLowerCase().contains('b') }":
    "jenkins_env.WORD.startswith('a'); 'b' in (jenkins_env.WORD | lower)",
  "expression { fileExists('a b') }": "test -e 'a b'; exists",
  "expression { sh(script: 'x', returnStatus: true) == 0 }": 'x; condition',
  "expression { sh(script: 'x', returnStatus: true) == 1 }": 'stop',
  'expression { Calendar.instance.get(1) > 3 }': 'stop',
  "expression { currentBuild.result == null || currentBuild.result == 'SUCCESS' }": '',
  "not { branch 'main' }": `not (zuul.change is not defined and zuul.tag is not defined and (zuul.branch | default('')) == 'main')`,
  'anyOf { buildingTag()\nchangeRequest() }': 'zuul.tag is defined or zuul.change is defined',
  'allOf { buildingTag()\nexpression { true } }': 'zuul.tag is defined',
  'expression { false }': 'never',
  "changeset '**/*.py'": "git diff --name-only HEAD^1 HEAD | grep -E -q -e '^(.*/)?[^/]*\\.py$'; condition",
  "triggeredBy 'SCMTrigger'": 'stop',
  'isRestartedRun()': 'never',
  'beforeAgent true\nbuildingTag()': 'zuul.tag is defined',
};

for (const [when, expected] of Object.entries(CASES)) {
  test(when, (t) => {
    t.is(whenOf(when), expected);
  });
}
