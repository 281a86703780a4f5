import test from 'ava';
import { convertJenkinsJobs } from '../../../src/convert/jenkins/convert-jobs.js';
import type { Converter } from '../../../src/convert/converter.js';
import { scriptStep } from '../../../src/convert/elements/script.js';
import type { CatalogueEntry } from '../../../src/convert/load-catalogue.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';
import { parseXml } from '../../../src/read/jenkins/parse-xml.js';
import { temporaryFolder } from '../../support/folders.js';
import { add, converterText, put } from './support.js';

const COMMON = { plugin: 'core', summary: '', becomes: '', grade: 'exact', findings: {} } as const;
const JOBS: Converter = {
  ...{ ...COMMON, element: 'project', section: 'job' },
  convert: (input, _, walk) => walk.convert(input.need('builders').children()),
};
const SHELL: Converter = {
  ...{ ...COMMON, element: 'hudson.tasks.Shell', section: 'builders' },
  convert: (input) => ({ run: [scriptStep(input.textOf('command'), '/bin/sh', input)!] }),
};
const OURS = new Map<string, CatalogueEntry>([
  ['project', { name: 'freestyle', path: 'jobs/freestyle', converter: JOBS }],
  ['hudson.tasks.Shell', { name: 'shell', path: 'builders/shell', converter: SHELL }],
]);

const JOB = `<project>
  <builders>
    <org.example.Step><mode>fast</mode></org.example.Step>
    <hudson.tasks.Shell><command>make</command></hudson.tasks.Shell>
  </builders>
</project>`;

/** What a converter may do wrong, and what is said of it. */
const FAILURES: readonly (readonly [why: string, convert: string, said: RegExp])[] = [
  ['throws', '(input) =>\n  input.child("gone").text()', /failed at .*step\.js:3 \(TypeError: .*undefined/],
  ['throws no error', '() => { throw "enough"; }', /\(thrown: enough\)/],
  [
    'asks for a field that is not there',
    '(input) => input.need("gone")',
    /refuses this element \(job\.xml:3: .* has no <gone>/,
  ],
  ['raises a finding it did not declare', '(input, notes) => notes.dropped("odd", input)', /has no finding 'odd'/],
  ['returns nothing', '() => {}', /returned nothing; expected a contribution/],
  ['returns a promise', 'async () => ({})', /returned a promise/],
  ['returns a list', '() => []', /returned a list/],
  ['returns an unknown part', '() => ({ steps: [] })', /returned the unknown part 'steps'/],
  ['returns steps that are no list', '() => ({ run: "make" })', /returned "make" as 'run'; expected a list of steps/],
  [
    'returns a step of no kind',
    '(input) => ({ run: [{ kind: "shell", at: input.at }] })',
    /"shell" as 'run\[0\]\.kind'/,
  ],
  [
    'returns a step without a place',
    '() => ({ post: [{ kind: "script", name: "x" }] })',
    /no place as 'post\[0\]\.at'/,
  ],
  [
    'returns half a step',
    '(input) => ({ run: [{ kind: "role", name: "x", at: input.at, role: "y" }] })',
    /undefined as 'run\[0\]\.vars'/,
  ],
  [
    'returns a block of half steps',
    '(input) => ({ run: [{ kind: "block", name: "x", at: input.at, steps: [1] }] })',
    /1 as 'run\[0\]\.steps\[0\]'/,
  ],
];

for (const [why, convert, said] of FAILURES) {
  test(`a converter that ${why} gives a step that fails, and the other steps are converted`, async (t) => {
    const folder = temporaryFolder(t);
    put(folder, { 'step.js': converterText('org.example.Step', convert) });
    const { catalogue } = await add([folder], OURS);
    const document = { name: 'job', file: 'job.xml', root: parseXml(JOB, 'job.xml') };
    const { jobs, findings, accounting } = convertJenkinsJobs([document], catalogue, DEFAULT_SETTINGS);
    const [failed, shell] = jobs[0]!.run;
    t.is(failed?.kind === 'fail' && failed.code, 'converter-failed');
    t.is(shell?.kind, 'script');
    const told = findings.filter(({ code }) => code === 'converter-failed');
    t.is(told.length, 1);
    t.regex(told[0]!.message, said);
    t.notRegex(told[0]!.message, /\n|^ +at /);
    t.deepEqual(told[0]!.at, { file: 'job.xml', line: 3 });
    t.is(accounting.unread, 0);
  });
}
