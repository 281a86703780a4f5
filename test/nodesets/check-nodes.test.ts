import test from 'ava';
import { NO_NODESETS, type NodesetSettings } from '../../src/model/settings.js';
import { checkNodes, type CheckedNodes } from '../../src/nodesets/check-nodes.js';
import { convertedTree, nodeset, nodesOf } from '../support/converted-tree.js';

const AT = { file: 'zuulshift.yaml', line: 7 };
const OFFERED = { focal: [], bionic: [], xenial: [] };

function check(
  settings: Partial<NodesetSettings>,
  files = convertedTree(),
  base: ReadonlyMap<string, string> = convertedTree(),
): CheckedNodes {
  const all = { ...NO_NODESETS, offered: OFFERED, ...settings };
  return checkNodes({
    tree: nodesOf(files, all),
    settings: all,
    settingsFile: 'zuulshift.yaml',
    today: '2026-11-21',
    base: nodesOf(base, all),
  });
}

function codes({ problems }: CheckedNodes): readonly (readonly [string, string])[] {
  return problems.map(({ code, at }) => [code, `${at.file}:${String(at.line)}`]);
}

test('a tree in order has no problems', (t) => {
  t.deepEqual(check({}), { problems: [], notes: [] });
});

test('a pin holds to the end of its last day', (t) => {
  const pin = { job: 'docs', nodeset: 'xenial', owner: 'qa', at: AT };
  t.deepEqual(codes(check({ pins: [{ ...pin, expires: '2026-11-21' }] })), []);
  const expired = check({ pins: [{ ...pin, expires: '2026-11-20' }] });
  t.deepEqual(codes(expired), [['pin-expired', 'zuulshift.yaml:7']]);
  t.regex(expired.problems[0]!.message, /of docs to xenial ended on 2026-11-20 \(owner: qa\)/);
});

test('a pin of a job that is not there is a leftover; its name in v2 will do', (t) => {
  t.deepEqual(codes(check({ pins: [{ job: 'old', nodeset: 'xenial', at: AT }] })), [
    ['pin-without-job', 'zuulshift.yaml:7'],
  ]);
  t.deepEqual(codes(check({ pins: [{ job: 'Unit', nodeset: 'xenial', at: AT }] })), []);
});

test('labels without nodeset, nodesets without label, nodesets that nobody defines', (t) => {
  t.deepEqual(
    codes(check({ offered: { ...OFFERED, trusty: [] } })),
    [['label-without-nodeset', 'zuulshift.yaml']].map(([code, at]) => [code!, `${at!}:0`]),
  );
  t.deepEqual(codes(check({ offered: { focal: [], bionic: [] } })), [
    ['nodeset-without-label', 'zuul.d/nodesets.yaml:3'],
  ]);
  const launcher = '- label: {name: jammy, image: jammy, flavor: medium}\n';
  t.deepEqual(codes(check({}, convertedTree({ 'zuul.d/launcher.yaml': launcher }))), [
    ['label-without-nodeset', 'zuul.d/launcher.yaml:1'],
  ]);
  const both = convertedTree({ 'zuul.d/launcher.yaml': launcher, 'zuul.d/own.yaml': nodeset('jammy') });
  t.deepEqual(codes(check({}, both)), []);
  const own = '- job: {name: unit, nodeset: nowhere}\n- nodeset: {name: either, alternatives: [focal, somewhere]}\n';
  t.deepEqual(codes(check({}, convertedTree({ 'zuul.d/own.yaml': own }))), [
    ['unknown-nodeset', 'zuul.d/own.yaml:2'],
    ['unknown-nodeset', 'zuul.d/own.yaml:1'],
  ]);
});

test('new legacy jobs are those that were not legacy before', (t) => {
  const before = convertedTree();
  before.set('zuul.d/jobs.yaml', before.get('zuul.d/jobs.yaml')!.replace(/^- job: \{name: special.*\n/m, ''));
  const found = check({}, convertedTree(), before);
  t.deepEqual(codes(found), [['new-legacy-job', 'zuul.d/jobs.yaml:8']]);
  t.is(found.problems[0]?.job, 'special');
  t.deepEqual(codes(check({ nativeJobs: ['special'] }, convertedTree(), before)), []);
});

test('a job that people wrote below a generated parent still has the legacy nodeset', (t) => {
  const images = (name: string): NodesetSettings['legacy'] => [{ branches: undefined, nodeset: name }];
  const own = '- job: {name: mine, parent: jenkins-job, run: a.yaml}\n- job: {name: well, run: a.yaml}\n';
  const found = check({ legacy: images('bionic'), native: images('focal') }, convertedTree({ 'zuul.d/own.yaml': own }));
  t.deepEqual(codes(found), [['native-on-legacy', 'zuul.d/own.yaml:1']]);
});

test('what could not be checked is said', (t) => {
  const settings = { ...NO_NODESETS };
  const { problems, notes } = checkNodes({
    tree: nodesOf(new Map(), settings),
    settings,
    settingsFile: 'zuulshift.yaml',
    today: '2026-11-21',
  });
  t.deepEqual(problems, []);
  t.is(notes.length, 3);
});
