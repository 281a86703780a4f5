import test from 'ava';
import { foldStartedJobs } from '../../../src/convert/chains/fold-started-jobs.js';
import { job, outline, role, script, start } from './support.js';

const archive = role('archive-artifacts', { archive_artifacts_include: ['dist/**'] });

function copy(name: string, more: Record<string, string[]> = {}): ReturnType<typeof role> {
  return role('copy-artifacts', { copy_artifacts_job: name, copy_artifacts_include: ['**'], ...more });
}

test('a job whose artifacts are copied provides and returns them, the other requires them', (t) => {
  const build = job('lib/build', { post: [{ ...archive, when: ['zuul_success | bool'] }] });
  const pack = job('lib/pack', { run: [copy('build', { copy_artifacts_results: ['SUCCESS'] })] });
  const { jobs, findings } = foldStartedJobs([build, pack, job('other', { post: [archive] })]);
  const [one, two, other] = jobs;
  t.deepEqual([one!.provides, one!.requires], [['lib/build-artifacts'], undefined]);
  t.deepEqual([two!.provides, two!.requires], [undefined, ['lib/build-artifacts']]);
  t.is(outline(one!.post), '[archive-artifacts return-artifacts]');
  t.deepEqual(one!.post[0]!.when, ['zuul_success | bool']);
  const copied = two!.run[0]!;
  t.is(copied.kind === 'role' && copied.vars['copy_artifacts_job'], 'lib/build');
  t.deepEqual(other!.post, [archive]);
  t.is(other!.provides, undefined);
  t.deepEqual(
    findings.map(({ code }) => code),
    ['artifacts/earlier-builds'],
  );
});

test('artifacts of steps that run in the same job are there without Zuul', (t) => {
  const build = job('build', { post: [archive] });
  const all = job('all', { run: [script('a'), start('build'), copy('build')] });
  const { jobs } = foldStartedJobs([all, build]);
  t.is(outline(jobs[0]!.run), 'a [ | always [archive-artifacts return-artifacts]] copy-artifacts');
  t.deepEqual([jobs[0]!.provides, jobs[0]!.requires], [undefined, undefined]);
  // Somebody else needs them: the job they went into provides them.
  const { jobs: three } = foldStartedJobs([all, build, job('pack', { run: [copy('build')] })]);
  t.deepEqual([three[0]!.provides, three[2]!.requires], [['build-artifacts'], ['build-artifacts']]);
});

test('copies from a job that nobody defines, or that archives nothing, are told', (t) => {
  const { jobs, findings } = foldStartedJobs([
    job('pack', { run: [copy('gone'), copy('empty'), copy('matrix/ARCH=arm')] }),
    job('empty'),
    job('matrix', { post: [archive] }),
  ]);
  t.deepEqual(
    findings.map(({ code, outcome }) => `${outcome} ${code}`),
    ['needs-human artifacts/unknown', 'needs-human artifacts/archives-nothing'],
  );
  t.deepEqual(jobs[0]!.requires, ['matrix-artifacts']);
});

test('without copies every job stays the object it was', (t) => {
  const jobs = [job('a', { post: [archive] }), job('b', { run: [script('x')] })];
  const result = foldStartedJobs(jobs).jobs;
  t.true(result.every((one, index) => one === jobs[index]));
});
