import test from 'ava';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { InputError } from '../../src/model/input-error.js';
import { withoutPins, withPin, type Pin } from '../../src/nodesets/edit-pins.js';
import { parseSettings } from '../../src/read/settings.js';

const FILE = 'zuulshift.yaml';

function pinsIn(text: string): readonly object[] {
  return parseSettings(text, FILE).nodesets.pins.map((pin) =>
    Object.fromEntries(Object.entries(pin).filter(([key]) => key !== 'at')),
  );
}

test('a pin is added to every form of the settings, and read back', (t) => {
  const pin = { job: 'unit', nodeset: 'bionic', reason: 'a: b # c', expires: '2026-12-05' };
  for (const text of [
    '',
    '# only a comment\n',
    'tenant: x\n',
    'nodesets: {}\n',
    'nodesets:\n',
    'nodesets:\n  pins:\n',
    'nodesets: {legacy: old}\n',
    'nodesets:\n  a && b: c\n',
    'nodesets:\n  legacy: old\n  other: new\n',
  ]) {
    const { after } = withPin(text, FILE, pin);
    t.deepEqual(pinsIn(after), [pin], text);
  }
  const { labels } = parseSettings(withPin('nodesets: {legacy: a, b: c}\n', FILE, pin).after, FILE).nodesets;
  t.deepEqual(Object.keys(labels), ['legacy', 'b']);
});

const SOURCE = `# Our site.
tenant: x # the tenant

nodesets:
  # what runs where
  labels:
    debian: 'bullseye' # small ones
  pins:
    # asked by the docs team
    - job: docs # see the wiki
      nodeset: xenial
      owner: docs
    # the last one
    - {job: unit, nodeset: xenial, branches: ^old$}
skip-jobs: [a, b] # gone
`;

test('comments and everything else stay', (t) => {
  const { before, after } = withPin(SOURCE, FILE, { job: 'docs', nodeset: 'bionic', reason: 'r' });
  t.is(before, SOURCE);
  const expected = SOURCE.replace('nodeset: xenial\n      owner: docs', 'nodeset: bionic\n      reason: r');
  t.is(after, expected);
});

test('a pin on other branches is another pin; unpin takes all of a job', (t) => {
  const { after } = withPin(SOURCE, FILE, { job: 'unit', nodeset: 'focal' });
  t.deepEqual(
    parseSettings(after, FILE).nodesets.pins.map(({ job, branches }) => [job, branches]),
    [
      ['docs', undefined],
      ['unit', '^old$'],
      ['unit', undefined],
    ],
  );
  const without = withoutPins(after, FILE, 'unit')!.after;
  t.deepEqual(
    parseSettings(without, FILE).nodesets.pins.map(({ job }) => job),
    ['docs'],
  );
  t.regex(without, /asked by the docs team/);
  t.is(withoutPins(SOURCE, FILE, 'other'), undefined);
  t.notRegex(withoutPins(without, FILE, 'docs')!.after, /pins/);
});

test('what is no YAML is refused with its line', (t) => {
  const error = t.throws(() => withPin('a: b\nc: [\n', FILE, { job: 'a', nodeset: 'b' }), { instanceOf: InputError });
  t.true((error.faults[0]?.at.line ?? 0) > 1);
  t.throws(() => withPin('nodesets: [a]\n', FILE, { job: 'a', nodeset: 'b' }), { instanceOf: InputError });
});

const names = fc.constantFrom('a', 'b', 'docs', 'unit', '1', 'on');
const pins = fc.record(
  {
    job: names,
    nodeset: fc.constantFrom('x', 'y', '10'),
    branches: fc.constantFrom('^stable/', '^old$'),
    reason: fc.stringMatching(/^[ -~]{1,30}$/).map((text) => `r${text.trim()}`),
    expires: fc.constantFrom('2026-12-05', '2027-01-31'),
  },
  { requiredKeys: ['job', 'nodeset'] },
);

test('any pins, in any order: the last of a job on its branches counts, and no comment gets lost', (t) => {
  fc.assert(
    fc.property(fc.array(pins as fc.Arbitrary<Pin>, { maxLength: 6 }), (list) => {
      let text = SOURCE;
      const wanted = new Map<string, Pin>();
      for (const pin of list) {
        text = withPin(text, FILE, pin).after;
        wanted.set(JSON.stringify([pin.job, pin.branches]), pin);
      }
      const found = new Map(
        pinsIn(text).map((pin) => [JSON.stringify([(pin as Pin).job, (pin as Pin).branches]), pin]),
      );
      for (const [key, pin] of wanted) t.deepEqual(found.get(key), { ...pin });
      for (const comment of [
        '# Our site.',
        '# the tenant',
        '# what runs where',
        '# small ones',
        '# asked by',
        '# see the wiki',
        '# the last one',
        '# gone',
      ]) {
        t.true(text.includes(comment), comment);
      }
      t.is(parseDocument(text).errors.length, 0);
    }),
    { numRuns: 60 },
  );
});
