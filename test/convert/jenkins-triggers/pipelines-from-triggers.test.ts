import test from 'ava';
import type { AttachedJob } from '../../../src/convert/attach/attach.js';
import { addProjects } from '../../../src/convert/jenkins-triggers/add-projects.js';
import { pipelinesFromTriggers } from '../../../src/convert/jenkins-triggers/pipelines-from-triggers.js';
import { timersBesideLayout } from '../../../src/convert/jenkins-triggers/timer-pipelines.js';
import { triggersBesideLayout } from '../../../src/convert/jenkins-triggers/triggers-beside-layout.js';
import type { JenkinsTrigger } from '../../../src/model/jenkins-job.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';

const AT = { file: 'config.xml', line: 7 };
const CONNECTIONS = { gerrit: 'review', github: 'github' };
const SETTINGS = { ...DEFAULT_SETTINGS, connections: CONNECTIONS, timers: 'enabled' } as const;

function job(name: string, trigger: JenkinsTrigger, url?: string, branches: readonly string[] = []): AttachedJob {
  const checkouts = url === undefined ? [] : [{ url, branches, targetDirectory: '', at: AT }];
  const nothing = { environment: {}, secrets: [], run: [], post: [], triggers: [trigger], checkouts };
  const jenkins = { name, at: AT, type: 'project', status: 'converted' as const, ...nothing };
  const rest = { attributes: {}, secrets: [], secretEnvironment: {}, requiredProjects: [] };
  return { v2Name: name, v3Name: `new-${name}`, jenkins, ...rest };
}

const daily: JenkinsTrigger = { kind: 'timer', spec: '@daily', at: AT };
const X = 'https://gerrit.example.org/r/tools/x.git';

test('jobs with one schedule share a pipeline, on the branch they build', (t) => {
  const jobs = [job('b', daily, X, ['*/main']), job('a', daily, X, ['**'])];
  const { pipelines, projects, findings } = pipelinesFromTriggers(jobs, SETTINGS);
  t.deepEqual(
    pipelines.map(({ name, manager }) => [name, manager]),
    [['timer-daily', 'independent']],
  );
  t.deepEqual(Object.keys(pipelines[0]!.settings), ['post-review', 'precedence', 'trigger']);
  const [entry] = (pipelines[0]!.settings['trigger'] as { timer: { time: string }[] }).timer;
  t.regex(entry!.time, /^\d+ \d+ \* \* \*$/);
  t.deepEqual(projects, [
    {
      name: 'tools/x',
      templates: [],
      pipelines: [
        {
          pipeline: 'timer-daily',
          jobs: [
            { name: 'new-a', branches: [{ regex: '^master$' }] },
            { name: 'new-b', branches: [{ regex: '^main$' }] },
          ],
        },
      ],
    },
  ]);
  t.deepEqual(
    findings.map(({ code, job: about }) => [code, about]),
    [['jenkins-trigger/spread-times', 'b']],
  );
});

test('until the cut-over, pipelines of timers are there without their trigger', (t) => {
  const jobs = [
    job('a', { kind: 'timer', spec: '0 3 * * 1', at: AT }, X),
    job('b', { kind: 'poll', spec: '', at: AT }, X),
  ];
  const { pipelines, projects, findings } = pipelinesFromTriggers(jobs, { ...SETTINGS, timers: 'disabled' });
  const [post, timer] = pipelines;
  t.deepEqual([post!.name, timer!.name], ['post', 'timer-mon-0300']);
  t.false('trigger' in timer!.settings);
  t.true('trigger' in post!.settings);
  t.regex(timer!.description!, /timers: enabled .* \(0 3 \* \* mon\)/);
  t.is(projects[0]!.pipelines.length, 2);
  t.deepEqual(
    findings.map(({ code }) => code),
    ['jenkins-trigger/timers-off'],
  );
});

