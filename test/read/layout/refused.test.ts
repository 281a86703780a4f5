import test from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import { layoutOf, PIPELINES } from './layouts.js';

/** What Zuul 2.6 refuses. The text stands below `PIPELINES`, so its first line is line 4. */
type Case = readonly [what: string, source: string, line: number, message: RegExp];

const PROJECTS: readonly Case[] = [
  [
    'an unknown key at the top',
    'projects: []\nproject: []',
    5,
    /the layout has the key "project".*do you mean "projects"/,
  ],
  ['no projects', 'jobs: []', 1, /the layout has no "projects"/],
  ['null projects', 'projects:', 4, /"projects" has to be a list, found nothing/],
  ['null jobs', 'jobs:\nprojects: []', 4, /"jobs" has to be a list, found nothing/],
  ['a project without a name', 'projects:\n  - check: [unit]', 5, /the project has no "name"/],
  [
    'a number as a name',
    'projects:\n  - name: 12',
    5,
    /"name" of the project has to be text, found the number 12; put it in quotes/,
  ],
  ['a name outside ASCII', 'projects:\n  - name: café', 5, /outside ASCII/],
  [
    'an unknown pipeline',
    'projects:\n  - name: p\n    chekc: [unit]',
    6,
    /project "p" has the key "chekc".*do you mean "check"/,
  ],
  [
    'a null job list',
    'projects:\n  - name: p\n    check:',
    6,
    /needs names of jobs, found nothing; an empty job list is written \[\]/,
  ],
  ['a number as a job', 'projects:\n  - name: p\n    check:\n      - 1', 7, /found the number 1; put it in quotes/],
  ['a mapping as the jobs of a parent', 'projects:\n  - name: p\n    check: [{build: {unit: }}]', 6, /found nothing/],
  ['a project that is text', 'projects: [p]', 4, /a project has to be a mapping, found the text "p"/],
  ['a list as a name', 'projects:\n  - name: [p]', 5, /"name" of the project has to be text, found a list/],
  ['a job with a blank', 'projects:\n  - name: p\n    check: [a b]', 6, /without blanks/],
  ['an empty job', "projects:\n  - name: p\n    check: ['']", 6, /without blanks/],
  ['a parent without children', 'projects:\n  - name: p\n    check:\n      - build:', 7, /found nothing/],
  ['a number as a parent', 'projects:\n  - name: p\n    check:\n      - 1: [unit]', 7, /a parent job has to be text/],
  [
    'a parent outside ASCII',
    'projects:\n  - name: p\n    check:\n      - bâtir: [unit]',
    7,
    /parent job "bâtir" holds characters outside ASCII/,
  ],
  [
    'a job that is a broken pattern',
    "projects:\n  - name: p\n    check: ['^(']",
    6,
    /no regular expression to Python: unbalanced/,
  ],
  [
    'two projects of one name',
    'projects:\n  - name: p\n  - name: p',
    6,
    /duplicate name: project "p" is there already on line 5/,
  ],
  ['merge-resolve', 'projects:\n  - name: p\n    merge-mode: merge-resolve', 6, /leave it out/],
  [
    'merge-resolve in the spelling of the schema',
    "projects:\n  - {name: p, merge-mode: 'merge-resolve,'}",
    5,
    /leave it out/,
  ],
];

const TEMPLATE = `project-templates:
  - name: t
    check: ['{name}-unit', '{v}-test']
  - name: keys
    check: [{'{w}-build': [unit]}]
projects:
`;

