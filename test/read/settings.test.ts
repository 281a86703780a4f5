import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../src/model/input-error.js';
import { DEFAULT_SETTINGS, NO_NODESETS, type Settings } from '../../src/model/settings.js';
import { readSettings, SETTINGS_KEYS } from '../../src/read/settings.js';
import { temporaryFolder } from '../support/folders.js';

function settingsOf(t: ExecutionContext, source: string): Settings {
  const path = join(temporaryFolder(t), 'zuulshift.yaml');
  writeFileSync(path, source);
  return readSettings(path);
}

test('every key is read', (t) => {
  const settings = settingsOf(
    t,
    `tenant: harbour
config-project: harbour/ci
connections: {gerrit: review, github.com: github}
zuul-version: 13
zuul-v2-version: wikimedia
ref-names: short
default-branches: [main, 1.0]
timers: 'enabled'
gerrit-labels:
  verified: Verified
nodesets:
  small && linux: debian
  1: one
default-label: small
jenkins-shell: /bin/bash
rename-jobs:
  - from: gate-unit
    to: unit
  - pattern: (?P<base>.*)-docs
    to: docs-\\g<base>
rename-templates:
  old: new
skip-jobs: [one, ^trigger-]
skip-projects: attic/.*
separate-queues: [noop]
required-projects:
  berth: [harbour/tide, harbour/quay]
  mole: harbour/tide
environment: {CACHE_HOST: cache.harbour.example, JOBS: 4}
`,
  );
  const { file, renameJobs, renameTemplates, ...rest } = settings;
  t.deepEqual(rest, {
    tenant: 'harbour',
    configProject: 'harbour/ci',
    connections: { gerrit: 'review', 'github.com': 'github' },
    zuulVersion: 13,
    zuulV2Version: 'wikimedia',
    refNames: 'short',
    defaultBranches: ['main', '1.0'],
    timers: 'enabled',
    gerritLabels: { verified: 'Verified' },
    nodesets: {
      ...NO_NODESETS,
      labels: {
        'small && linux': {
          legacy: [{ branches: undefined, nodeset: 'debian' }],
          native: [{ branches: undefined, nodeset: 'debian' }],
        },
        '1': { legacy: [{ branches: undefined, nodeset: 'one' }], native: [{ branches: undefined, nodeset: 'one' }] },
      },
    },
    defaultLabel: 'small',
    jenkinsShell: '/bin/bash',
    environment: { CACHE_HOST: 'cache.harbour.example', JOBS: '4' },
    skipJobs: ['one', '^trigger-'],
    skipProjects: ['attic/.*'],
    separateQueues: ['noop'],
    requiredProjects: { berth: ['harbour/tide', 'harbour/quay'], mole: ['harbour/tide'] },
  });
  t.regex(file ?? '', /zuulshift\.yaml$/);
  t.deepEqual(
    [...renameJobs, ...renameTemplates].map(({ from, isPattern, to, at }) => [from, isPattern, to, at.line]),
    [
      ['gate-unit', false, 'unit', 17],
      ['(?P<base>.*)-docs', true, 'docs-\\g<base>', 19],
      ['old', false, 'new', 22],
    ],
  );
});

test('what is not said has its default', (t) => {
  const { file, ...settings } = settingsOf(t, '# nothing yet\n');
  t.truthy(file);
  t.deepEqual(settings, DEFAULT_SETTINGS as typeof settings);
  t.deepEqual(
    Object.keys(DEFAULT_SETTINGS).length + 1,
    SETTINGS_KEYS.length,
    'all keys but default-label have a default',
  );
});

test('versions may be written with and without quotes', (t) => {
  t.is(settingsOf(t, "zuul-v2-version: '2.5'").zuulV2Version, '2.5');
  t.is(settingsOf(t, 'zuul-v2-version: 2.5').zuulV2Version, '2.5');
  t.is(settingsOf(t, "zuul-version: '12'").zuulVersion, 12);
});