test('a line of a schedule has values for parameters', (t) => {
  const trigger = (spec: string, TARGET: string): JenkinsTrigger => ({
    kind: 'timer',
    spec,
    parameters: { TARGET },
    at: AT,
  });
  const one = job('a', trigger('0 3 * * *', 'web'), X);
  const jenkins = { ...one.jenkins, triggers: [trigger('0 3 * * *', 'web'), trigger('0 4 * * *', 'app')] };
  const { projects } = pipelinesFromTriggers([{ ...one, jenkins }], SETTINGS);
  t.deepEqual(
    projects[0]!.pipelines.map(({ pipeline, jobs: [use] }) => [pipeline, use!.vars]),
    [
      ['timer-daily-0300', { jenkins_parameters: { TARGET: 'web' } }],
      ['timer-daily-0400', { jenkins_parameters: { TARGET: 'app' } }],
    ],
  );
});

test('what changes of the own project have to be stands in the pipeline, where they are in the project', (t) => {
  const trigger: JenkinsTrigger = {
    kind: 'events',
    driver: 'gitlab',
    events: [{ event: 'gl_merge_request', action: 'opened' }],
    projects: [],
    matchers: { branches: [{ regex: '^old$', negate: true }], files: ['^src/'], irrelevantFiles: [] },
    require: { labels: ['ready'] },
    report: { success: { approval: true }, failure: { approval: false } },
    messages: { start: 'Go', failure: 'No' },
    at: AT,
  };
  const made = pipelinesFromTriggers([job('a', trigger, 'https://gitlab.example.org/team/y.git', ['x'])], SETTINGS);
  const [pipeline] = made.pipelines;
  t.is(pipeline!.name, 'check');
  t.deepEqual(pipeline!.settings['require'], { gitlab: { labels: ['ready'] } });
  t.deepEqual(pipeline!.settings['start'], { gitlab: {} });
  t.is(pipeline!.settings['start-message'], 'Go');
  t.is(pipeline!.settings['failure-message'], 'No');
  t.deepEqual(made.projects[0]!.pipelines[0]!.jobs, [
    { name: 'new-a', branches: [{ regex: '^old$', negate: true }], files: [{ regex: '^src/' }] },
  ]);
});

test('a job that looks for commits in some files runs for those', (t) => {
  const one = job('a', { kind: 'poll', spec: '', at: AT }, X);
  const checkouts = [{ ...one.jenkins.checkouts[0]!, files: ['^src/'], irrelevantFiles: ['^docs/'] }];
  const { projects } = pipelinesFromTriggers([{ ...one, jenkins: { ...one.jenkins, checkouts } }], SETTINGS);
  t.deepEqual(projects[0]!.pipelines[0]!.jobs, [
    { name: 'new-a', files: [{ regex: '^src/' }], irrelevantFiles: [{ regex: '^docs/' }] },
  ]);
});

test('a job that looks for commits runs after each update of its branch', (t) => {
  const poll: JenkinsTrigger = { kind: 'poll', spec: 'H/5 * * * *', at: AT };
  const jobs = [job('a', poll, X, ['main']), job('b', poll, 'git@github.com:team/y.git')];
  const { pipelines, projects, findings } = pipelinesFromTriggers(jobs, SETTINGS);
  t.deepEqual(
    pipelines.map(({ name, settings }) => [name, settings['trigger']]),
    [
      ['post', { review: [{ event: 'ref-updated', ref: '^refs/heads/.*$' }] }],
      ['post-2', { github: [{ event: 'push', ref: '^refs/heads/.*$' }] }],
    ],
  );
  t.deepEqual(
    projects.map(({ name, pipelines: list }) => [name, list[0]!.pipeline, list[0]!.jobs]),
    [
      ['team/y', 'post-2', [{ name: 'new-b' }]],
      ['tools/x', 'post', [{ name: 'new-a', branches: [{ regex: '^main$' }] }]],
    ],
  );
  t.deepEqual(findings, []);
});

