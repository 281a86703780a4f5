import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'ava';
import { loadCatalogue } from '../../../src/convert/load-catalogue.js';
import type { Step } from '../../../src/model/step.js';
import { convertSample } from '../../../src/testing/convert-sample.js';

const catalogue = loadCatalogue([new URL('../../../converters/', import.meta.url)]);

/** A workspace and programs that stand in for real ones. */
interface Place {
  readonly workspace: string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** A program that prints its name and its arguments, one a line. */
  echo(name: string): void;
  /** Runs the scripts that a builder becomes, as the role jenkins-step does, up to the first that fails. */
  build(xml: string, environment?: Record<string, string>): Promise<SpawnSyncReturns<string>>;
}

function inPlace(run: (place: Place) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'zuulshift-builder-'));
  const workspace = join(root, 'workspace');
  const bin = join(root, 'bin');
  for (const folder of [workspace, bin]) mkdirSync(folder);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  };
  const place: Place = {
    workspace,
    write,
    read: (path) => readFileSync(join(workspace, path), 'utf8'),
    echo(name) {
      writeFileSync(join(bin, name), `#!/bin/sh\necho ${name}\nfor word; do printf '[%s]\\n' "$word"; done\n`);
      chmodSync(join(bin, name), 0o755);
    },
    async build(xml, environment = {}) {
      const { run: steps = [] } = convertSample(xml, await catalogue).contribution;
      let result: SpawnSyncReturns<string> | undefined;
      for (const step of steps) {
        result = runScript(step, root, workspace, { ...environment, PATH: `${bin}:${process.env['PATH'] ?? ''}` });
        if (result.status !== 0) break;
      }
      return result!;
    },
  };
  return run(place).finally(() => rmSync(root, { recursive: true, force: true }));
}

function runScript(step: Step, root: string, cwd: string, env: Record<string, string>): SpawnSyncReturns<string> {
  if (step.kind !== 'script') throw new Error(`no script but ${step.kind}`);
  const file = join(root, `script.${step.extension}`);
  writeFileSync(file, step.body);
  const [program, ...words] = step.command;
  const own = Object.fromEntries(Object.entries(step.environment ?? {}).map(([name, value]) => [name, String(value)]));
  return spawnSync(program!, [...words, file], { cwd, env: { WORKSPACE: cwd, ...env, ...own }, encoding: 'utf8' });
}

test('versions of assemblies are written, and nothing else of the files changes', (t) =>
  inPlace(async (place) => {
    place.write(
      'a/AssemblyInfo.cs',
      '\ufeff[AssemblyVersion("1.0.0.0")]\r\n[AssemblyFileVersion("1.0.*")]\r\n[AssemblyTitle("Old")]\r\n',
    );
    const { status, stderr } = await place.build(
      `<org.jenkinsci.plugins.changeassemblyversion.ChangeAssemblyVersion><task>2.1.0.7</task><assemblyFile/><assemblyTitle>New</assemblyTitle></org.jenkinsci.plugins.changeassemblyversion.ChangeAssemblyVersion>`,
    );
    t.is(status, 0, stderr);
    t.is(
      place.read('a/AssemblyInfo.cs'),
      '\ufeff[AssemblyVersion("2.1.0.7")]\r\n[AssemblyFileVersion("2.1.0.7")]\r\n[AssemblyTitle("New")]\r\n',
    );
  }));

test('a Groovy script stands between its options and its arguments', (t) =>
  inPlace(async (place) => {
    place.echo('groovy');
    const { stdout } = await place.build(
      `<hudson.plugins.groovy.Groovy><scriptSource class="hudson.plugins.groovy.StringScriptSource"><command>x</command></scriptSource><parameters>-d</parameters><scriptParameters>one &quot;$BRANCH two&quot;</scriptParameters></hudson.plugins.groovy.Groovy>`,
      { BRANCH: 'a  b' },
    );
    const [name, option, script, ...words] = stdout.trim().split('\n');
    t.deepEqual([name, option, words], ['groovy', '[-d]', ['[one]', '[a  b two]']]);
    t.regex(script!, /script\.groovy\]$/);
  }));

test('the Python of a folder comes first on the path', (t) =>
  inPlace(async (place) => {
    place.write('tools/python/bin/mine', '#!/bin/sh\necho it is mine\n');
    chmodSync(join(place.workspace, 'tools/python/bin/mine'), 0o755);
    const { stdout, stderr } = await place.build(
      `<jenkins.plugins.shiningpanda.builders.CustomPythonBuilder><home>tools/python</home><nature>shell</nature><command>mine</command></jenkins.plugins.shiningpanda.builders.CustomPythonBuilder>`,
    );
    t.is(stdout, 'it is mine\n', stderr);
  }));

test('patterns for Nexus IQ name files in folders of any depth', (t) =>
  inPlace(async (place) => {
    place.echo('nexus-iq-cli');
    for (const file of ['target/a.war', 'b/c/target/d.war', 'b/e.war']) place.write(file, '');
    const prefix = 'com__sonatype__nexus__ci__iq__IqPolicyEvaluator____';
    const { stdout } = await place.build(
      `<org.sonatype.nexus.ci.iq.IqPolicyEvaluatorBuildStep><${prefix}iqStage>build</${prefix}iqStage><${prefix}iqApplication class="x"><applicationId>app</applicationId></${prefix}iqApplication><${prefix}iqScanPatterns><p><scanPattern>**/target/*.war</scanPattern></p></${prefix}iqScanPatterns></org.sonatype.nexus.ci.iq.IqPolicyEvaluatorBuildStep>`,
    );
    t.deepEqual(stdout.trim().split('\n').slice(-2), ['[b/c/target/d.war]', '[target/a.war]']);
  }));

test('CMake is called in its folder, with paths that count from the workspace', (t) =>
  inPlace(async (place) => {
    place.echo('cmake');
    place.write('build/old', '');
    const { stdout, stderr } = await place.build(
      `<hudson.plugins.cmake.CmakeBuilder><workingDir>build</workingDir><sourceDir>src</sourceDir><cleanBuild>true</cleanBuild><toolArgs>-DA=1</toolArgs></hudson.plugins.cmake.CmakeBuilder>`,
    );
    const expected = ['cmake', '[-G]', '[Unix Makefiles]', '[-DA=1]', `[${place.workspace}/src]`];
    t.deepEqual(stdout.trim().split('\n'), expected, stderr);
    t.throws(() => place.read('build/old'));
  }));
