import test from 'ava';
import { classify, putTogether, type Call } from '../../src/parameters/classify.js';
import { PROBES, type Probe } from '../../src/parameters/probes.js';

function calls(set: (probe: Probe, index: number) => Record<string, unknown>, more: Partial<Call> = {}): Call[] {
  return PROBES.map((probe, index) => ({ read: [], ...more, set: set(probe, index) }));
}

test('what is the same for all builds is static, as text', (t) => {
  const { parameters, odd } = classify(
    calls(() => ({ A: 'x', COUNT: 30, FLAG: false, NOTHING: null }), { removed: ['ZUUL_URL'] }),
    PROBES,
  );
  t.deepEqual(parameters, {
    A: { kind: 'static', text: 'x', tried: [] },
    COUNT: { kind: 'static', text: '30', tried: [] },
    FLAG: { kind: 'static', text: 'false', tried: [] },
    NOTHING: { kind: 'static', text: null, tried: [] },
    ZUUL_URL: { kind: 'static', text: null, tried: [] },
  });
  t.deepEqual(odd, { COUNT: 'a number', FLAG: 'a truth value', NOTHING: 'none' });
});

test('a log path is a template of the build', (t) => {
  const { parameters } = classify(
    calls(({ number, patchset, uuid }) => ({
      LOG_PATH: `${number.slice(-2)}/${number}/${patchset}/x/${uuid.slice(0, 7)}`,
    })),
    PROBES,
  );
  t.deepEqual(parameters['LOG_PATH'], {
    kind: 'template',
    parts: [
      { field: 'number', length: -2 },
      '/',
      { field: 'number' },
      '/',
      { field: 'patchset' },
      '/x/',
      { field: 'uuid', length: 7 },
    ],
  });
});

test('what follows from the change names what was read of it, and not what merely tells builds apart', (t) => {
  const owner = 'item.change.owner';
  const before = { WHO: ['item.change.number', owner] };
  const { parameters } = classify(
    calls(({ author }) => ({ WHO: author }), { before, read: before.WHO }),
    PROBES,
  );
  t.deepEqual(parameters['WHO'], { kind: 'varies', reads: [owner] });
});

test('what is set for some builds only varies, by whatever was read', (t) => {
  const read = ['item.change.files'];
  const made = calls((_, index): Record<string, unknown> => (index === 2 ? { DOCS: '1' } : {}), { read });
  t.deepEqual(classify(made, PROBES).parameters['DOCS'], { kind: 'varies', reads: read });
});

test('what differs from call to call though nothing was read varies from nothing', (t) => {
  const made = calls((_, index) => ({ TIME: String(index) }));
  t.deepEqual(classify(made, PROBES).parameters['TIME'], { kind: 'varies', reads: [] });
});

test('what was read before a parameter that is always the same is remembered', (t) => {
  const files = 'item.change.files';
  const made = calls(() => ({ A: 'x' }), { before: { A: [files, 'item.change.number'] }, read: [files] });
  t.deepEqual(classify(made, PROBES).parameters['A'], { kind: 'static', text: 'x', tried: [files] });
});

test('a function that fails for one of the builds fails', (t) => {
  const made = calls(() => ({ A: 'x' }));
  const [first, ...rest] = made as [Call, ...Call[]];
  t.deepEqual(classify([...rest, { ...first, error: "KeyError: 'X'" }], PROBES), {
    parameters: {},
    odd: {},
    error: "KeyError: 'X'",
  });
  t.is(classify([{ read: [], unknown: 'item.pipeline.queues' }], PROBES).unknown, 'item.pipeline.queues');
});

test('a template comes to the texts it was made of', (t) => {
  const text = ({ refspec, newrev, url }: Probe): string => `${refspec}:${newrev.slice(0, 7)} ${url}/`;
  const { parameters } = classify(
    calls((probe) => ({ A: text(probe) })),
    PROBES,
  );
  const value = parameters['A'];
  t.is(value?.kind, 'template');
  if (value?.kind !== 'template') return;
  for (const probe of PROBES) t.is(putTogether(value.parts, probe), text(probe));
});

test('names that hold the number of an imagined build are no part of the template', (t) => {
  const [{ patchset: own }] = PROBES as readonly [Probe];
  const { parameters } = classify(
    calls(({ patchset }) => ({ PATH: `java${own}/${patchset}` })),
    PROBES,
  );
  t.deepEqual(parameters['PATH'], { kind: 'template', parts: [`java${own}/`, { field: 'patchset' }] });
});