const TEMPLATES: readonly Case[] = [
  [
    'an unknown template',
    `${TEMPLATE}  - {name: p, template: [{name: keyz}]}`,
    10,
    /calls the template "keyz".*do you mean "keys"/,
  ],
  [
    'a parameter that is missing',
    `${TEMPLATE}  - {name: p, template: [{name: t}]}`,
    10,
    /does not give "v", which the template needs/,
  ],
  [
    'a parameter too many',
    `${TEMPLATE}  - {name: p, template: [{name: t, v: x, u: y}]}`,
    10,
    /gives "u", which the template does not use/,
  ],
  [
    'a number as a parameter',
    `${TEMPLATE}  - {name: p, template: [{name: t, v: 27}]}`,
    10,
    /"v" of the call.*put it in quotes/,
  ],
  [
    'a parameter that stands in keys only, given',
    `${TEMPLATE}  - {name: p, template: [{name: keys, w: x}]}`,
    10,
    /only in the name of a parent job/,
  ],
  [
    'a parameter that stands in keys only, not given',
    `${TEMPLATE}  - {name: p, template: [{name: keys}]}`,
    10,
    /the parameter "w" is not given/,
  ],
  ['a call without a name', `${TEMPLATE}  - {name: p, template: [{v: x}]}`, 10, /has no "name"/],
  ['a call that is text', `${TEMPLATE}  - {name: p, template: [t]}`, 10, /called as a mapping, "- name: t"/],
  [
    'a call instead of a list of calls',
    `${TEMPLATE}  - {name: p, template: {name: t, v: x}}`,
    10,
    /"template" of project "p" has to be a list, found a mapping/,
  ],
  [
    'a mapping as the job list of a called template',
    'project-templates: [{name: t, check: {build: [unit]}}]\nprojects:\n  - {name: p, template: [{name: t}]}',
    4,
    /"check" of template "t" has to be a list/,
  ],
  [
    'a placeholder that asks for a part of a value',
    "project-templates: [{name: t, check: ['{v[0]}']}]\nprojects:\n  - {name: p, template: [{name: t, v: x}]}",
    6,
    /gives "v", which the template does not use/,
  ],
  [
    'a template that is a list',
    'project-templates: [[]]\nprojects: []',
    4,
    /a template has to be a mapping, found a list/,
  ],
  ['no calls at all, as a mapping', `${TEMPLATE}  - {name: p, template: {}}`, 10, /has to be a list/],
  ['a null list of calls', `${TEMPLATE}  - {name: p, template: }`, 10, /has to be a list, found nothing/],
  [
    'an aliased call',
    `${TEMPLATE}  - {name: a, template: &x [{name: t, v: x}]}\n  - {name: b, template: *x}`,
    10,
    /alias shares between projects: for "b" Zuul v2 looks for a template "a"/,
  ],
  [
    'merge-mode in a template',
    'project-templates:\n  - {name: t, merge-mode: merge}\nprojects: []',
    5,
    /template "t" has the key "merge-mode"/,
  ],
  [
    'a template that calls a template',
    'project-templates:\n  - {name: t, template: [{name: t}]}\nprojects: []',
    5,
    /has the key "template"/,
  ],
  [
    'a single brace, though nobody calls the template',
    "project-templates:\n  - {name: t, check: ['a}']}\nprojects: []",
    5,
    /is no format string.*written \{\{ or \}\}/,
  ],
  [
    'two templates of one name',
    'project-templates: [{name: t}, {name: t}]\nprojects: []',
    4,
    /duplicate name: template "t"/,
  ],
  [
    'text as the job list of a called template',
    'project-templates: [{name: t, check: abc}]\nprojects:\n  - {name: p, template: [{name: t}]}',
    4,
    /"check" of template "t" has to be a list/,
  ],
  [
    'text as the job list of a project with a template',
    'project-templates: [{name: t, check: [unit]}]\nprojects:\n  - {name: p, check: abc, template: [{name: t}]}',
    6,
    /"check" of project "p" has to be a list/,
  ],
  [
    'a value by position',
    "project-templates: [{name: t, check: ['{0}']}]\nprojects:\n  - {name: p, template: [{name: t, '0': x}]}",
    6,
    /by position/,
  ],
];

