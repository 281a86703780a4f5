import test from 'ava';
import type { ItemAnswer } from '../../../src/model/item-answer.js';
import { change, evaluatorOf, jobsOf } from './support.js';

/** The attributes of the only job of a change. */
const attributesOf = (evaluator: ReturnType<typeof evaluatorOf>, given = {}): Readonly<Record<string, unknown>> =>
  evaluator.freeze(change(given)).jobs[0]?.attributes() ?? {};

test('named stanzas come before regex ones, a template before the list of its stanza', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- job: {name: unit}
- project: {name: ^li.*, check: {jobs: [{unit: {timeout: 3}}, last]}}
- project-template: {name: t, check: {jobs: [{unit: {timeout: 1, tags: [t]}}]}}
- project: {name: lib, templates: [t], check: {jobs: [first, {unit: {timeout: 2}}]}}
- job: {name: first}
- job: {name: last}
`,
  );
  t.is(jobsOf(evaluator.answer(change())), 'unit first last');
  t.is(attributesOf(evaluator)['timeout'], 3);
  t.deepEqual(evaluator.answer(change()).jobs[0]?.tags, ['t']);
});

test('definition and entry must both be for the branch; `negate` turns one entry of a list over', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- job: {name: unit, branches: [{regex: ^stable/, negate: true}]}
- project: {name: lib, check: {jobs: [{unit: {branches: ^m}}]}}
`,
  );
  const on = (branch: string): string => jobsOf(evaluator.answer(change({ branch })));
  t.deepEqual([on('master'), on('main'), on('stable/m'), on('feature')], ['unit', 'unit', 'nothing', 'nothing']);
});

test('variants add up; a missing ancestor makes the job absent', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- job: {name: parent, branches: ^master$, vars: {a: {x: 1}, l: [1]}, pre-run: p.yaml, post-run: p.yaml}
- job: {name: child, parent: parent, vars: {a: {y: 2}, l: [2]}, pre-run: c.yaml, post-run: c.yaml}
- job: {name: child, branches: ^master$, voting: false}
- project: {name: lib, vars: {a: {x: 0, z: 3}}, check: {jobs: [{child: {vars: {a: {y: 9}}}}]}}
`,
  );
  const { vars, preRun, run, postRun } = attributesOf(evaluator);
  t.deepEqual(vars, { a: { x: 1, y: 9, z: 3 }, l: [2] });
  t.deepEqual([preRun, run, postRun], [['p.yaml', 'c.yaml'], ['base.yaml'], ['c.yaml', 'p.yaml']]);
  t.false(evaluator.answer(change()).jobs[0]?.voting);
  t.is(jobsOf(evaluator.answer(change({ branch: 'other' }))), 'nothing');
});

test('!override replaces what is merged, !inherit merges what is replaced', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- job: {name: parent, vars: {a: 1}, tags: [p], files: ^docs/}
- job: {name: child, parent: parent, vars: !override {b: 2}, tags: !override [c], files: !inherit [^src/]}
- project: {name: lib, check: {jobs: [child]}}
`,
  );
  const frozen = (file: string): string => jobsOf(evaluator.answer(change({ files: [file] })));
  t.deepEqual([frozen('docs/a'), frozen('src/a'), frozen('a.py')], ['child', 'child', 'nothing']);
  t.deepEqual(attributesOf(evaluator, { files: ['src/a'] })['vars'], { b: 2 });
  t.deepEqual(evaluator.answer(change({ files: ['src/a'] })).jobs[0]?.tags, ['c']);
});

