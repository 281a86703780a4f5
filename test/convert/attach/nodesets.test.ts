import test from 'ava';
import { collectNodesets, type Nodesets } from '../../../src/convert/attach/nodesets.js';
import { DEFAULT_SETTINGS, NO_NODESETS, type BranchImages, type NodesetSettings } from '../../../src/model/settings.js';

const AT = { file: 'job.xml', line: 1 };

/** The short form of the settings. */
function mapped(nodesets: Readonly<Record<string, string>>): NodesetSettings {
  const labels = Object.entries(nodesets).map(([label, nodeset]) => {
    const images = [{ branches: undefined, nodeset }];
    return [label, { legacy: images, native: images }];
  });
  return { ...NO_NODESETS, labels: Object.fromEntries(labels) as NodesetSettings['labels'] };
}

function collect(nodesets: Partial<NodesetSettings>, fallback = 'any'): Nodesets {
  return collectNodesets({ ...DEFAULT_SETTINGS, nodesets: { ...NO_NODESETS, ...nodesets } }, fallback);
}

const everywhere = (nodeset: string): BranchImages => [{ branches: undefined, nodeset }];

test('a label is a nodeset of one node, named as the settings say', (t) => {
  const nodesets = collectNodesets({ ...DEFAULT_SETTINGS, nodesets: mapped({ xenial: 'legacy-xenial' }) }, 'any');
  t.is(nodesets.choose('xenial', 'a', AT).nodeset, 'legacy-xenial');
  t.is(nodesets.choose('trusty', 'b', AT).nodeset, 'trusty');
  t.deepEqual(nodesets.all(), [
    { name: 'legacy-xenial', nodes: [{ name: 'node', label: 'xenial' }] },
    { name: 'trusty', nodes: [{ name: 'node', label: 'trusty' }] },
  ]);
});

test('either of two labels becomes alternatives in that order', (t) => {
  const nodesets = collectNodesets(DEFAULT_SETTINGS, 'any');
  const { nodeset, findings } = nodesets.choose('zeta || alpha', 'a', AT);
  t.deepEqual(findings, []);
  t.deepEqual(
    nodesets.all().find(({ name }) => name === nodeset),
    { name: 'zeta-alpha', nodes: [], alternatives: ['zeta', 'alpha'] },
  );
});

test('an expression that Zuul cannot say needs a person, and its nodes a label of their own', (t) => {
  const nodesets = collectNodesets(DEFAULT_SETTINGS, 'any');
  const { nodeset, findings } = nodesets.choose('linux && !arm', 'a', AT);
  t.is(nodeset, 'linux-arm');
  t.deepEqual(
    findings.map(({ outcome, code }) => [outcome, code]),
    [['needs-human', 'nodeset/expression']],
  );
  const other = collectNodesets({ ...DEFAULT_SETTINGS, nodesets: mapped({ 'linux && !arm': 'x86' }) }, 'any');
  t.deepEqual(other.choose('linux && !arm', 'a', AT), { nodeset: 'x86', findings: [] });
});

test('a job without a label gets a node nevertheless: on none its playbooks would do nothing and pass', (t) => {
  const { nodeset, findings } = collectNodesets(DEFAULT_SETTINGS, 'small').choose(undefined, 'a', AT);
  t.is(nodeset, 'small');
  t.is(findings[0]?.code, 'nodeset/no-label');
});

test('an expression in another spelling is the same expression', (t) => {
  const nodesets = collectNodesets({ ...DEFAULT_SETTINGS, nodesets: mapped({ 'linux && !arm': 'x86' }) }, 'any');
  t.is(nodesets.choose('(linux)&&! arm', 'a', AT).nodeset, 'x86');
});

test('labels of one nodeset are no alternatives: Zuul refuses a nodeset that is reached twice', (t) => {
  const nodesets = collectNodesets({ ...DEFAULT_SETTINGS, nodesets: mapped({ one: 'same', other: 'same' }) }, 'any');
  t.is(nodesets.choose('one || other', 'a', AT).nodeset, 'same');
  t.deepEqual(nodesets.choose('zeta || zeta', 'b', AT).nodeset, 'zeta');
});

test('alternatives do not take the name of a label, nor a label that of alternatives', (t) => {
  const nodesets = collect({});
  t.is(nodesets.choose('a-b', 'one', AT).nodeset, 'a-b');
  t.is(nodesets.choose('a || b', 'two', AT).nodeset, 'a-b-2');
  t.is(nodesets.choose('a||b', 'three', AT).nodeset, 'a-b-2');
  t.is(nodesets.choose('c || d', 'four', AT).nodeset, 'c-d');
  t.is(nodesets.choose('c-d', 'five', AT).nodeset, 'c-d-2');
  t.deepEqual(nodesets.all().find(({ name }) => name === 'c-d-2')?.nodes, [{ name: 'node', label: 'c-d' }]);
});