const JOBS: readonly Case[] = [
  ['a job without a name', 'jobs:\n  - voting: false\nprojects: []', 5, /has no "name"/],
  ['an unknown key', 'jobs:\n  - name: unit\n    votting: false\nprojects: []', 6, /do you mean "voting"/],
  [
    'a number as a branch',
    'jobs:\n  - name: unit\n    branch: 1.0\nprojects: []',
    6,
    /"branch" of job "unit" has to be text, found the number 1.0/,
  ],
  [
    'text as a truth value',
    "jobs:\n  - name: unit\n    voting: 'no'\nprojects: []",
    6,
    /has to be true or false, found the text "no"/,
  ],
  ['text as a number', "jobs:\n  - name: unit\n    attempts: '3'\nprojects: []", 6, /has to be a whole number/],
  [
    'a number that Python calls long',
    'jobs:\n  - name: unit\n    attempts: 99999999999999999999\nprojects: []',
    6,
    /has to be a whole number/,
  ],
  ['a null branch', 'jobs:\n  - name: unit\n    branch:\nprojects: []', 6, /has to be text, found nothing/],
  [
    'skip-if as a mapping',
    'jobs:\n  - name: unit\n    skip-if: {branch: x}\nprojects: []',
    6,
    /"skip-if" of job "unit" has to be a list of conditions/,
  ],
  [
    'an unknown key of skip-if',
    'jobs:\n  - name: unit\n    skip-if: [{files: x}]\nprojects: []',
    6,
    /has the key "files"/,
  ],
  [
    'a swift destination without a name',
    'jobs:\n  - name: unit\n    swift: {container: c}\nprojects: []',
    6,
    /"swift" of job "unit" has no "name"/,
  ],
  [
    'a broken pattern as a name',
    "jobs:\n  - name: '^('\nprojects: []",
    5,
    /"name" of job "\^\(" is no regular expression/,
  ],
  [
    'a broken branch',
    "jobs:\n  - name: unit\n    branch: [ok, '(']\nprojects: []",
    6,
    /"branch" of job "unit" is no regular expression to Python: unbalanced/,
  ],
  [
    'a broken file in skip-if',
    "jobs:\n  - name: unit\n    skip-if:\n      - all-files-match-any: '('\nprojects: []",
    7,
    /is no regular expression/,
  ],
  [
    'a job that is text',
    'jobs: [unit]\nprojects: []',
    4,
    /an entry of "jobs" has to be a mapping, found the text "unit"/,
  ],
  [
    'a merge key that names nothing',
    'jobs:\n  - {<<: *other, name: unit}\nprojects: []',
    5,
    /the alias "\*other" names no anchor/,
  ],
  ['two jobs of one name', 'jobs: [{name: a}, {name: a}]\nprojects: []', 4, /duplicate name: job "a"/],
  [
    'a parameter function from nowhere',
    'jobs:\n  - {name: unit, parameter-function: f}\nprojects: []',
    5,
    /no file of "includes" defines a function "f"/,
  ],
  ['an unknown key of an include', 'includes:\n  - {file: a.py}\nprojects: []', 5, /has the key "file"/],
];

for (const [what, source, line, message] of [...PROJECTS, ...TEMPLATES, ...JOBS]) {
  test(`refused: ${what}`, (t) => {
    const error = t.throws(() => layoutOf(t, PIPELINES + source), { instanceOf: InputError });
    const [first] = error.faults;
    t.is(first?.at.line, line, error.message);
    t.regex(first?.message ?? '', message);
  });
}

