import test from 'ava';
import type { AttachedJob } from '../../../src/convert/attach/attach.js';
import { pipelinesFromTriggers } from '../../../src/convert/jenkins-triggers/pipelines-from-triggers.js';
import { triggersBesideLayout } from '../../../src/convert/jenkins-triggers/triggers-beside-layout.js';
import type { JenkinsTrigger } from '../../../src/model/jenkins-job.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';

const AT = { file: 'config.xml', line: 7 };
const SETTINGS = { ...DEFAULT_SETTINGS, connections: { gerrit: 'review', github: 'github' } };

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
  const { pipelines, findings } = pipelinesFromTriggers(jobs, DEFAULT_SETTINGS);
  t.deepEqual(
    pipelines.map(({ name }) => name),
    ['timer-daily', 'timer-daily-0300'],
  );
  t.deepEqual(
    findings.map(({ code, outcome, job: about }) => `${about ?? ''} ${outcome} ${code.split('/')[1]!}`),
    [
      'a approximated no-project',
      'b needs-human bad-schedule',
      'c approximated time-zone',
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
  const jobs = [
    job('a', { kind: 'timer', spec: '0 9 * * 1', at: AT }),
    job('b', { kind: 'poll', spec: '', at: AT }),
    job('c', { kind: 'timer', spec: 'x', at: AT }),
  ];
  const findings = triggersBesideLayout(jobs);
  t.deepEqual(
    findings.map(({ code }) => code),
    ['jenkins-trigger/left-out', 'jenkins-trigger/left-out', 'jenkins-trigger/left-out'],
  );
  t.true(findings[0]!.message.includes('time: "0 9 * * mon"'));
  t.true(findings[1]!.message.includes('ref-updated'));
  t.true(findings[2]!.message.includes('cannot read'));
});
