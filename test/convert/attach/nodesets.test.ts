import test from 'ava';
import { collectNodesets } from '../../../src/convert/attach/nodesets.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';

const AT = { file: 'job.xml', line: 1 };

test('a label is a nodeset of one node, named as the settings say', (t) => {
  const nodesets = collectNodesets({ ...DEFAULT_SETTINGS, nodesets: { xenial: 'legacy-xenial' } }, 'any');
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
  const mapped = collectNodesets({ ...DEFAULT_SETTINGS, nodesets: { 'linux && !arm': 'x86' } }, 'any');
  t.deepEqual(mapped.choose('linux && !arm', 'a', AT), { nodeset: 'x86', findings: [] });
});

test('a job without a label gets a node nevertheless: on none its playbooks would do nothing and pass', (t) => {
  const { nodeset, findings } = collectNodesets(DEFAULT_SETTINGS, 'small').choose(undefined, 'a', AT);
  t.is(nodeset, 'small');
  t.is(findings[0]?.code, 'nodeset/no-label');
});