/** One pipeline: the text is the rest of its mapping, its first line is line 4. */
const PIPELINE_CASES: readonly Case[] = [
  ['no trigger', '', 2, /pipeline "p" has no "trigger"/],
  ['a null trigger', 'trigger:', 4, /has to be a mapping, found nothing/],
  ['an unknown key', 'trigger: {}\nstart-message: x', 5, /"start-message", which Zuul v2 does not know/],
  ['null reporters', 'trigger: {}\nsuccess:', 5, /"success" of pipeline "p" has to be a mapping, found nothing/],
  ['a null requirement', 'trigger: {}\nrequire:', 5, /has to be a mapping/],
  [
    'a precedence nobody knows',
    'trigger: {}\nprecedence: higher',
    5,
    /has to be normal or low or high.*do you mean "high"/,
  ],
  ['no failures at all', 'trigger: {}\ndisable-after-consecutive-failures: 0', 5, /whole number of 1 or more/],
  ['a window that grows in no known way', 'trigger: {}\nwindow-increase-type: double', 5, /linear or exponential/],
  [
    'a rejection of more than approvals',
    'trigger: {}\nreject: {open: false}',
    5,
    /"reject" of pipeline "p" has the key "open"/,
  ],
  [
    'an approval in two lists',
    'trigger: {}\nrequire: {approval: [[{verified: 1}]]}',
    5,
    /has to be a mapping, found a list/,
  ],
  ['a requirement nobody knows', 'trigger: {}\nrequire: {opened: true}', 5, /has the key "opened".*do you mean "open"/],
  [
    'a branch outside ASCII',
    'trigger:\n  gerrit:\n    - event: comment-added\n      branch: café',
    7,
    /"branch" of trigger "gerrit" of pipeline "p" holds characters outside ASCII/,
  ],
  ['a zuul trigger without an event', 'trigger: {zuul: {pipeline: gate}}', 4, /has no "event"/],
  ['a start report that is a list', 'trigger: {}\nstart: [gerrit]', 5, /has to be a mapping, found a list/],
  ['a window below 0', 'trigger: {}\nwindow: -1', 5, /whole number of 0 or more/],
  ['a window floor of 0', 'trigger: {}\nwindow-floor: 0', 5, /whole number of 1 or more/],
  ['a message that is a number', 'trigger: {}\nsuccess-message: 12', 5, /put it in quotes/],
  ['a message outside ASCII', 'trigger: {}\nsuccess-message: "Voil\\xe0"', 5, /outside ASCII/],
  [
    'a gerrit trigger as a mapping',
    'trigger:\n  gerrit:\n    event: patchset-created',
    6,
    /has to be a list of filters/,
  ],
  ['a filter without an event', 'trigger:\n  gerrit:\n    - branch: x', 6, /has no "event"/],
  ['an event nobody sends', 'trigger:\n  gerrit:\n    - event: patchset-create', 6, /do you mean "patchset-created"/],
  [
    'a ref with another event',
    'trigger:\n  gerrit:\n    - event: comment-added\n      ref: x',
    7,
    /only with "event: ref-updated"/,
  ],
  [
    'a ref with a list of events',
    'trigger:\n  gerrit:\n    - event: [ref-updated]\n      ref: x',
    7,
    /not with a list of events/,
  ],
  [
    'a broken comment',
    "trigger:\n  gerrit:\n    - event: comment-added\n      comment: '('",
    7,
    /"comment" of trigger "gerrit".*no regular expression/,
  ],
  [
    'an approval that is text',
    'trigger:\n  gerrit:\n    - event: comment-added\n      approval: x',
    7,
    /has to be a mapping/,
  ],
  [
    'a voter that is a list',
    'trigger: {}\nrequire: {approval: {username: [a]}}',
    5,
    /"username" of "approval" of "require" of pipeline "p" has to be text/,
  ],
  ['an age without a unit', "trigger: {}\nrequire: {approval: {older-than: '48'}}", 5, /as in "48h"/],
  ['an age that is a number', 'trigger: {}\nrequire: {approval: {older-than: 48}}', 5, /has to be text/],
  ['an age in years', "trigger: {}\nreject: {approval: [{newer-than: '1y'}]}", 5, /s, m, h, d or w/],
  ['a timer without a time', 'trigger: {timer: [{cron: x}]}', 4, /has the key "cron"/],
  ['a time that is a number', 'trigger: {timer: {time: 5}}', 4, /has to be text/],
  [
    'a zuul event of another driver',
    'trigger: {zuul: {event: change-merged}}',
    4,
    /parent-change-enqueued or project-change-merged/,
  ],
  ['an smtp reporter with other keys', 'trigger: {}\nfailure: {smtp: {too: x}}', 5, /do you mean "to"/],
  ['a gerrit reporter that is a number', 'trigger: {}\nfailure: {gerrit: 1}', 5, /has to be a mapping/],
  ['a list of sql reporters', 'trigger: {}\nfailure: {sql: [{score: 1}]}', 5, /has to be a mapping, found a list/],
];