test('and, not: a choice among the labels on offer', (t) => {
  const offered = { 'bullseye-small': ['debian', 'small'], 'bullseye-large': ['debian'], focal: ['ubuntu'] };
  const nodesets = collect({ offered });
  t.is(nodesets.choose('debian && !small', 'a', AT).nodeset, 'bullseye-large');
  t.is(nodesets.choose('debian', 'b', AT).nodeset, 'debian');
  t.deepEqual(nodesets.all().find(({ name }) => name === 'debian')?.alternatives, ['bullseye-small', 'bullseye-large']);
  t.is(nodesets.choose('focal || debian && small', 'c', AT).nodeset, 'focal-debian-small');
  t.deepEqual(nodesets.all().find(({ name }) => name === 'focal-debian-small')?.alternatives, [
    'focal',
    'bullseye-small',
  ]);
  const none = nodesets.choose('debian && ubuntu', 'd', AT);
  t.deepEqual([none.nodeset, none.findings[0]?.code], ['debian-ubuntu', 'nodeset/expression']);
  t.regex(none.findings[0]?.message ?? '', /None of the labels on offer fits/);
});

test('converted jobs get the legacy image, those marked native the native one, by branch', (t) => {
  const native = [
    { branches: '^stable/', nodeset: 'bionic' },
    { branches: undefined, nodeset: 'focal' },
  ];
  const nodesets = collect({ legacy: everywhere('bionic'), native, nativeJobs: ['^tox-', 'other'] });
  t.deepEqual(nodesets.choose(undefined, 'a', AT), { nodeset: 'bionic', findings: [] });
  const byBranch = { name: 'focal', byBranch: [{ branches: '^stable/', nodeset: 'bionic' }] };
  t.deepEqual(nodesets.choose(undefined, 'old', AT, 'tox-py3'), { nodeset: byBranch, findings: [] });
  t.deepEqual(nodesets.choose(undefined, 'other', AT, 'x').nodeset, byBranch);
  t.deepEqual(nodesets.native(), byBranch);
  t.is(collect({}).native(), undefined);
  const special = nodesets.choose('gpu', 'b', AT);
  t.deepEqual([special.nodeset, special.findings[0]?.code], ['bionic', 'nodeset/image']);
  t.deepEqual(nodesets.choose('bionic', 'c', AT).findings, []);
});

test('what the settings say of a label wins over the image, and labels on offer where the image does not fit', (t) => {
  const labels = { gpu: { legacy: everywhere('gpu-bionic'), native: everywhere('gpu-focal') } };
  const offered = { bionic: ['linux'], windows: [] };
  const nodesets = collect({ labels, offered, legacy: everywhere('bionic'), nativeJobs: ['b'] });
  t.deepEqual(nodesets.choose('gpu', 'a', AT), { nodeset: 'gpu-bionic', findings: [] });
  t.deepEqual(nodesets.choose('gpu', 'b', AT), { nodeset: 'gpu-focal', findings: [] });
  t.deepEqual(nodesets.choose('linux', 'c', AT), { nodeset: 'bionic', findings: [] });
  t.deepEqual(nodesets.choose('windows', 'd', AT), { nodeset: 'windows', findings: [] });
  t.deepEqual(nodesets.all().find(({ name }) => name === 'gpu-focal')?.nodes, [{ name: 'node', label: 'gpu-focal' }]);
});

test('a pin wins, on its branches only where it names some, and says why', (t) => {
  const pins = [
    { job: 'a', nodeset: 'xenial', reason: 'php 5', owner: 'qa', blocker: 'T1', expires: '2027-01-31', at: AT },
    { job: 'b', nodeset: 'xenial', branches: '^old$', at: AT },
    { job: 'gone', nodeset: 'xenial', at: AT },
  ];
  const nodesets = collect({ legacy: everywhere('bionic'), pins });
  t.deepEqual(nodesets.choose('gpu', 'A', AT, 'a'), {
    nodeset: 'xenial',
    findings: [],
    comment: ['Pinned to xenial until 2027-01-31: php 5; owner: qa; waits for: T1'],
  });
  t.deepEqual(nodesets.choose(undefined, 'b', AT), {
    nodeset: { name: 'bionic', byBranch: [{ branches: '^old$', nodeset: 'xenial' }] },
    findings: [],
    comment: ['Pinned to xenial on ^old$'],
  });
  t.deepEqual(
    nodesets.unused().map(({ code, message }) => [code, /so gone is not pinned to xenial/.test(message)]),
    [['nodeset/pin-without-job', true]],
  );
});
