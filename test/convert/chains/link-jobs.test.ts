import test from 'ava';
import { foldStartedJobs } from '../../../src/convert/chains/fold-started-jobs.js';
import type { AfterTrigger, JenkinsJob } from '../../../src/model/jenkins-job.js';
import { jinja } from '../../../src/model/value.js';
import { after, AT, block, job, outline, polled, script, start } from './support.js';

interface Linked {
  readonly jobs: ReadonlyMap<string, JenkinsJob>;
  /** Job → what it runs after: `build: PARAMETER=value`. */
  readonly after: Readonly<Record<string, readonly string[]>>;
  readonly codes: readonly string[];
  readonly folded: readonly string[];
}

function linked(...jobs: JenkinsJob[]): Linked {
  const result = foldStartedJobs(jobs, { link: true });
  const words = ({ jobs: before, beside, parameters }: AfterTrigger): string => {
    const values = Object.entries(parameters).map(([name, value]) => ` ${name}=${String(value)}`);
    return `${before.join('+')}${beside === undefined ? '' : ` in ${beside}`}${values.join('')}`;
  };
  const starts = result.jobs.map(({ name, triggers }) => [
    name,
    triggers.flatMap((trigger) => (trigger.kind === 'after' ? [words(trigger)] : [])),
  ]);
  return {
    jobs: new Map(result.jobs.map((one) => [one.name, one])),
    after: Object.fromEntries(starts.filter(([, list]) => list!.length > 0)) as Record<string, string[]>,
    codes: result.findings.map(({ code, job: name }) => `${code} ${name ?? ''}`),
    folded: [...result.folded.keys()],
  };
}

test('a job started after success depends on its starter, with values that are known now', (t) => {
  const build = polled('build', {
    run: [script('make')],
    environment: { KIND: 'deb', BOTH: 'starter' },
    post: [after('test', { parameters: { TARGET: '$KIND/x' }, passParameters: true }), script('report')],
  });
  const tests = job('test', { environment: { TARGET: '', BOTH: 'own' }, run: [script('check')] });
  const result = linked(build, tests);
  t.deepEqual(result.after, { test: ['build BOTH=starter TARGET=deb/x'] });
  t.is(outline(result.jobs.get('build')!.post), 'report');
  t.deepEqual(result.folded, []);
  t.deepEqual(result.codes, ['started-job/own-job test']);
});

test('chains are followed, and what several start runs once after all of them', (t) => {
  const result = linked(
    polled('a', { post: [after('b,c')] }),
    job('b', { post: [after('d')] }),
    job('c', { post: [after('d')] }),
    job('d', { run: [script('x')] }),
  );
  t.deepEqual(result.after, { b: ['a'], c: ['a'], d: ['b', 'c'] });
  t.deepEqual(
    result.codes.filter((code) => code.includes('once')),
    ['started-job/once-for-all d'],
  );
});

test('what a dependency cannot say stays a step', (t) => {
  const other = job('other', { run: [script('x')] });
  const stays = (...post: JenkinsJob['post']): void => {
    const result = linked(polled('build', { run: [script('make')], post }), other);
    t.deepEqual(result.after, {});
    t.deepEqual(result.folded, ['other']);
  };
  stays(after('other', { when: ['not (zuul_success | bool)'] }));
  const { when, ...always } = after('other');
  t.truthy(when);
  stays(always);
  stays(after('other', { parameters: { BUILD: '$BUILD_NUMBER' } }));
  stays(after('other', { files: [{ path: 'p', isRequired: true, losesTo: [], losesToPassed: false }] }));
  stays(block([after('other')]));
});

test('without a pipeline there is nothing to put a job into', (t) => {
  const result = linked(job('build', { post: [after('test')] }), job('test', { run: [script('x')] }));
  t.deepEqual(result.after, {});
  t.is(outline(result.jobs.get('build')!.post), '[x]');
});

test('with a layout nothing becomes a job that Zuul v2 did not know', (t) => {
  const jobs = [polled('build', { post: [after('test')] }), job('test', { run: [script('x')] })];
  const [build] = foldStartedJobs(jobs).jobs;
  t.is(outline(build!.post), '[x]');
});

