import test from 'ava';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { mergeFile } from '../../../src/write/merge/merge-file.js';

const merge = (base: string, edited: string, generated: string, path = 'zuul.d/jobs.yaml') => {
  const { text, conflicts } = mergeFile(path, { base, edited, generated });
  return { text, conflicts };
};

const BASE = `# Generated.

- job:
    name: unit
    parent: base
    timeout: 600

- job:
    name: docs
    parent: base
    files:
      - ^docs/
`;

test('an edit and a regeneration of different keys of one job are both kept, with the comment', (t) => {
  const edited = BASE.replace('timeout: 600', 'timeout: 600 # slow since May\n    voting: false');
  const generated = BASE.replace('parent: base\n    timeout', 'parent: legacy\n    timeout');
  t.deepEqual(merge(BASE, edited, generated), {
    text: edited.replace('parent: base\n    timeout', 'parent: legacy\n    timeout'),
    conflicts: [],
  });
});

test('jobs put into another order stay in it, and get what is new', (t) => {
  const [head, unit, docs] = BASE.split(/(?=- job:)/);
  const edited = `${head}${docs}\n# moved\n${unit}`;
  const generated = BASE.replace('^docs/', '^doc/');
  const { text, conflicts } = merge(BASE, edited, generated);
  t.deepEqual(conflicts, []);
  t.true(text.includes('# moved'));
  t.deepEqual(load(text), load(edited.replace('^docs/', '^doc/')));
  t.true(text.indexOf('name: docs') < text.indexOf('name: unit'));
});

test('the same value changed in two ways is a conflict that names the place; the edit stays', (t) => {
  const edited = BASE.replace('600', '900');
  const generated = BASE.replace('600', '1200');
  t.deepEqual(merge(BASE, edited, generated), { text: edited, conflicts: ['job unit > job > timeout'] });
});

test('beside a conflict all other changes are brought in', (t) => {
  const edited = BASE.replace('600', '900');
  const generated = BASE.replace('600', '1200').replace('^docs/', '^doc/');
  const { text, conflicts } = merge(BASE, edited, generated);
  t.deepEqual(conflicts, ['job unit > job > timeout']);
  t.deepEqual(load(text), load(edited.replace('^docs/', '^doc/')));
});

test('a job that people took out stays out; one they took out and the new generation changed is a conflict', (t) => {
  const edited = BASE.slice(0, BASE.indexOf('- job:\n    name: docs'));
  t.deepEqual(merge(BASE, edited, BASE.replace('600', '700')), { text: edited.replace('600', '700'), conflicts: [] });
  const { text, conflicts } = merge(BASE, edited, BASE.replace('^docs/', '^doc/'));
  t.deepEqual(conflicts, ['job docs']);
  t.is(text, edited);
});

test('what people wrote a comment on is not taken away with it', (t) => {
  const edited = BASE.replace('  timeout: 600', '  # Ask the team before you change it.\n    timeout: 600').replace(
    '- ^docs/',
    '- ^docs/ # and the manual',
  );
  const gone = merge(BASE, edited, BASE.replace('    timeout: 600\n', ''));
  t.deepEqual(gone, { text: edited, conflicts: ['job unit > job > timeout'] });
  const listed = merge(BASE, edited, BASE.replace('- ^docs/', '- ^guide/'));
  t.is(listed.text.includes('# and the manual'), true);
  const job = merge(BASE, edited, BASE.slice(0, BASE.indexOf('- job:\n    name: docs')));
  t.deepEqual(job, { text: edited, conflicts: ['job docs'] });
  // Our own comments go with what they are about.
  const ours = BASE.replace('  timeout: 600', '  # As in Jenkins.\n    timeout: 600');
  t.deepEqual(merge(ours, ours.replace('^docs/', '^doc/'), BASE.replace('    timeout: 600\n', '')).conflicts, []);
});

test('two new jobs at the same place are both kept', (t) => {
  const job = (name: string): string => `\n- job:\n    name: ${name}\n`;
  const { text, conflicts } = merge(BASE, BASE + job('mine'), BASE + job('new'));
  t.deepEqual(conflicts, []);
  const names = (load(text) as { job: { name: string } }[]).map(({ job: { name } }) => name);
  t.deepEqual([...names].sort(), ['docs', 'mine', 'new', 'unit']);
});