const REFUSED: readonly (readonly [source: string, line: number, message: RegExp])[] = [
  [
    'tennant: x',
    1,
    /unknown key "tennant"; did you mean "tenant"\? Known are tenant, config-project, .*required-projects$/,
  ],
  ['a: 1\n', 1, /unknown key "a"; Known are tenant/],
  ['- tenant: x', 1, /the settings file has to be a mapping, found a list/],
  ['tenant: x\ntenant: y', 2, /there twice/],
  ['tenant:', 1, /"tenant" has to be text, found nothing/],
  ['tenant: [x]', 1, /"tenant" has to be text, found a list/],
  ['zuul-version: 3', 1, /whole number from 10 to 14, found the number 3/],
  ['zuul-version: 14.2', 1, /whole number from 10 to 14, found the number 14.2/],
  ['zuul-v2-version: 2.4', 1, /2\.5, 2\.6, wikimedia, found the number 2\.4/],
  ['ref-names: long', 1, /full, short, found the text "long"/],
  ['connections: [a]', 1, /"connections" has to be a mapping, found a list/],
  ['nodesets:\n  a: b\n  c: [d]', 3, /"nodesets: c" has to be text, found a list/],
  ['nodesets: [a]', 1, /"nodesets" has to be a mapping/],
  ['nodesets:\n  labels:\n    a && (: x', 3, /"a && \(" is no label expression of Jenkins/],
  ['nodesets:\n  labels: {a: b}\n  legcy: x', 3, /unknown key "legcy" in "nodesets"; did you mean "legacy"/],
  ['nodesets:\n  labels: {a: {old: b}}', 2, /unknown key "old" in "nodesets: labels: a"/],
  ['nodesets:\n  legacy: [a]', 2, /has to be a nodeset, or a mapping of branch patterns to nodesets, found a list/],
  ["nodesets:\n  legacy:\n    '(?!stable)': x", 3, /no regular expression of RE2/],
  ['nodesets:\n  legacy: {a: "x|y"}', 2, /"x\|y" has to be letters, digits/],
  ['nodesets:\n  legacy: localhost', 2, /"localhost" has to be/],
  ['nodesets:\n  offered: x', 2, /has to be a list of labels, or a mapping of labels/],
  ['nodesets:\n  pins: {a: b}', 2, /has to be a list of pins, found a mapping/],
  ['nodesets:\n  pins:\n    - job: a', 3, /an entry of "nodesets: pins" needs "nodeset"/],
  ['nodesets:\n  pins:\n    - {job: a, nodeset: b, until: x}', 3, /unknown key "until" in an entry of/],
  [
    'nodesets:\n  pins:\n    - job: a\n      nodeset: b\n      expires: 2026-13-30x',
    5,
    /a day like 2026-12-31, found the text "2026-13-30x"/,
  ],
  ['nodesets:\n  pins:\n    - {job: a, nodeset: b}\n    - {job: a, nodeset: c}', 4, /a is pinned in line 3 already/],
  ['skip-jobs: [a, {b: c}]', 1, /"skip-jobs" has to be text, found a mapping/],
  ["skip-jobs:\n  - a\n  - '^('", 3, /"skip-jobs": "\^\(" is no regular expression/],
  ['rename-jobs: x', 1, /mapping of old names to new ones, or a list of \{from, to\} and \{pattern, to\}/],
  ['rename-jobs:\n  - from: a', 2, /needs "to", and either "from" or "pattern"/],
  ['rename-jobs:\n  - {from: a, pattern: b, to: c}', 2, /either "from" or "pattern"/],
  ['rename-jobs:\n  - {frm: a, to: c}', 2, /unknown key "frm" in an entry of "rename-jobs"; did you mean "from"/],
  ['rename-jobs:\n  - {pattern: (, to: c}', 2, /"\(" is no regular expression/],
  ['rename-jobs:\n  - {pattern: (a), to: \\2}', 2, /asks for the group "2", which the pattern does not have/],
  ['rename-jobs:\n  - {pattern: (?P<a>b), to: \\g<c>}', 2, /asks for the group "c"/],
  ['rename-jobs:\n  - {pattern: a, to: \\n}', 2, /a backslash that stands for nothing/],
  ['tenant:\tx', 1, /tab/],
];

for (const [source, line, message] of REFUSED) {
  test(`refused: ${JSON.stringify(source)}`, (t) => {
    const error = t.throws(() => settingsOf(t, source), { instanceOf: InputError });
    t.is(error.faults[0]?.at.line, line);
    t.regex(error.faults[0]?.message ?? '', message);
  });
}

test('all faults are told, in the order of the file', (t) => {
  const error = t.throws(() => settingsOf(t, 'zuul-version: x\nnonsense: 1\nconnections: []\n'), {
    instanceOf: InputError,
  });
  t.deepEqual(
    error.faults.map(({ at }) => at.line),
    [1, 2, 3],
  );
});

test('a missing file is refused in one line', (t) => {
  t.throws(() => readSettings('/nowhere/zuulshift.yaml'), {
    instanceOf: InputError,
    message: '/nowhere/zuulshift.yaml: cannot read the settings: there is no such file',
  });
});

test('nodesets: labels, images by branch, labels on offer, pins', (t) => {
  const { nodesets } = settingsOf(
    t,
    `nodesets:
  labels:
    debian: bullseye
    gpu && !old:
      legacy: gpu-bionic
      native: {^stable/: gpu-bionic, .*: gpu-focal}
  offered:
    bullseye: [debian, small]
    bionic:
  legacy: bionic
  native:
    ^stable/: bionic
    .*: focal
  native-jobs: [^tox-, docs]
  pins:
    - job: unit
      nodeset: xenial
      reason: php 5
      expires: 2027-01-31
`,
  );
  const everywhere = (nodeset: string): object[] => [{ branches: undefined, nodeset }];
  const { pins, ...rest } = nodesets;
  t.deepEqual(rest as unknown, {
    labels: {
      debian: { legacy: everywhere('bullseye'), native: everywhere('bullseye') },
      'gpu && !old': {
        legacy: everywhere('gpu-bionic'),
        native: [{ branches: '^stable/', nodeset: 'gpu-bionic' }, ...everywhere('gpu-focal')],
      },
    },
    offered: { bullseye: ['debian', 'small'], bionic: [] },
    legacy: everywhere('bionic'),
    native: [{ branches: '^stable/', nodeset: 'bionic' }, ...everywhere('focal')],
    nativeJobs: ['^tox-', 'docs'],
  });
  t.deepEqual(
    pins.map(({ at, ...pin }) => [pin, at.line]),
    [[{ job: 'unit', nodeset: 'xenial', reason: 'php 5', expires: '2027-01-31' }, 16]],
  );
});

test('nodesets: labels alone are the short form, whatever they are called', (t) => {
  const { labels } = settingsOf(t, 'nodesets: {legacy: old, other: new}').nodesets;
  t.deepEqual(Object.keys(labels), ['legacy', 'other']);
  t.deepEqual(settingsOf(t, 'nodesets: {legacy: old, native: new}').nodesets.labels, {});
  t.deepEqual(settingsOf(t, 'nodesets: {}').nodesets, NO_NODESETS);
});