test('what joins depends on all that was started', (t) => {
  const join = block([], { always: [{ ...after('publish'), when: [] }], joins: true });
  const { when, ...noTest } = after('publish');
  t.truthy(when);
  const jobs = [job('one'), job('two'), job('publish')];
  const post = [after('one'), after('two'), { ...join, always: [noTest] }];
  t.deepEqual(linked(polled('build', { post }), ...jobs).after, {
    one: ['build'],
    two: ['build'],
    publish: ['one+two'],
  });
});

test('a join of steps keeps all of it steps, each asked how it ended', (t) => {
  const join = block([script('notify')], { joins: true });
  const post = [join, after('one'), script('between'), after('two')];
  const result = linked(
    polled('build', { post }),
    job('one', { run: [script('1')] }),
    job('two', { run: [script('2')] }),
  );
  t.deepEqual(result.after, {});
  const built = result.jobs.get('build')!.post;
  t.is(outline(built), '[[1]] between [[2]] [notify]');
  const last = built.at(-1)!;
  t.deepEqual(last.when, ['build_started_1 | default(false) | bool', 'build_started_2 | default(false) | bool']);
  t.deepEqual(
    built.map((step) => (step.kind === 'block' ? [step.answer, step.ignoreErrors, step.when?.length] : [])),
    [['build_started_1', true, 1], [], ['build_started_2', true, 1], [undefined, true, 2]],
  );
});

test('phases are jobs: those of one beside each other, the next after them, the project after the last', (t) => {
  const phase = block([], { always: [start('a', { parameters: { X: '1' } }), start('b')] });
  const result = linked(
    polled('all', { run: [phase, start('c')] }),
    job('a', { environment: { X: '' } }),
    job('b'),
    job('c'),
  );
  t.deepEqual(result.after, { all: ['c in all'], a: [' in all X=1'], b: [' in all'], c: ['a+b in all'] });
  t.deepEqual(result.jobs.get('all')!.run, []);
  t.deepEqual(
    result.codes.filter((code) => code.includes('phase')),
    ['a', 'b', 'c'].map((name) => `started-job/own-job-of-phase ${name}`),
  );
});

test('phases with other steps, with a next phase after failures, or started twice stay steps', (t) => {
  const parts = [job('a', { run: [script('1')] }), job('b', { run: [script('2')] })];
  const late = linked(polled('all', { run: [start('a', { failsLate: true }), start('b')] }), ...parts);
  t.deepEqual(late.after, {});
  t.is(outline(late.jobs.get('all')!.run), '[ | always [1] [2]]');
  for (const run of [[script('x'), start('a')], [start('a'), start('a')], [start('a', { failsOn: null })]]) {
    t.deepEqual(linked(polled('all', { run }), ...parts).after, {});
  }
  const reported = polled('all', { run: [start('a'), start('b')], post: [script('always')] });
  t.deepEqual(linked(reported, ...parts).after, {});
});

test('the jobs before start what names them, the same way', (t) => {
  const trigger = { kind: 'upstream', jobs: ['build', 'gone'], when: ['zuul_success | bool'], at: AT } as const;
  const result = linked(polled('build'), job('test', { run: [script('x')], triggers: [trigger] }));
  t.deepEqual(result.after, { test: ['build'] });
  t.deepEqual(result.codes, ['started-job/unknown-upstream test', 'started-job/own-job test']);
  const folded = foldStartedJobs([polled('build'), job('test', { run: [script('x')], triggers: [trigger] })]);
  t.is(outline(folded.jobs[0]!.post), '[x]');
  t.deepEqual([...folded.folded.keys()], ['test']);
});

