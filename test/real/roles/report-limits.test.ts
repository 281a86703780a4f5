import type { ExecutionContext } from 'ava';
import { callAll, needs, onNode, type Call } from './ansible.js';

const withAnsible = needs('ansible-playbook');

/** Files, variables of the role, and what it says; `fine` where it passes. */
type Case = readonly [Call['files'], Call['vars'], RegExp | 'fine'];

function check(role: string, cases: readonly Case[]) {
  return (t: ExecutionContext): void => {
    onNode((node) => {
      const calls = cases.map(([files, vars]) => ({ files, vars }));
      callAll(node, role, calls).forEach((outcome, index) => {
        const [, vars, expected] = cases[index]!;
        t.is(outcome.isFine, expected === 'fine', `${JSON.stringify(vars)}: ${outcome.text}`);
        if (expected !== 'fine') t.regex(outcome.text, expected);
      });
    });
  };
}

function tests(format: string, options: object = {}, limit = 0): Call['vars'] {
  const report = { format, include: ['*'], required: true, strict: true, ...options };
  return { xunit_results_reports: [report], xunit_results_failed_limit: limit };
}

const TESTNG =
  '<testng-results><suite><test><class><test-method name="a" status="PASS"/><test-method name="b" status="SKIP"/><test-method name="c" status="FAIL" is-config="true"/></class></test></suite></testng-results>';
const ROBOT =
  '<robot><suite><test name="a"><kw><status status="FAIL"/></kw><status status="PASS" critical="yes"/></test><test name="b"><status status="FAIL" critical="no"/></test></suite></robot>';
const TAP = '1..3\nok 1 - a\nnot ok 2 - b # TODO later\n    not ok 1 - inner\nok 3 # skip no\n';
const CUCUMBER = JSON.stringify([
  {
    name: 'f',
    uri: 'f',
    elements: [
      { name: 's', type: 'scenario', steps: [{ result: { status: 'passed' } }, { result: { status: 'undefined' } }] },
    ],
  },
]);

withAnsible(
  'reports of test tools are counted as each plugin does',
  check('xunit-results', [
    [{ 'a.xml': TESTNG }, tests('testng'), 'fine'],
    [{ 'a.xml': TESTNG }, tests('testng', { fail_on_configuration: true }), /configuration method c failed/],
    [{ 'a.xml': ROBOT }, tests('robot'), /1 failed/],
    [{ 'a.xml': ROBOT }, tests('robot', { only_critical: true }), 'fine'],
    [{ 'a.tap': TAP }, tests('tap', { plan_required: true, validate_number: true }), 'fine'],
    [{ 'a.tap': TAP }, tests('tap', { todo_fails: true }), /1 failed/],
    [{ 'a.tap': TAP }, tests('tap', { subtests: true }), /1 failed/],
    [{ 'a.tap': 'ok 1\n' }, tests('tap', { plan_required: true }), /has no plan/],
    [{ 'a.tap': '1..2\nok 1\n' }, tests('tap', { validate_number: true }), /has 1 tests, planned were 2/],
    [{ 'a.json': CUCUMBER }, tests('cucumber'), 'fine'],
    [{ 'a.json': CUCUMBER }, tests('cucumber', { bad_steps: ['undefined'] }), /1 failed/],
    [{ 'a.json': '{' }, tests('cucumber'), /cannot be read/],
    [{ 'a.jtl': 'label,success\nx,true\ny,false\n' }, tests('jmeter'), /1 failed/],
    [{ 'a.jtl': '<testResults><httpSample s="true" lb="x"/></testResults>' }, tests('jmeter'), 'fine'],
    [
      { 'a.xml': '<Site><Testing><Test Status="failed"><Name>x</Name></Test></Testing></Site>' },
      tests('ctest'),
      /FAILED x/,
    ],
    [{ 'a.xml': '<test-run><test-case fullname="n" result="Failed"/></test-run>' }, tests('nunit'), /FAILED n/],
    [{ 'a.xml': '<test-results><test-case name="n" executed="False"/></test-results>' }, tests('nunit'), 'fine'],
    [{ 'a.xml': '<TestLog><TestCase name="x"><Error/></TestCase></TestLog>' }, tests('boost'), /FAILED x/],
    [
      { 'a.xml': '<TestRun><FailedTests><FailedTest><Name>x</Name></FailedTest></FailedTests></TestRun>' },
      tests('cppunit'),
      /FAILED x/,
    ],
    [
      {
        'a.xml':
          '<x><finalCounts><right>3</right><wrong>1</wrong><ignores>0</ignores><exceptions>0</exceptions></finalCounts></x>',
      },
      tests('fitnesse'),
      /1 failed/,
    ],
  ]),
);

function warnings(format: string, options: object, most: Record<string, number>, more: object = {}): Call['vars'] {
  return { warning_limits_reports: [{ format, include: ['*'], ...options }], warning_limits_most: most, ...more };
}

const CHECKSTYLE =
  '<checkstyle><file name="src/A.java"><error severity="error"/><error severity="warning"/></file><file name="test/B.java"><error severity="warning"/></file></checkstyle>';
