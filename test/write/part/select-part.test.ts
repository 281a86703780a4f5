import test from 'ava';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { composePart, type Composed } from '../../../src/write/part/compose.js';
import { partsOf, type Parts } from '../../../src/write/part/parts.js';
import { selectPart } from '../../../src/write/part/select-part.js';

const HEAD = '# Generated.\n\n';
const BASE = '- job:\n    name: base\n    parent: null\n';

function parts(files: Readonly<Record<string, string>>): Parts {
  return partsOf(new Map(Object.entries(files)));
}

function written({ files }: Composed): Record<string, string> {
  return Object.fromEntries(files.map(({ path, content }) => [path, content.toString()]));
}

const part = (before: Parts, now: Parts, ...seeds: string[]): Record<string, string> =>
  written(composePart(before, now, selectPart(before, now, seeds)));

test('a job takes along what it needs, and no more', (t) => {
  const now = parts({
    'zuul.d/jobs.yaml': `${HEAD}${BASE}
- job:
    name: unit
    run: playbooks/unit/run.yaml
    nodeset: focal
    semaphores: [one, two]
    secrets:
      - name: token
        secret: upload-token

- job:
    name: docs
    run: playbooks/docs/run.yaml
`,
    'zuul.d/nodesets.yaml': `${HEAD}- nodeset:\n    name: focal\n\n- nodeset:\n    name: bionic\n`,
    'zuul.d/semaphores.yaml': `${HEAD}- semaphore:\n    name: one\n\n- semaphore:\n    name: two\n\n- semaphore:\n    name: three\n`,
    'zuul.d/secrets.yaml': `${HEAD}- secret:\n    name: upload-token\n\n- secret:\n    name: other\n`,
    'playbooks/unit/run.yaml': '- hosts: all\n  tasks:\n    - include_role: {name: step}\n',
    'playbooks/unit/run.sh': 'true\n',
    'playbooks/docs/run.yaml': '- hosts: all\n',
    'roles/step/tasks/main.yaml': '- include_role: {name: inner}\n',
    'roles/inner/tasks/main.yaml': '[]\n',
    'roles/outer/tasks/main.yaml': '[]\n',
    'tenant/main.yaml': '- tenant: {}\n',
  });
  const files = part(parts({}), now, 'job unit');
  t.deepEqual(Object.keys(files), [
    ...[
      'playbooks/unit/run.sh',
      'playbooks/unit/run.yaml',
      'roles/inner/tasks/main.yaml',
      'roles/step/tasks/main.yaml',
    ],
    ...[
      'tenant/main.yaml',
      'zuul.d/jobs.yaml',
      'zuul.d/nodesets.yaml',
      'zuul.d/secrets.yaml',
      'zuul.d/semaphores.yaml',
    ],
  ]);
  t.false(files['zuul.d/jobs.yaml']!.includes('docs'));
  t.is(files['zuul.d/nodesets.yaml'], `${HEAD}- nodeset:\n    name: focal\n`);
});

test('who shares a changed playbook, and changed too, goes with it', (t) => {
  const jobs = (unit: string, docs: string, lint: string): string =>
    `${HEAD}${BASE}\n- job:\n    name: family\n    run: playbooks/family/run.yaml\n` +
    Object.entries({ unit, docs, lint })
      .map(([name, value]) => `\n- job:\n    name: ${name}\n    parent: family\n    vars: {say: ${value}}\n`)
      .join('');
  const files = (text: string, play: string): Record<string, string> => {
    return { 'zuul.d/jobs.yaml': text, 'playbooks/family/run.yaml': play };
  };
  const before = parts(files(jobs('a', 'a', 'a'), 'old\n'));
  const same = parts(files(jobs('b', 'b', 'a'), 'old\n'));
  t.is(part(before, same, 'job unit')['zuul.d/jobs.yaml'], jobs('b', 'a', 'a'), 'the playbook is as it was');
  const now = parts(files(jobs('b', 'b', 'a'), 'new\n'));
  t.is(part(before, now, 'job unit')['zuul.d/jobs.yaml'], jobs('b', 'b', 'a'));
});

test('a file with anchors is written wholly, and only when something in it changes', (t) => {
  const file = (first: string, second: string): string =>
    `${HEAD}- job:\n    name: base\n    parent: null\n    files: &all\n      - ${first}\n\n- job:\n    name: unit\n    files: *all\n    timeout: ${second}\n`;
  const before = parts({ 'zuul.d/jobs.yaml': file('a', '1') });
  const now = parts({ 'zuul.d/jobs.yaml': file('b', '1') });
  const composed = composePart(before, now, selectPart(before, now, ['job unit']));
  t.deepEqual(composed.whole, ['zuul.d/jobs.yaml']);
  t.is(written(composed)['zuul.d/jobs.yaml'], file('b', '1'));
  t.deepEqual(composePart(before, before, selectPart(before, before, ['job unit'])).whole, []);
});

test('an object stays in its file, also when it now has another', (t) => {
  const before = parts({ 'zuul.d/jobs.yaml': `${HEAD}${BASE}\n- job:\n    name: unit\n    timeout: 1\n` });
  const now = parts({
    'zuul.d/jobs/a.yaml': `${HEAD}${BASE}\n- job:\n    name: new\n`,
    'zuul.d/jobs/b.yaml': `${HEAD}- job:\n    name: unit\n    timeout: 2\n\n- job:\n    name: unit\n    branches: x\n`,
  });
  const files = part(before, now, 'job unit', 'job new');
  t.deepEqual(Object.keys(files), ['zuul.d/jobs.yaml', 'zuul.d/jobs/a.yaml']);
  t.is(
    files['zuul.d/jobs.yaml'],
    `${HEAD}${BASE}\n- job:\n    name: unit\n    timeout: 2\n\n- job:\n    name: unit\n    branches: x\n`,
  );
  t.is(files['zuul.d/jobs/a.yaml'], `${HEAD}- job:\n    name: new\n`);
});

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const timeouts = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), fc.integer({ min: 1, max: 3 })), {
  selector: ([name]) => name,
});

function estate(jobs: readonly (readonly [string, number])[]): Record<string, string> {
  const texts = jobs.map(([name, timeout]) => `- job:\n    name: ${name}\n    timeout: ${String(timeout)}\n`);
  return { 'zuul.d/jobs.yaml': `${HEAD}${[BASE, ...texts].join('\n')}`, 'tenant/main.yaml': '- tenant: {}\n' };
}

test('what is named is as it is now, everything else as it was; all named is everything', (t) => {
  const timesIn = (files: Record<string, string>): Map<string, unknown> => {
    const items = load(files['zuul.d/jobs.yaml']!) as { job: { name: string; timeout: number } }[];
    return new Map(items.map(({ job }) => [job.name, job.timeout]));
  };
  fc.assert(
    fc.property(timeouts, timeouts, fc.subarray(NAMES), (old, fresh, named) => {
      const [before, now] = [parts(estate(old)), parts(estate(fresh))];
      const result = timesIn(part(before, now, ...named.map((name) => `job ${name}`)));
      const [was, is] = [new Map(old), new Map(fresh)];
      for (const name of NAMES) t.is(result.get(name), (named.includes(name) ? is : was).get(name), name);
      t.deepEqual(part(parts({}), now, ...now.parts.keys()), estate(fresh));
      t.deepEqual(part(before, now), estate(old));
    }),
    { numRuns: 100 },
  );
});
