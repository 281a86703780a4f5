import test from 'ava';
import { defineConverter } from '../../../src/convert/converter.js';
import type { Converter } from '../../../src/convert/converter.js';
import { convertJenkinsJobs, typesIn } from '../../../src/convert/jenkins/convert-jobs.js';
import type { Catalogue } from '../../../src/convert/load-catalogue.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';
import type { FailStep, Step } from '../../../src/model/step.js';
import type { Element } from '../../../src/read/jenkins/element.js';
import { parseXml } from '../../../src/read/jenkins/parse-xml.js';

function step(name: string, at: Element): Step {
  return { kind: 'script', name, at: at.at, body: '', command: [], extension: 'sh' };
}

const BASE = { section: 'job', plugin: 'test', summary: 's', becomes: 'b', grade: 'exact' } as const;

const project = defineConverter({
  ...BASE,
  element: 'project',
  findings: {},
  convert(input, _notes, walk) {
    const sections = input.elements.filter(({ name }) => !['scm', 'disabled', 'label'].includes(name));
    const parts = walk.convert([
      ...input.elements.filter(({ name }) => name === 'scm'),
      ...sections.flatMap((one) => one.children()),
    ]);
    return input.booleanOf('disabled') ? { ...parts, job: { ...parts.job, disabled: true } } : parts;
  },
});

/** Says what its attributes and children tell it to. */
const wrapper = defineConverter({
  ...BASE,
  element: 'test.Wrapper',
  findings: { odd: 'This is odd.', gone: 'This is gone.' },
  convert(input, notes) {
    const name = input.textOf('name');
    const odd = input.child('odd');
    if (odd !== undefined) notes.needsHuman('odd', odd, `(${name})`);
    const gone = input.child('gone');
    if (gone !== undefined) notes.dropped('gone', gone);
    const timeout = input.child('timeout')?.integer();
    return {
      ...(timeout === undefined ? {} : { job: { timeout } }),
      environment: { [name]: name, LAST: name },
      before: [step(`before ${name}`, input)],
      setUp: [step(`set up ${name}`, input)],
      after: [step(`after ${name}`, input)],
    };
  },
});

const simple = (element: string, key: 'run' | 'post' | 'checkout'): Converter =>
  defineConverter({
    ...BASE,
    element,
    findings: {},
    convert: (input) => ({ [key]: [step(`${key} ${input.need('name').text()}`, input)] }),
  });

function catalogueOf(...converters: readonly Converter[]): Catalogue {
  return new Map(
    converters.map((converter) => {
      const name = String(converter.element).split('.').at(-1)!.toLowerCase();
      return [String(converter.element), { name, path: `test/${name}`, converter }];
    }),
  );
}

const CATALOGUE = catalogueOf(
  project,
  wrapper,
  simple('test.Run', 'run'),
  simple('test.Post', 'post'),
  simple('test.Git', 'checkout'),
);

function convert(xml: string): ReturnType<typeof convertJenkinsJobs> & { job: JenkinsJob } {
  const root = parseXml(xml, 'config.xml');
  const converted = convertJenkinsJobs([{ name: 'a/b', file: 'config.xml', root }], CATALOGUE, DEFAULT_SETTINGS);
  const { leaves, ...parts } = converted.accounting;
  if (Object.values(parts).reduce((sum, part) => sum + part, 0) !== leaves) throw new Error('the account is wrong');
  return { ...converted, job: converted.jobs[0]! };
}

const wrapped = (name: string, more = ''): string => `<test.Wrapper><name>${name}</name>${more}</test.Wrapper>`;
const ran = (steps: readonly Step[]): string[] =>
  steps.map(({ kind, name }) => (kind === 'fail' ? `FAIL ${name}` : name));