const CPD = '<pmd-cpd><duplication lines="60"><file path="a"/><file path="b"/></duplication></pmd-cpd>';
const CPPCHECK =
  '<results version="2"><errors><error severity="style"><location file="a.c"/></error></errors></results>';

withAnsible(
  'warnings are counted and compared with limits',
  check('warning-limits', [
    [{ 'a.xml': CHECKSTYLE }, warnings('checkstyle', {}, { all: 3, high: 1, normal: 2 }), 'fine'],
    [{ 'a.xml': CHECKSTYLE }, warnings('checkstyle', {}, { all: 2 }), /3 all, at most 2 may be/],
    [{ 'a.xml': CHECKSTYLE }, warnings('checkstyle', { not_files: ['^test/'] }, { normal: 1 }), 'fine'],
    [
      { 'a.xml': CHECKSTYLE },
      warnings('checkstyle', { only_files: ['^test/'] }, { high: 0, all: 0 }),
      /1 all, at most 0/,
    ],
    [
      { 'a.xml': '<pmd><file name="x"><violation priority="2"/></file></pmd>' },
      warnings('pmd', {}, { high: 0 }),
      /1 high/,
    ],
    [{ 'a.xml': CPD }, warnings('cpd', {}, { high: 1 }), /2 high/],
    [{ 'a.xml': CPD }, warnings('cpd', { high: 70 }, { high: 0 }), 'fine'],
    [{ 'a.xml': '<x><BugInstance priority="2" rank="3"/></x>' }, warnings('findbugs', {}, { high: 0 }), 'fine'],
    [
      { 'a.xml': '<x><BugInstance priority="2" rank="3"/></x>' },
      warnings('findbugs', { by_rank: true }, { high: 0 }),
      /1 high/,
    ],
    [{ 'a.xml': CPPCHECK }, warnings('cppcheck', {}, { all: 0 }), /1 all/],
    [{ 'a.xml': CPPCHECK }, warnings('cppcheck', { kinds: ['error'] }, { all: 0 }), 'fine'],
    [{}, warnings('cppcheck', { required: true }, {}), /no report fits/],
    [{ 'a.xml': '<' }, warnings('cppcheck', { strict: true }, {}), /cannot be read/],
    [
      { 'a.py': '# TODO x\n# todo y\n' },
      warnings('tasks', { normal: ['TODO'], ignore_case: true }, { normal: 1 }),
      /2 normal/,
    ],
    [{ 'a.log': 'one\ntwo\n' }, warnings('text', { expression: 'tw.$' }, { found: 0 }), /1 found, at most 0/],
    [
      { 'a.log': 'one\n' },
      warnings('text', { expression: 'two' }, {}, { warning_limits_least: { found: 1 } }),
      /0 found, at least 1/,
    ],
    [
      { 'a.json': CUCUMBER },
      warnings('cucumber', { bad_steps: ['undefined'] }, { 'failed-features': 0 }),
      /1 failed-features/,
    ],
  ]),
);

function covered(format: string, least: Record<string, number>, more: object = {}): Call['vars'] {
  return { coverage_limits_format: format, coverage_limits_include: ['*'], coverage_limits_least: least, ...more };
}

const JACOCO =
  '<report name="x"><package><counter type="LINE" missed="9" covered="1"/></package><counter type="LINE" missed="205" covered="795"/></report>';
const CLOVER =
  '<coverage><project><file><metrics methods="1" coveredmethods="0"/></file><metrics methods="4" coveredmethods="3" statements="10" coveredstatements="2"/></project></coverage>';
const COBERTURA =
  '<coverage><packages><package><classes><class filename="a"><methods><method name="m"><lines><line number="1" hits="0"/></lines></method></methods><lines><line number="1" hits="0"/><line number="2" hits="3" branch="true" condition-coverage="50% (1/2)"/></lines></class></classes></package></packages></coverage>';

withAnsible(
  'coverage is compared with limits',
  check('coverage-limits', [
    [{ 'a.xml': JACOCO }, covered('jacoco', { line: 80 }), /line: 79.5 % are covered, at least 80 % have to be/],
    [{ 'a.xml': JACOCO }, covered('jacoco', { line: 80 }, { coverage_limits_rounded: true }), 'fine'],
    [{ 'a.xml': CLOVER }, covered('clover', { method: 75, statement: 20 }), 'fine'],
    [{ 'a.xml': CLOVER }, covered('clover', { statement: 21 }), /statement: 20 %/],
    [{ 'a.xml': COBERTURA }, covered('cobertura', { line: 50, files: 100, conditional: 50, method: 0 }), 'fine'],
    [{ 'a.xml': COBERTURA }, covered('cobertura', { method: 1 }), /method: 0 %/],
    [{ 'index.html': "<tt class='coverage_code'>12.5%</tt>" }, covered('rcov', { code_coverage: 13 }), /12.5 %/],
    [{}, covered('cobertura', { line: 1 }), 'fine'],
    [{}, covered('cobertura', { line: 1 }, { coverage_limits_required: true }), /No report fits/],
    [{ 'a.xml': '<' }, covered('jacoco', { line: 1 }), /cannot be read/],
  ]),
);