test('files need one that fits, irrelevant-files all; without files, or with the commit message alone, a job runs', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- job: {name: docs, files: ^docs/}
- job: {name: code, irrelevant-files: [^docs/, ^README$]}
- job: {name: never, files: []}
- project: {name: lib, check: {jobs: [docs, code, never]}, post: {jobs: [docs]}}
`,
  );
  const run = (...files: string[]): string => jobsOf(evaluator.answer(change({ files })));
  t.deepEqual(
    [run('/COMMIT_MSG', 'docs/a'), run('docs/a', 'a.py'), run('README'), run('/COMMIT_MSG'), run()],
    ['docs', 'docs code', 'nothing', 'docs code never', 'docs code never'],
  );
  const updated = { kind: 'ref', project: 'lib', pipeline: 'post', ref: 'refs/heads/master', op: 'update' } as const;
  t.is(jobsOf(evaluator.answer(updated)), 'docs');
});

test('a change to a playbook of the job runs it whatever its files say', (t) => {
  const zuul = `
- job: {name: docs, files: ^docs/, run: playbooks/docs.yaml}
- project: {name: config, check: {jobs: [docs, {quiet: {match-on-config-updates: false}}]}}
- job: {name: quiet, parent: docs}
`;
  const evaluator = evaluatorOf(t, zuul);
  t.is(jobsOf(evaluator.answer(change({ project: 'config', files: ['playbooks/docs.yaml'] }))), 'docs');
});

test('a job that a running one needs is forced to run, unless it is only a soft dependency', (t) => {
  const zuul = (soft: boolean): string => `
- job: {name: build, files: ^src/}
- job: {name: deploy, dependencies: [{name: build, soft: ${String(soft)}}]}
- project: {name: lib, check: {jobs: [deploy, build]}}
`;
  const hard = evaluatorOf(t, zuul(false));
  t.is(jobsOf(hard.answer(change())), 'build deploy');
  t.deepEqual(hard.answer(change()).jobs[1]?.dependencies, [{ name: 'build', soft: false }]);
  t.true(
    hard
      .explain(change())
      .jobs.some(({ reasons }) => reasons.some(({ text }) => text === 'runs, because deploy depends on it')),
  );
  t.is(jobsOf(evaluatorOf(t, zuul(true)).answer(change())), 'deploy');
});

test('errors fail the whole item', (t) => {
  const errorOf = (zuul: string, given = {}): string => {
    const answer: ItemAnswer = evaluatorOf(t, zuul).answer(change(given));
    return answer.outcome === 'error' ? (answer.error ?? '') : answer.outcome;
  };
  const list = (jobs: string): string => `- project: {name: lib, check: {jobs: ${jobs}}, gate: {jobs: ${jobs}}}\n`;
  const unit = '- job: {name: unit}\n';
  t.regex(
    errorOf(`- job: {name: a, dependencies: [unit]}\n${unit}${list('[a]')}`),
    /depends on unit, which is not run/,
  );
  t.regex(errorOf(`- job: {name: a, dependencies: [a]}\n${list('[a]')}`), /circle/);
  t.regex(errorOf(`- job: {name: a, abstract: true}\n${unit}${list('[unit, a]')}`), /abstract/);
  t.regex(errorOf(`- job: {name: a, final: true}\n${list('[{a: {timeout: 5}}]')}`), /final/);
  t.is(errorOf(`- job: {name: a, final: true}\n${list('[{a: {voting: false}}]')}`), 'runs');
  t.regex(errorOf(`- job: {name: a, post-review: true}\n${list('[a]')}`), /after review/);
  t.is(errorOf(`- job: {name: a, post-review: true}\n${list('[a]')}`, { pipeline: 'gate' }), 'runs');
  t.regex(errorOf(`- job: {name: a, parent: null}\n${list('[a]')}`), /no run playbook/);
  t.regex(errorOf(`- job: {name: a, nodeset: ghost}\n${list('[a]')}`), /no nodeset ghost/);
  t.regex(errorOf(`- job: {name: a, vars: {day: 2001-01-01}}\n${list('[a]')}`), /not JSON/);
  t.regex(errorOf(`- job: {name: a, intermediate: true, abstract: true}\n${list('[a]')}`), /intermediate/);
  t.is(errorOf(`${unit}${list('[noop, {noop: {voting: false}}]')}`), 'runs');
  t.regex(errorOf(`${unit}${list('[{noop: {timeout: 5}}]')}`), /final/);
});

test('a job that is not allowed for a project runs where a config-project attaches it', (t) => {
  const zuul = '- job: {name: a, allowed-projects: [other]}\n- project: {name: lib, check: {jobs: [a]}}\n';
  t.is(jobsOf(evaluatorOf(t, zuul).answer(change())), 'a');
});

test('an alternative of a nodeset may not be reached twice', (t) => {
  const zuul = (last: string): string => `
- nodeset: {name: small, nodes: [{name: n, label: small}]}
- nodeset: {name: large, nodes: [{name: n, label: large}]}
- nodeset: {name: any, alternatives: [large, ${last}]}
- job: {name: a, nodeset: any}
- project: {name: lib, check: {jobs: [a]}}
`;
  t.deepEqual(attributesOf(evaluatorOf(t, zuul('small')))['nodesetAlternatives'], [['large'], ['small']]);
  t.is(evaluatorOf(t, zuul('large')).answer(change()).outcome, 'error');
});

test('tags and other refs are compared as a whole; a timer is about the default branch', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- job: {name: release, branches: ^refs/tags/}
- job: {name: master, branches: ^master$}
- job: {name: not-stable, branches: {regex: ^stable, negate: true}}
- project: {name: lib, post: {jobs: [release, master, not-stable]}}
`,
  );
  const on = (ref: string): string =>
    jobsOf(evaluator.answer({ kind: 'ref', project: 'lib', pipeline: 'post', ref, op: 'update' }));
  t.is(on('refs/tags/1.0'), 'release not-stable');
  t.is(on('refs/heads/master'), 'master not-stable');
  t.is(on('master'), 'master not-stable');
  t.is(jobsOf(evaluator.answer({ kind: 'timer', project: 'lib', pipeline: 'post' })), 'master not-stable');
});

test('jobs start when their dependencies ended and their semaphore is free', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- job: {name: a, semaphores: s}
- job: {name: b, semaphores: s}
- job: {name: c, dependencies: [d]}
- job: {name: d}
- project: {name: lib, check: {jobs: [a, b, c, d]}}
`,
  );
  t.is(jobsOf(evaluator.answer(change())), 'a d b c');
});

test('equal answers are one object', (t) => {
  const evaluator = evaluatorOf(
    t,
    '- job: {name: unit}\n- project: {name: lib, check: {jobs: [unit]}}\n- project: {name: other, check: {jobs: [unit]}}\n',
  );
  t.is(evaluator.answer(change()), evaluator.answer(change({ project: 'other', branch: 'x', files: [] })));
});
