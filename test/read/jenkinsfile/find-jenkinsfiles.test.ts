import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import { addJenkinsfiles } from '../../../src/read/jenkinsfile/add-jenkinsfiles.js';
import { readJenkinsfiles } from '../../../src/read/jenkinsfile/find-jenkinsfiles.js';
import type { JenkinsDocument } from '../../../src/read/jenkins/read-jenkins.js';
import { parseXml } from '../../../src/read/jenkins/parse-xml.js';

function files(t: ExecutionContext, ...paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-jenkinsfiles-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `// ${path}\npipeline { }\n`);
  }
  return folder;
}

test('a job is named after the folder of its Jenkinsfile, and what the file says more', (t) => {
  const folder = files(
    t,
    'tide/Jenkinsfile',
    'tide/Jenkinsfile.release',
    'tide/ci/night.jenkinsfile',
    'tide/src/x.groovy',
  );
  const { files: found, faults } = readJenkinsfiles([folder]);
  t.deepEqual(faults, []);
  t.deepEqual(
    found.map(({ name }) => name),
    ['tide', 'tide-release', 'night'],
  );
  t.deepEqual(
    readJenkinsfiles([join(folder, 'tide/Jenkinsfile'), join(folder, 'tide/src/x.groovy')]).files.map(
      ({ name }) => name,
    ),
    ['tide', 'x'],
  );
});

test('folders on the way are parts of the name', (t) => {
  const folder = files(t, 'apps/tide/Jenkinsfile', 'apps/node_modules/x/Jenkinsfile');
  t.deepEqual(
    readJenkinsfiles([folder]).files.map(({ name }) => name),
    ['apps/tide'],
  );
});

test('two Jenkinsfiles of one name are a fault, and so is what is no text', (t) => {
  const folder = files(t, 'a/tide/Jenkinsfile', 'b/tide/Jenkinsfile');
  writeFileSync(join(folder, 'b/Jenkinsfile'), Buffer.from([0, 1, 2]));
  const paths = ['a/tide/Jenkinsfile', 'b/tide/Jenkinsfile', 'b/Jenkinsfile'].map((path) => join(folder, path));
  const { files: found, faults } = readJenkinsfiles(paths);
  t.is(found.length, 1);
  t.regex(faults[0]!.message, /^gives the job 'tide', which .*a\/tide\/Jenkinsfile gives already/);
  t.regex(faults[1]!.message, /^is no text/);
});

for (const [what, path] of [
  ['a path that is not there', 'nothing'],
  ['a folder without a Jenkinsfile', '.'],
] as const) {
  test(`${what} is refused`, (t) => {
    t.throws(() => readJenkinsfiles([join(files(t, 'other.txt'), path)]), { instanceOf: InputError });
  });
}

function definition(name: string, url: string, scriptPath: string): JenkinsDocument {
  const file = `${name}.xml`;
  const xml = `<flow-definition><definition class="org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition">
    <scm><url>${url}</url></scm><scriptPath>${scriptPath}</scriptPath></definition></flow-definition>`;
  return { name, file, root: parseXml(xml, file) };
}

const given = (name: string, file: string) => ({ name, file, text: 'pipeline { }\n' });

test('a Jenkinsfile belongs to the definitions that refer to it', (t) => {
  const documents = [
    definition('build-tide', 'https://git.example.org/tide.git', 'ci/Jenkinsfile'),
    definition('tide', 'https://git.example.org/other.git', 'Jenkinsfile'),
    definition('reef', 'https://git.example.org/reef', 'Jenkinsfile'),
  ];
  const all = [
    given('ci', '/src/tide/ci/Jenkinsfile'),
    given('tide', 'x/tide/Jenkinsfile'),
    given('lone', 'lone/Jenkinsfile'),
  ];
  const { documents: whole, faults } = addJenkinsfiles(documents, all);
  t.deepEqual(faults, []);
  t.deepEqual(
    whole.map(({ name }) => name),
    ['build-tide', 'tide', 'reef', 'lone'],
  );
  const fileOf = ({ root }: JenkinsDocument): string | undefined =>
    (root.child('definition') ?? root).child('Jenkinsfile')?.at.file;
  t.deepEqual(whole.map(fileOf), ['/src/tide/ci/Jenkinsfile', 'x/tide/Jenkinsfile', undefined, 'lone/Jenkinsfile']);
});

test('a Jenkinsfile with the name of another kind of job is a fault', (t) => {
  const other = { name: 'tide', file: 'tide.xml', root: parseXml('<project/>', 'tide.xml') };
  const { documents, faults } = addJenkinsfiles([other], [given('tide', 'tide/Jenkinsfile')]);
  t.is(documents.length, 1);
  t.regex(faults[0]!.message, /^gives the job 'tide', which tide\.xml defines without it/);
});

test('a multibranch project takes the Jenkinsfile of its repository', (t) => {
  const xml = `<org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>
    <sources><data><x><source><remote>https://git.example.org/tide.git</remote></source></x></data></sources>
    <factory><scriptPath>Jenkinsfile</scriptPath></factory>
  </org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>`;
  const project = { name: 'tides', file: 'tides.xml', root: parseXml(xml, 'tides.xml') };
  const { documents } = addJenkinsfiles([project], [given('tide', 'src/tide/Jenkinsfile')]);
  t.is(documents.length, 1);
  t.is(project.root.child('factory')!.child('flow-definition')!.child('Jenkinsfile')!.at.file, 'src/tide/Jenkinsfile');
});