test('promotions run after their job, or wait for a person', (t) => {
  const promoted = polled('shop', {
    promotions: ['shop/promotions/qa', 'shop/promotions/gone'],
    environment: { VERSION: '1' },
  });
  const upstream = { kind: 'upstream', jobs: ['..'], when: ['zuul_success | bool'], at: AT } as const;
  const qa = job('shop/promotions/qa', { triggers: [upstream], environment: { VERSION: '' } });
  const byHand = job('shop/promotions/live', { triggers: [{ kind: 'manual', job: '..', at: AT }] });
  const alone = job('alone', { triggers: [{ kind: 'manual', job: '..', at: AT }] });
  const result = linked(promoted, qa, byHand, alone);
  t.deepEqual(result.after, { 'shop/promotions/qa': ['shop VERSION=1'] });
  t.deepEqual(result.jobs.get('shop/promotions/live')!.triggers, [{ kind: 'manual', job: 'shop', at: AT }]);
  t.deepEqual(result.jobs.get('alone')!.triggers, [{ kind: 'manual', at: AT }]);
  t.deepEqual(result.codes, [
    'started-job/no-promotion shop',
    'started-job/unknown-upstream alone',
    'started-job/own-job shop/promotions/qa',
  ]);
});

test('what is offered to a person starts nothing, and the other job knows', (t) => {
  const post = [
    after('deploy', { byHand: true, parameters: { A: '$KIND', B: '$BUILD_ID' } }),
    after('gone', { byHand: true }),
  ];
  const result = linked(polled('build', { post, environment: { KIND: 'deb' } }), job('deploy', { run: [script('x')] }));
  t.deepEqual(result.jobs.get('build')!.post, []);
  t.deepEqual(result.jobs.get('deploy')!.triggers, [
    { kind: 'manual', job: 'build', parameters: { A: 'deb' }, at: AT },
  ]);
  t.deepEqual(result.codes, ['started-job/unknown build']);
  t.deepEqual(result.folded, []);
});

test('a circle of jobs is not linked, so that folding tells of it', (t) => {
  const result = linked(polled('one', { post: [after('two')] }), job('two', { post: [after('one')] }));
  t.deepEqual(result.after, {});
  t.true(result.codes.includes('started-job/cycle one'));
});

test('parameters from files are read first, and only names that the job declares count', (t) => {
  const files = [
    { path: 'v/$KIND.properties', isRequired: true, losesTo: ['C'], losesToPassed: false },
    { path: 'w', isRequired: false, losesTo: [], losesToPassed: true },
  ];
  const starter = job('build', {
    run: [script('make'), start('deploy', { files, parameters: { C: 'x', D: '$KIND!' }, passParameters: true })],
    environment: { PASSED: '1', KIND: 'deb' },
  });
  const deploy = job('deploy', { environment: { A: 'own', C: '', D: '', PASSED: '' }, run: [script('x')] });
  const [first] = foldStartedJobs([starter, deploy]).jobs;
  t.is(outline(first!.run), 'make [parameter-file parameter-file [x]]');
  const outer = first!.run[1]!;
  const inner = outer.kind === 'block' ? outer.steps[2]! : undefined;
  if (inner?.kind !== 'block') throw new Error('no block');
  const [one, two] = ['jenkins_parameters_of_file_1', 'jenkins_parameters_of_file_2'];
  t.deepEqual(inner.when, [`${one}.found`]);
  const said = inner.environment!;
  t.deepEqual(said['A'], jinja(`{{ ${two}.parameters['A'] | default((${one}.parameters['A'] | default('own'))) }}`));
  t.deepEqual(said['C'], jinja(`{{ ${two}.parameters['C'] | default('x') }}`));
  t.deepEqual(
    said['D'],
    jinja(`{{ ${two}.parameters['D'] | default((${one}.parameters['D'] | default((jenkins_env.KIND) ~ '!'))) }}`),
  );
  t.deepEqual(said['PASSED'], jinja(`{{ ${one}.parameters['PASSED'] | default((jenkins_env.PASSED)) }}`));
  t.deepEqual(outer.kind === 'block' && outer.steps[0]?.kind === 'role' && outer.steps[0].vars, {
    parameter_file_path: jinja('v/{{ jenkins_env.KIND }}.properties'),
    parameter_file_fact: one,
  });
});
