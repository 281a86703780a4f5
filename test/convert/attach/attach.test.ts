import test from 'ava';
import { attach } from '../../../src/convert/attach/attach.js';
import { runBeforeReview } from '../../../src/convert/attach/secret-before-review.js';
import type { LayoutJob } from '../../../src/convert/layout/layout-jobs.js';
import type { JenkinsJob, SecretUse } from '../../../src/model/jenkins-job.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';

const AT = { file: 'job.xml', line: 1 };

function jenkins(name: string, more: Partial<JenkinsJob> = {}): JenkinsJob {
  const lists = { environment: {}, secrets: [], run: [], post: [], triggers: [], checkouts: [] };
  return { name, at: AT, type: 'project', label: 'small', status: 'converted', ...lists, ...more };
}

function layoutJob(name: string, more: Partial<LayoutJob> = {}): LayoutJob {
  const at = { file: 'layout.yaml', line: 7 };
  return { name, v3Name: name, attributes: {}, used: true, pipelines: ['check'], preReviewPipelines: [], at, ...more };
}

function join(
  jobs: readonly JenkinsJob[],
  layout: readonly LayoutJob[],
  folded: Record<string, string[]> = {},
): ReturnType<typeof attach> {
  return attach({
    jenkinsJobs: jobs,
    folded: new Map(Object.entries(folded)),
    layoutJobs: new Map(layout.map((job) => [job.name, job])),
    settings: DEFAULT_SETTINGS,
  });
}

const TOKEN: SecretUse = { credential: 'upload token', kind: 'text', binds: { TOKEN: 'value' }, at: AT };

test('what the layout and the definition say about a job comes together', (t) => {
  const { jobs, reports } = join(
    [jenkins('unit', { timeout: 600 })],
    [layoutJob('unit', { attributes: { voting: false } })],
  );
  t.deepEqual(jobs[0]?.attributes, { voting: false, nodeset: 'small', timeout: 600 });
  t.deepEqual(reports, [{ name: 'unit', v3: 'unit', status: 'converted', attached: true, file: 'job.xml' }]);
});

test('semaphores that stand for limits of Jenkins are told apart from the mutex of Zuul v2', (t) => {
  const limited = { semaphore: { name: 'one at a time', max: 1 } };
  const { reports } = join(
    [jenkins('alone', limited), jenkins('both', limited)],
    [layoutJob('alone'), layoutJob('both', { attributes: { semaphores: ['shared'] } })],
  );
  t.deepEqual(
    reports.map(({ name, semaphores }) => [name, semaphores]),
    [
      ['alone', ['one-at-a-time']],
      ['both', undefined],
    ],
  );
});

test('a job that no Jenkins defines becomes one that fails', (t) => {
  const { jobs, findings } = join([], [layoutJob('gone'), layoutJob('noop'), layoutJob('unused', { used: false })]);
  t.deepEqual(
    jobs.map(({ v2Name }) => v2Name),
    ['gone'],
  );
  t.is(jobs[0]?.jenkins.run[0]?.kind, 'fail');
  t.deepEqual(
    findings.map(({ code, at }) => [code, at.line]),
    [['job/no-definition', 7]],
  );
});

test('a job that no project uses is converted and told', (t) => {
  const { jobs, findings, reports } = join([jenkins('unit'), jenkins('alone')], [layoutJob('unit')]);
  t.is(jobs.length, 2);
  t.deepEqual(
    findings.map(({ code, job }) => [code, job]),
    [['job/not-attached', 'alone']],
  );
  t.false(reports.find(({ name }) => name === 'alone')?.attached ?? true);
});

test('a folded job is reported where its steps went', (t) => {
  const { jobs, reports } = join([jenkins('starter'), jenkins('started')], [layoutJob('starter')], {
    started: ['starter'],
  });
  t.deepEqual(
    jobs.map(({ v2Name }) => v2Name),
    ['starter'],
  );
  const report = reports.find(({ name }) => name === 'started');
  t.is(report?.v3, 'starter');
  t.regex(report?.reason ?? '', /part of starter/);
});

test('a credential becomes a placeholder, and its job is for after review only', (t) => {
  const { jobs, secrets, findings } = join([jenkins('publish', { secrets: [TOKEN] })], [layoutJob('publish')]);
  t.deepEqual(secrets, [{ name: 'upload-token', fields: ['value'] }]);
  t.deepEqual(jobs[0]?.secrets, [{ name: 'upload_token', secret: 'upload-token' }]);
  t.deepEqual(jobs[0]?.secretEnvironment, { TOKEN: { jinja: '{{ upload_token.value | string }}' } });
  t.true(jobs[0]?.postReview);
  t.deepEqual(findings, []);
});

test('a credential in a pipeline before review is a finding; the job keeps running there as it did', (t) => {
  const early = layoutJob('unit', { preReviewPipelines: ['check'] });
  const { jobs, findings } = join([jenkins('unit', { secrets: [TOKEN] })], [early]);
  t.is(jobs[0]?.postReview, undefined);
  t.deepEqual(
    findings.map(({ code, job }) => [code, job]),
    [['secret/before-review', 'unit']],
  );
});

test("Zuul v2's mutex stands for Jenkins' own; those of started jobs are added", (t) => {
  const definition = jenkins('deploy', {
    semaphore: { name: 'deploy', max: 1 },
    furtherSemaphores: [{ name: 'lab', max: 2 }],
  });
  const { jobs, semaphores } = join([definition], [layoutJob('deploy', { attributes: { semaphores: ['site'] } })]);
  t.deepEqual(jobs[0]?.attributes.semaphores, ['lab', 'site']);
  t.deepEqual(semaphores, [
    { name: 'lab', max: 2 },
    { name: 'site', max: 1 },
  ]);
});

test('two definitions with one name in Zuul get different ones', (t) => {
  const { jobs, findings } = join([jenkins('a/b'), jenkins('a-b')], []);
  t.deepEqual(
    jobs.map(({ v3Name }) => v3Name),
    ['a-b', 'a-b-2'],
  );
  t.is(findings.find(({ code }) => code === 'job/name-clash')?.job, 'a-b');
});

test('a job with credentials that starts before review loses its mark, or Zuul would fail every item', (t) => {
  const { jobs } = join([jenkins('unit', { secrets: [TOKEN] }), jenkins('other', { secrets: [TOKEN] })], []);
  const { jobs: released, findings } = runBeforeReview(jobs, new Map([['unit', ['check']]]));
  t.deepEqual(
    released.map(({ postReview }) => postReview),
    [undefined, true],
  );
  t.deepEqual(
    findings.map(({ code, job }) => [code, job]),
    [['secret/before-review', 'unit']],
  );
});