test('the order of a build: before, checkout, set-up, run; then tear-down in reverse, then publishers', (t) => {
  const { job, findings } = convert(`<project>
    <scm class="test.Git"><name>scm</name></scm>
    <builders><test.Run><name>1</name></test.Run><test.Run><name>2</name></test.Run></builders>
    <publishers><test.Post><name>p</name></test.Post></publishers>
    <buildWrappers>${wrapped('A')}${wrapped('B')}</buildWrappers>
  </project>`);
  const run = ['before A', 'before B', 'checkout scm', 'set up A', 'set up B', 'run 1', 'run 2'];
  t.deepEqual(ran(job.run), run);
  t.deepEqual(ran(job.post), ['after B', 'after A', 'post p']);
  t.deepEqual(job.environment, { A: 'A', B: 'B', LAST: 'B' });
  t.deepEqual([job.status, findings, job.name, job.type], ['converted', [], 'a/b', 'project']);
});

test('an element nobody knows becomes a step that fails where it stood; the others are converted', (t) => {
  const { job, findings, accounting } = convert(`<project>
    <properties><org.example.Side/></properties>
    <scm class="org.example.Svn"><url>x</url></scm>
    <builders>
      <test.Run><name>1</name></test.Run>
      <org.example.Odd__Step_-Kind plugin="odd@1"><a>x</a><b c="d"/></org.example.Odd__Step_-Kind>
      <test.Run><name>2</name></test.Run>
    </builders>
    <publishers><org.example.Publish/></publishers>
    <buildWrappers><org.example.Wrap/></buildWrappers>
  </project>`);
  t.deepEqual(ran(job.run), [
    'FAIL Do what Svn did',
    'FAIL Do what Wrap did',
    'run 1',
    'FAIL Do what Kind did',
    'run 2',
  ]);
  t.deepEqual(ran(job.post), ['FAIL Do what Publish did']);
  t.true(findings.every(({ outcome, code }) => outcome === 'unread' && code === 'unknown-element'));
  const told = findings.find(({ message }) => message.includes('Kind'))!;
  t.regex(told.message, /^No converter knows org\.example\.Odd_Step\$Kind in <builders>\./);
  t.deepEqual([told.at, told.job], [{ file: 'config.xml', line: 6 }, 'a/b']);
  // One finding for each unknown element, whatever stands in it.
  t.is(findings.length, 5);
  t.deepEqual([job.status, accounting.unread, accounting.dropped], ['needs-human', 8, 1]);
  const odd = job.run.find((step) => step.name === 'Do what Kind did') as FailStep;
  t.deepEqual(odd.original, {
    name: 'Kind.xml',
    text: '<org.example.Odd__Step_-Kind plugin="odd@1">\n  <a>x</a>\n  <b c="d"/>\n</org.example.Odd__Step_-Kind>\n',
  });
});

test('of a kind of job nobody knows the sections are converted that it shares with others', (t) => {
  const { job, findings } = convert(`<org.example.OddProject>
    <phases>3</phases>
    <password>hunter2</password>
    <builders><test.Run><name>1</name></test.Run></builders>
    <publishers><test.Post><name>p</name></test.Post></publishers>
  </org.example.OddProject>`);
  t.deepEqual(ran(job.run), ['FAIL Do what OddProject did', 'run 1']);
  t.deepEqual(ran(job.post), ['post p']);
  t.deepEqual([job.status, findings.map(({ code }) => code)], ['needs-human', ['unknown-element']]);
  const { original } = job.run[0] as FailStep;
  t.true(original!.text.includes('<phases>3</phases>'));
  t.false(original!.text.includes('hunter2'));
});

test('what a converter does not look at is a finding for each leaf', (t) => {
  const { job, findings, accounting } = convert(`<project>
    <builders>
      <test.Run lang="x" plugin="p@1"><name>1</name><forgotten>yes</forgotten></test.Run>
    </builders>
  </project>`);
  t.deepEqual(
    findings.map(({ outcome, code, message, at }) => [outcome, code, message, at.line]),
    [
      ['unread', 'unread', 'Nothing reads the attribute lang="x" of <test.Run>. Check whether the job needs it.', 3],
      ['unread', 'unread', 'Nothing reads <forgotten> of test.Run. Check whether the job needs it.', 3],
    ],
  );
  t.deepEqual(accounting, { leaves: 4, converted: 1, approximated: 0, dropped: 1, needsHuman: 0, unread: 2 });
  t.is(job.status, 'partly');
});