for (const [what, source, line, message] of PIPELINE_CASES) {
  test(`refused in a pipeline: ${what}`, (t) => {
    const rest = source.replace(/^(?=.)/gm, '    ');
    const layout = `pipelines:\n  - name: p\n    manager: IndependentPipelineManager\n${rest}\nprojects: []\n`;
    const error = t.throws(() => layoutOf(t, layout), { instanceOf: InputError });
    const [first] = error.faults;
    t.is(first?.at.line, line, error.message);
    t.regex(first?.message ?? '', message);
  });
}

test('refused: managers nobody knows, pipelines without a name or of one name', (t) => {
  const refusal = (pipelines: string): string =>
    t.throws(() => layoutOf(t, `pipelines: ${pipelines}\nprojects: []`), { instanceOf: InputError }).faults[0]
      ?.message ?? '';
  t.regex(
    refusal('[{name: p, manager: independent, trigger: {}}]'),
    /IndependentPipelineManager or DependentPipelineManager/,
  );
  t.regex(refusal('[{manager: DependentPipelineManager, trigger: {}}]'), /has no "name"/);
  const one = '{name: p, manager: DependentPipelineManager, trigger: {}}';
  t.regex(refusal(`[${one}, ${one}]`), /duplicate name: pipeline "p"/);
  t.regex(refusal(one), /"pipelines" has to be a list, found a mapping/);
});

test('refused: an approval with a voter or an age that two filters share', (t) => {
  const layout = (approval: string): string => `pipelines:
  - name: a
    manager: IndependentPipelineManager
    trigger: {gerrit: [{event: comment-added, require-approval: [&x ${approval}]}]}
  - name: b
    manager: IndependentPipelineManager
    require: {approval: *x}
    trigger: {}
projects: []
`;
  t.regex(
    t.throws(() => layoutOf(t, layout('{username: zuul}'))).message,
    /"username" is used a second time through an alias/,
  );
  t.regex(
    t.throws(() => layoutOf(t, layout('{older-than: 2d, verified: 1}'))).message,
    /"older-than" is used a second time/,
  );
  t.notThrows(() => layoutOf(t, layout('{verified: [1, 2]}')));
});

test('refused: something else than a layout', (t) => {
  t.regex(
    t.throws(() => layoutOf(t, '')).message,
    /has to be a mapping with "pipelines" and "projects", found nothing/,
  );
  t.regex(t.throws(() => layoutOf(t, '- a')).message, /layout\.yaml:1: .*found a list/);
});

test('all faults are told, in the order of the file', (t) => {
  const source = `${PIPELINES}jobs:
  - name: unit
    voting: maybe
    nonsense: 1
projects:
  - name: p
    check: [1]
  - name: p
`;
  const error = t.throws(() => layoutOf(t, source), { instanceOf: InputError });
  t.deepEqual(
    error.faults.map(({ at }) => at.line),
    [6, 7, 10, 11],
  );
});

test('what only a later or an older Zuul knows', (t) => {
  const source = `${PIPELINES}jobs: [{name: unit, attempts: 3}]\nprojects: []`;
  t.is(layoutOf(t, source).layout.jobs[0]?.attempts?.value, 3);
  t.is(layoutOf(t, source, { zuulV2Version: '2.5' }).layout.jobs[0]?.attempts?.value, 3);
  t.regex(t.throws(() => layoutOf(t, source, { zuulV2Version: 'wikimedia' })).message, /has the key "attempts"/);
});