test('a job of a project pipeline gets attributes in one version and a neighbour in the other', (t) => {
  const project = (jobs: string): string => `- project:\n    name: p\n    check:\n      jobs: ${jobs}\n`;
  const { text, conflicts } = merge(
    project('[unit, docs]'),
    project('[unit: {voting: false}, docs]'),
    project('[lint, unit, docs]'),
  );
  t.deepEqual(conflicts, []);
  t.deepEqual(load(text), load(project('[lint, unit: {voting: false}, docs]')));
});

test('anchors do not survive a merge that has to write the file anew, what they stood for does', (t) => {
  const base = '- job:\n    name: a\n    files: &docs\n      - ^docs/\n- job:\n    name: b\n    files: *docs\n';
  const edited = base
    .replace('name: a', 'name: a\n    timeout: 5')
    .replace('- job:\n    name: b', '# b\n- job:\n    name: b');
  const generated = base.replace('- ^docs/\n', '- ^doc/\n');
  const { text, conflicts } = merge(base, edited, generated);
  t.deepEqual(conflicts, []);
  t.deepEqual(load(text), load(edited.replace('- ^docs/\n', '- ^doc/\n')));
});

test('YAML that people broke is merged by its lines', (t) => {
  const edited = BASE.replace('timeout: 600', 'timeout: [600');
  t.deepEqual(merge(BASE, edited, BASE.replace('^docs/', '^doc/')), {
    text: edited.replace('^docs/', '^doc/'),
    conflicts: [],
  });
});

test('a script is merged by its lines', (t) => {
  const base = 'set -e\nmake\nmake test\nexit 0\n';
  t.deepEqual(merge(base, base.replace('set -e', 'set -ex'), base.replace('exit 0', 'exit 1'), 'run.sh'), {
    text: 'set -ex\nmake\nmake test\nexit 1\n',
    conflicts: [],
  });
  const both = merge(base, base.replace('make\n', 'gmake\n'), base.replace('make\n', 'bmake\n'), 'run.sh');
  t.is(both.text, base.replace('make\n', 'gmake\n'));
  t.deepEqual(both.conflicts, ['1 place in its lines']);
});

test('strings that YAML 1.1 would read as something else stay strings where the file is written anew', (t) => {
  const base = "- job:\n    name: a\n    vars: {on: 'yes', eq: '=', o: '010'}\n- job:\n    name: b\n";
  const edited =
    "# first\n- job:\n    name: b\n- job:\n    name: a\n    vars: {on: 'yes', eq: '=', o: '010', n: 'no'}\n";
  const { text, conflicts } = merge(base, edited, base.replace("'010'", "'1_0'"));
  t.deepEqual(conflicts, []);
  t.true(text.includes('# first'));
  const vars = (load(text) as { job: { vars?: Record<string, string> } }[])[1]!.job.vars!;
  t.deepEqual(vars, { on: 'yes', eq: '=', o: '1_0', n: 'no' });
});

/** Jobs with some keys, and what may be done to them. */
type Jobs = Readonly<Record<string, Readonly<Record<string, number>>>>;
interface Edit {
  readonly job: string;
  /** Absent: the whole job. */
  readonly key?: string;
  /** Absent: taken out. */
  readonly value?: number;
}

const jobName = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const keyName = fc.constantFrom('timeout', 'attempts', 'post-timeout');
const jobs: fc.Arbitrary<Jobs> = fc.dictionary(jobName, fc.dictionary(keyName, fc.nat(3)));
const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.oneof(
    fc.record({ job: jobName, key: keyName, value: fc.nat(6) }),
    fc.record({ job: jobName, key: keyName }),
    fc.record({ job: jobName }),
    fc.record({ job: jobName, value: fc.nat(6) }),
  ),
  { maxLength: 4 },
);

