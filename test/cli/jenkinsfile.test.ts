import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import { zuulshift } from '../support/zuulshift.js';
import type { Report } from '../../src/report/report.js';

function folder(t: ExecutionContext): string {
  const made = mkdtempSync(join(tmpdir(), 'zuulshift-jenkinsfile-'));
  t.teardown(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const PIPELINE = `pipeline {
  agent any
  stages {
    stage('Build') { steps { sh 'make' } }
  }
}
`;

test('a Jenkinsfile is a job, and one leaf', async (t) => {
  const work = folder(t);
  mkdirSync(join(work, 'src/tide'), { recursive: true });
  writeFileSync(join(work, 'src/tide/Jenkinsfile'), PIPELINE);
  const out = join(work, 'out');
  const {
    code,
    out: json,
    err,
  } = await zuulshift('convert', '--jenkinsfile', join(work, 'src'), '--out', out, '--json');
  t.is(code, ExitCode.Fine, err);
  const { accounting, jobs } = JSON.parse(json) as Report;
  t.like(accounting, { leaves: 1, converted: 1, unread: 0 });
  t.like(jobs[0], { name: 'tide', status: 'converted', file: 'src/tide/Jenkinsfile' });
  const playbook = readFileSync(join(out, 'playbooks/tide/run.yaml'), 'utf8');
  t.regex(playbook, /git-checkout[^]*name: Build\n[^]*name: Run make\n/);
});

test('a definition in a repository takes its Jenkinsfile, and its own checkout', async (t) => {
  const work = folder(t);
  mkdirSync(join(work, 'src/tide/ci'), { recursive: true });
  writeFileSync(join(work, 'src/tide/ci/Jenkinsfile'), PIPELINE);
  writeFileSync(
    join(work, 'build-tide.xml'),
    `<flow-definition><definition class="org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition">
  <scm class="hudson.plugins.git.GitSCM"><configVersion>2</configVersion>
    <userRemoteConfigs><hudson.plugins.git.UserRemoteConfig><url>https://git.example.org/tide.git</url></hudson.plugins.git.UserRemoteConfig></userRemoteConfigs>
    <branches><hudson.plugins.git.BranchSpec><name>main</name></hudson.plugins.git.BranchSpec></branches></scm>
  <scriptPath>ci/Jenkinsfile</scriptPath></definition></flow-definition>`,
  );
  const out = join(work, 'out');
  const inputs = ['--jenkins', join(work, 'build-tide.xml'), '--jenkinsfile', join(work, 'src/tide/ci/Jenkinsfile')];
  const { code, out: json, err } = await zuulshift('convert', ...inputs, '--out', out, '--json');
  t.is(code, ExitCode.Fine, err);
  const { jobs, accounting } = JSON.parse(json) as Report;
  t.is(jobs.length, 1);
  t.is(accounting.needsHuman, 0, json);
  t.regex(readFileSync(join(out, 'playbooks/build-tide/run.yaml'), 'utf8'), /https:\/\/git\.example\.org\/tide\.git/);
});

test('a Jenkinsfile that is not there is a fault of the input', async (t) => {
  const work = folder(t);
  const { code, err } = await zuulshift('convert', '--jenkinsfile', join(work, 'x'), '--out', join(work, 'out'));
  t.is(code, ExitCode.BadInput);
  t.regex(err, /does not exist; give a Jenkinsfile/);
});