test('notes carry the code of the converter’s file, the detail and the place, and judge all below', (t) => {
  const { job, findings, accounting } = convert(
    `<project><buildWrappers>${wrapped('A', '<odd><x/><y z="1"/></odd><gone/>')}</buildWrappers></project>`,
  );
  t.deepEqual(
    findings.map(({ outcome, code, message }) => [outcome, code, message]),
    [
      ['needs-human', 'wrapper/odd', 'This is odd. (A)'],
      ['dropped', 'wrapper/gone', 'This is gone.'],
    ],
  );
  t.deepEqual(accounting, { leaves: 5, converted: 1, approximated: 0, dropped: 1, needsHuman: 3, unread: 0 });
  t.deepEqual([job.status, job.reason], ['partly', 'This is odd. (A)']);
});

test('of two time limits the shorter is kept, and the report says so', (t) => {
  const limits = ['90', '60', '70'].map((limit) => wrapped('A', `<timeout>${limit}</timeout>`)).join('');
  const { job, findings } = convert(`<project><buildWrappers>${limits}</buildWrappers></project>`);
  t.is(job.timeout, 60);
  t.deepEqual(
    findings.map(({ outcome, code }) => `${outcome} ${code}`),
    ['approximated clash/timeout', 'approximated clash/timeout'],
  );
});

test('a disabled job does nothing but fail', (t) => {
  const { job, findings, accounting } = convert(`<project>
    <disabled>true</disabled>
    <builders><test.Run><name>1</name></test.Run></builders>
    <publishers><test.Post><name>p</name></test.Post></publishers>
  </project>`);
  t.deepEqual(ran(job.run), ['FAIL Refuse to run a disabled job']);
  t.deepEqual([job.post, job.triggers, job.status, job.disabled], [[], [], 'needs-human', true]);
  t.deepEqual([findings[0]!.code, findings[0]!.at.line], ['disabled', 2]);
  t.is(accounting.needsHuman, accounting.leaves);
});

test('a definition Jenkins could not have written fails by itself, the others are converted', (t) => {
  const documents = ['<project><builders><test.Run/></builders></project>', '<project/>'].map((xml, index) => ({
    name: `job${String(index)}`,
    file: 'config.xml',
    root: parseXml(xml, 'config.xml'),
  }));
  const { jobs, findings, accounting } = convertJenkinsJobs(documents, CATALOGUE, DEFAULT_SETTINGS);
  t.deepEqual(
    jobs.map(({ status }) => status),
    ['needs-human', 'converted'],
  );
  t.deepEqual(ran(jobs[0]!.run), ['FAIL Do what the job did']);
  t.regex(findings[0]!.message, /<test\.Run> has no <name>/);
  t.is(accounting.needsHuman, 1);
});

test('a job that the settings leave out is skipped, by name or pattern', (t) => {
  const documents = ['old-a', 'older', 'x/old'].map((name) => ({
    name,
    file: 'config.xml',
    root: parseXml('<project><builders><org.example.Odd/></builders></project>', 'config.xml'),
  }));
  const settings = { ...DEFAULT_SETTINGS, skipJobs: ['^old-', 'older'] };
  const { jobs, findings, accounting } = convertJenkinsJobs(documents, CATALOGUE, settings);
  t.deepEqual(
    jobs.map(({ status }) => status),
    ['skipped', 'skipped', 'needs-human'],
  );
  t.deepEqual(
    findings.map(({ code }) => code),
    ['skip-jobs', 'skip-jobs', 'unknown-element'],
  );
  t.deepEqual([accounting.dropped, accounting.unread], [2, 1]);
});

test('a root nobody knows is a job that fails', (t) => {
  const { job } = convert('<org.example.Project><a/></org.example.Project>');
  t.deepEqual(ran(job.run), ['FAIL Do what Project did']);
  t.is(job.status, 'needs-human');
});

test('types are named as in the catalogue: by class, else by name without escapes', (t) => {
  const root = parseXml('<project><scm class="a.b_c"/><x.y__z_-K><a/></x.y__z_-K></project>', 'x');
  t.deepEqual([...typesIn([{ name: 'a', file: 'x', root }])].sort(), ['a', 'a.b_c', 'project', 'x.y_z$K']);
});