function changed(before: Jobs, list: readonly Edit[]): Jobs {
  const after: Record<string, Record<string, number>> = structuredClone(before) as Record<
    string,
    Record<string, number>
  >;
  for (const { job, key, value } of list) {
    if (key === undefined && value === undefined) delete after[job];
    else if (key === undefined) after[job] ??= { timeout: value! };
    else if (value === undefined) delete after[job]?.[key];
    else if (after[job] !== undefined) after[job][key] = value;
  }
  return after;
}

/** As people write it: in an order of their own, with comments. */
function written(all: Jobs, order: (names: string[]) => string[], comment?: (name: string) => string): string {
  const texts = order(Object.keys(all).sort()).map((name) => {
    const keys = Object.entries(all[name]!).map(([key, value]) => `    ${key}: ${String(value)}\n`);
    return `${comment?.(name) ?? ''}- job:\n    name: ${name}\n${keys.join('')}`;
  });
  return texts.length === 0 ? '[]\n' : texts.join('\n');
}

function said(text: string): Jobs {
  const list = load(text) as { job: { name: string } & Record<string, number> }[];
  return Object.fromEntries(list.map(({ job: { name, ...keys } }) => [name, keys]));
}

/** What has to become of one value. */
function settled<T>(base: T, edited: T, generated: T, same = (a: T, b: T): boolean => a === b): T | 'conflict' {
  if (same(base, generated) || same(edited, generated)) return edited;
  return same(base, edited) ? generated : 'conflict';
}

test('no edit is lost and no conflict goes unsaid, whatever people and the new generation do', (t) => {
  fc.assert(
    fc.property(jobs, edits, edits, fc.boolean(), (base, byPeople, byProgram, reversed) => {
      const edited = changed(base, byPeople);
      const generated = changed(base, byProgram);
      const editedText = written(
        edited,
        (names) => (reversed ? names.reverse() : names),
        (name) => `# about ${name}\n`,
      );
      const { text, conflicts } = merge(
        written(base, (names) => names),
        editedText,
        written(generated, (names) => names),
      );
      const result = said(text);
      let expected = 0;
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        const three = [base[name], edited[name], generated[name]] as const;
        if (three[1] === undefined || three[2] === undefined) {
          const whole = settled(...three, (one, other) => canonical(one) === canonical(other));
          // Every job of theirs has a comment: the new generation does not take it away with the job.
          const takenAway = whole === undefined && three[1] !== undefined;
          if (whole === 'conflict' || takenAway) expected += 1;
          t.is(canonical(result[name]), canonical(whole === 'conflict' || takenAway ? three[1] : whole), name);
          continue;
        }
        for (const key of ['timeout', 'attempts', 'post-timeout']) {
          const value = settled(three[0]?.[key], three[1][key], three[2][key]);
          if (value === 'conflict') expected += 1;
          t.is(result[name]?.[key], value === 'conflict' ? three[1][key] : value, `${name} ${key}\n${text}`);
        }
      }
      t.is(conflicts.length > 0, expected > 0, conflicts.join());
      for (const name of Object.keys(edited)) t.true(text.includes(`# about ${name}`), text);
    }),
    { numRuns: 500 },
  );
});

function canonical(keys: Readonly<Record<string, number>> | undefined): string {
  return keys === undefined ? 'none' : JSON.stringify(Object.entries(keys).sort());
}

test('what a note shows is the same when the file is merged again', (t) => {
  const edited = BASE.replace('600', '900');
  const generated = BASE.replace('600', '1200').replace('^docs/', '^doc/');
  const first = mergeFile('zuul.d/jobs.yaml', { base: BASE, edited, generated });
  const second = mergeFile('zuul.d/jobs.yaml', { base: BASE, edited: first.text, generated });
  t.deepEqual(second, first);
  // Where somebody took an object out, the lines around it clash as well: less of them once the rest is brought in.
  const out = BASE.slice(0, BASE.indexOf('- job:\n    name: docs'));
  const other = BASE.replace('600', '1200').replace('parent: base\n    files', 'parent: legacy\n    files');
  const third = mergeFile('zuul.d/jobs.yaml', { base: BASE, edited: out, generated: other });
  t.deepEqual(third.conflicts, ['job docs']);
  t.deepEqual(mergeFile('zuul.d/jobs.yaml', { base: BASE, edited: third.text, generated: other }), third);
});
