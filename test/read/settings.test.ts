import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../src/model/input-error.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.js';
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
    nodesets: { 'small && linux': 'debian', '1': 'one' },
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
