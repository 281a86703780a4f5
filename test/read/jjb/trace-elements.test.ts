import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { parseXml } from '../../../src/read/jenkins/parse-xml.js';
import { jobFinder } from '../../../src/read/jjb/match-jobs.js';
import { readJjbSources, type JjbSources } from '../../../src/read/jjb/sources.js';
import { traceElements } from '../../../src/read/jjb/trace-elements.js';
import { temporaryFolder } from '../../support/folders.js';

function sourcesOf(
  t: ExecutionContext,
  files: Readonly<Record<string, string>>,
): { folder: string; sources: JjbSources } {
  const folder = temporaryFolder(t);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, sources: readJjbSources([folder]) };
}

const TEMPLATES = `
- defaults: {name: global, env: [py39]}
- job-template: {name: '{name}-tox-{env}', builders: [shell: tox]}
- job-template: {name: '{name}-{suffix}', id: any}
- job-template: {name: '{name}-tox-{env}-{obj:extra}', env: [py27]}
- job-template: {name: 'plain'}
- job-template: {name: 'odd-{{x}}-{kind|none}'}
- job-template: {name: '{name}-unused'}
- job-group: {name: group, jobs: ['{name}-tox-{env}', {any: {suffix: docs}}]}
- project: {name: nova, env: [py38, {py311: {x: y}}], jobs: [group, plain]}
- project: {name: glance-store, extra: '{nobody}', jobs: ['{name}-tox-{env}', '{name}-tox-{env}-{obj:extra}', 'odd-{{x}}-{kind|none}']}
- job: {name: lonely}
`;

const OF: readonly (readonly [job: string, template: string | undefined])[] = [
  ['nova-tox-py38', '{name}-tox-{env}'],
  ['nova-tox-py311', '{name}-tox-{env}'],
  ['nova-tox-py39', undefined],
  ['nova-docs', '{name}-{suffix}'],
  ['nova-other', undefined],
  ['glance-store-tox-py39', '{name}-tox-{env}'],
  ['glance-store-tox-py27-slow', '{name}-tox-{env}-{obj:extra}'],
  ['plain', 'plain'],
  ['odd-{x}-some', 'odd-{{x}}-{kind|none}'],
  ['nova-unused', undefined],
  ['lonely', 'lonely'],
  ['nobody', undefined],
];
test('jobs are told from the templates that projects name, by the values they give', (t) => {
  const find = jobFinder(sourcesOf(t, { 'a.yaml': TEMPLATES }).sources);
  for (const [job, template] of OF) t.is(find(job)?.name, template, job);
});

const MACROS = `
- builder:
    name: outer
    builders:
      - shell: one
      - inner: {dir: log}
- builder:
    name: inner
    builders:
      - shell: two
      - ant: {targets: x}
- builder:
    name: open
    builders:
      - '{more}'
      - shell: x
`;

function places(t: ExecutionContext, builders: string, xml: string): (readonly [string, string])[] {
  const job = `- job:\n    name: j\n    builders:\n${builders}`;
  const { folder, sources } = sourcesOf(t, { 'jobs.yml': job, 'below/macros.yaml': MACROS });
  t.deepEqual(sources.faults, []);
  const root = parseXml(`<project><builders>${xml}</builders></project>`, 'j');
  const found = traceElements(root, sources.jobs.get('j')!, sources);
  return root.child('builders')!.elements.flatMap((element) => {
    const at = found.get(element);
    if (at === undefined) return [];
    const macros = (at.origin?.macros ?? []).map(({ name, index, size }) => `${name} ${String(index)}/${String(size)}`);
    return [[`${at.file.slice(folder.length + 1)}:${String(at.line)}`, macros.join(', ')] as const];
  });
}

const SHELL = '<hudson.tasks.Shell/>';
const ANT = '<hudson.tasks.Ant/>';

test('elements have the place of the component and the macros around it', (t) => {
  t.deepEqual(places(t, '      - outer\n      - shell: !include-raw: x.sh\n', SHELL + SHELL + ANT + SHELL), [
    ['below/macros.yaml:5', 'outer 0/3'],
    ['below/macros.yaml:10', 'outer 1/3, inner 0/2'],
    ['below/macros.yaml:11', 'outer 2/3, inner 1/2'],
    ['jobs.yml:5', ''],
  ]);
});

test('around a variable that stands for any number of components, both ends are known', (t) => {
  t.deepEqual(places(t, "      - inner: {}\n      - '{obj:x}'\n      - shell: y\n", SHELL + ANT + ANT + ANT + SHELL), [
    ['below/macros.yaml:10', 'inner 0/2'],
    ['below/macros.yaml:11', 'inner 1/2'],
    ['jobs.yml:6', ''],
  ]);
  t.deepEqual(places(t, '      - open\n', ANT + SHELL), [['below/macros.yaml:16', '']]);
});

test('where numbers or kinds do not fit, nothing is claimed', (t) => {
  t.deepEqual(places(t, '      - outer\n', SHELL + SHELL), []);
  t.deepEqual(places(t, '      - shell: x\n', ANT), []);
});

test('macros that call each other, and files that are none, do no harm', (t) => {
  const { folder, sources } = sourcesOf(t, {
    'a.yaml':
      '- builder: {name: a, builders: [b]}\n- builder: {name: b, builders: [a]}\n- job: {name: j, builders: [a]}\n- 7\n- x: 1\n',
    'b.yaml': '- job: {name: k\n',
    'c.yaml': '- job:\n    name: l\n    x: !unknown y\n',
    'd.yaml': 'just text\n',
    'e.yaml': '',
  });
  const find = jobFinder(sources);
  t.is(find('j')?.name, 'j');
  t.is(find('k'), undefined);
  t.deepEqual(
    sources.faults.map(({ at }) => at.file.slice(folder.length + 1)),
    ['b.yaml', 'c.yaml'],
  );
  t.notThrows(() => traceElements(parseXml('<project><builders/></project>', 'j'), sources.jobs.get('j')!, sources));
});