test('events of Gerrit make pipelines with votes and projects with matchers', (t) => {
  const projects = [
    { name: 'tools/x', branches: ['^main$'], files: ['^src/'], irrelevantFiles: [] },
    { name: '^lib/.*$', branches: [], files: [], irrelevantFiles: [] },
  ];
  const report = { success: { Verified: 1 }, failure: { Verified: -1 } };
  const trigger: JenkinsTrigger = {
    kind: 'events',
    driver: 'gerrit',
    events: [{ event: 'patchset-created' }, { event: 'comment-added', comment: 'recheck' }],
    projects,
    report,
    at: AT,
  };
  const silent = { ...trigger, report: null };
  const made = pipelinesFromTriggers([job('a', trigger), job('b', silent)], SETTINGS);
  t.deepEqual(
    made.pipelines.map(({ name, settings }) => [name, settings['success']]),
    [
      ['check', { review: { Verified: 1 } }],
      ['check-2', undefined],
    ],
  );
  t.deepEqual(made.projects[1], {
    name: 'tools/x',
    templates: [],
    pipelines: [
      { pipeline: 'check', jobs: [{ name: 'new-a', branches: [{ regex: '^main$' }], files: [{ regex: '^src/' }] }] },
      { pipeline: 'check-2', jobs: [{ name: 'new-b', branches: [{ regex: '^main$' }], files: [{ regex: '^src/' }] }] },
    ],
  });
});

test('what cannot be attached is told, with a pipeline that waits for it', (t) => {
  const jobs = [
    job('a', daily),
    job('b', { kind: 'timer', spec: '99 * * * *', at: AT }, X),
    job('c', { kind: 'timer', spec: 'TZ=Asia/Tokyo\n0 3 * * *', at: AT }, X),
    job('d', { kind: 'other', type: 'org.example.Trigger', at: AT }, X),
    job('e', daily, '$ZUUL_URL/$ZUUL_PROJECT'),
  ];
  const { pipelines, findings } = pipelinesFromTriggers(jobs, { ...DEFAULT_SETTINGS, timers: 'enabled' });
  t.deepEqual(
    pipelines.map(({ name }) => name),
    ['timer-daily', 'timer-daily-1800'],
  );
  t.deepEqual(
    findings.map(({ code, outcome, job: about }) => `${about ?? ''} ${outcome} ${code.split('/')[1]!}`),
    [
      'a approximated config-project',
      'b needs-human bad-schedule',
      'c approximated time-zone-moved',
      'c approximated connection',
      'd needs-human unknown',
      'e approximated spread-times',
      'e approximated no-project',
    ],
  );
});

test('the order of the jobs does not matter', (t) => {
  const jobs = [job('a', daily, X), job('b', { kind: 'poll', spec: '', at: AT }, X), job('c', daily)];
  t.deepEqual(pipelinesFromTriggers([...jobs].reverse(), SETTINGS), pipelinesFromTriggers(jobs, SETTINGS));
});

test('beside a layout a trigger is told in words of Zuul', (t) => {
  const findings = triggersBesideLayout([job('a', daily), job('b', { kind: 'poll', spec: '', at: AT })]);
  t.deepEqual(
    findings.map(({ code, job: about }) => [code, about]),
    [['jenkins-trigger/left-out', 'b']],
  );
  t.true(findings[0]!.message.includes('ref-updated'));
});

test('beside a layout schedules become pipelines with names of their own', (t) => {
  const jobs = [job('a', daily), job('b', { kind: 'poll', spec: '', at: AT }), job('c', daily, X)];
  const off = timersBesideLayout(jobs, { ...SETTINGS, timers: 'disabled' }, new Set(['timer-daily']));
  t.deepEqual(
    off.pipelines.map(({ name, settings }) => [name, settings['trigger']]),
    [['timer-daily-2', undefined]],
  );
  t.deepEqual(
    off.projects.map(({ name, pipelines }) => [name, pipelines[0]!.jobs.map((use) => use.name)]),
    [
      ['ci-config', ['new-a']],
      ['tools/x', ['new-c']],
    ],
  );
  const on = timersBesideLayout(jobs, SETTINGS, new Set());
  t.deepEqual(
    on.findings.filter(({ code }) => code === 'jenkins-trigger/beside').map(({ job: about }) => about),
    ['a', 'c'],
  );
});

test('what a project runs beside the layout comes to its stanza', (t) => {
  const inCheck = { name: 'p', templates: [], pipelines: [{ pipeline: 'check', jobs: [{ name: 'a' }] }] };
  const more = { name: 'p', templates: [], pipelines: [{ pipeline: 'timer-daily', jobs: [{ name: 'b' }] }] };
  const other = { ...more, name: 'q' };
  t.deepEqual(addProjects([inCheck], [other, more]), [
    { ...inCheck, pipelines: [...inCheck.pipelines, ...more.pipelines] },
    other,
  ]);
});
