/** Runs jobs on both sides in the same folders, one side after the other, and tells what differs. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { program } from '../roles/program.js';
import { convertJobs, plansOf, playPhase, workspaceOf, type HostJob } from './converted-side.js';
import { variablesOf, type BuildFacts, type Zuul } from './environment.js';
import { readDefinitions, runBuild, type JenkinsDefinition } from './mini-jenkins.js';
import { differences, snapshot } from './snapshot.js';
import { makeStandIns, readCalls, type RecordedCall } from './stand-ins.js';

export interface Comparison {
  /** Job → what differs; only jobs with a difference. */
  readonly different: ReadonlyMap<string, readonly string[]>;
  readonly jobs: number;
  readonly dockerCalls: number;
  /** Files, folders and variables that Jenkins' side left or saw. */
  readonly things: number;
}

export interface CompareOptions {
  /** Folder with the definitions, `jobs/NAME/config.xml`. */
  readonly jenkins: string;
  readonly settings?: string;
  readonly layout?: string;
  /** Definitions that are no jobs of their own in the converted tree, or not converted at all. */
  readonly leaveOut?: readonly string[];
  /** Job → variables of its credentials: what Jenkins' steps see, and what Zuul hands to the playbooks. */
  readonly secrets?: Readonly<Record<string, SecretsOfJob>>;
  /** Programs that stand in for real ones, besides docker. */
  readonly standIns?: Readonly<Record<string, string>>;
  /** Paths below a workspace that are not compared. */
  readonly leftOut?: (path: string) => boolean;
  /** Jenkins' shell executable. */
  readonly shell?: string;
  /** Variables that Jenkins gave every build of the site; the settings say the same. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Makes what has to be in a workspace before the steps. */
  readonly prepare?: (workspace: string, job: string) => void;
  /** Compares one call of docker on both sides. */
  readonly compareCalls?: (jenkins: RecordedCall, converted: RecordedCall) => readonly string[];
}

export interface SecretsOfJob {
  readonly environment: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const PROJECT = { name: 'group/tool', host: 'gerrit' };
const BUILD = '5a7c1d0e4f3b2a190807060504030201';

/** Converts the jobs, runs all of them on both sides, and compares results, files, order and calls of docker. */
export function compareSides(options: CompareOptions): Comparison {
  const work = mkdtempSync(join(tmpdir(), 'zuulshift-behaviour-'));
  try {
    return compareIn(work, options);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function compareIn(work: string, options: CompareOptions): Comparison {
  const tree = join(work, 'tree');
  const home = join(work, 'home');
  mkdirSync(home);
  convertJobs(options.jenkins, tree, options);
  const all = readDefinitions(options.jenkins);
  const definitions = all.filter(({ name }) => options.leaveOut?.includes(name) !== true);
  const commit = makeSources(join(home, `src/${PROJECT.host}/${PROJECT.name}`));
  const bin = makeStandIns(join(work, 'bin'), options.standIns);
  const env = agentEnvironment(home, bin);
  const jobs: HostJob[] = definitions.map(({ name }) => {
    const secrets = options.secrets?.[name]?.values;
    return { host: name, job: name, ...(secrets === undefined ? {} : { secrets }) };
  });
  const plans = plansOf(tree, jobs);
  const side = { tree, home, env, zuul: zuulOf(home, commit) };

  const pre = playPhase(side, jobs, plans, 'pre');
  if (pre.failures.size > 0) throw new Error(pre.text.slice(-4000));
  for (const { host } of jobs) options.prepare?.(join(home, workspaceOf(host)), host);
  const run = playPhase(side, jobs, plans, 'run');
  const post = playPhase(side, jobs, plans, 'post', (host) => ({
    zuul_success: !run.failures.has(host),
    // Of its own for each: all hosts share one home.
    zuul_output_dir: outputOf(join(home, 'workspaces'), host),
  }));
  const converted = join(home, 'converted');
  renameSync(join(home, 'workspaces'), converted);

  const different = new Map<string, string[]>();
  let dockerCalls = 0;
  let things = 0;
  for (const definition of definitions) {
    const { name } = definition;
    const workspace = join(home, workspaceOf(name));
    mkdirSync(workspace, { recursive: true });
    options.prepare?.(workspace, name);
    const label = plans.get(name)?.nodes[0]?.label ?? '';
    const variables = variablesOf({ ...facts(definition, home, workspace, commit), label });
    const jenkins = runBuild(definition, {
      workspace,
      env: { ...env, ...variables, ...options.environment, ...options.secrets?.[name]?.environment },
      archive: archiveOf(workspace),
      others: all,
      shell: options.shell ?? '/bin/sh',
    });
    const found = definition.unknown.map((element) => `${element} is not known to the Jenkins of this harness`);
    const isFine = !run.failures.has(name) && !post.failures.has(name);
    if ((jenkins === 'SUCCESS') !== isFine) found.push(`result: ${jenkins} | ${isFine ? 'SUCCESS' : 'FAILURE'}`);
    const left = seen(workspace, options.leftOut);
    things += Object.keys(left).length;
    found.push(...differences(left, seen(join(converted, name), options.leftOut)));
    found.push(...differences(snapshot(archiveOf(workspace)), snapshot(join(outputOf(converted, name), 'artifacts'))));
    const [ours, theirs] = [readCalls(join(converted, name)), readCalls(workspace)];
    dockerCalls += theirs.length;
    if (ours.length !== theirs.length) found.push(`calls of docker: ${String(theirs.length)} | ${String(ours.length)}`);
    for (const [index, call] of theirs.entries()) {
      const own = ours[index];
      if (own !== undefined) found.push(...(options.compareCalls ?? sameCall)(call, own));
    }
    if (found.length > 0) different.set(name, found);
  }
  return { different, jobs: definitions.length, dockerCalls, things };
}

const archiveOf = (workspace: string): string => `${workspace}.archive`;
const outputOf = (folder: string, host: string): string => join(folder, `${host}.output`);

/** Byte for byte. */
function sameCall(jenkins: RecordedCall, converted: RecordedCall): string[] {
  const [left, right] = [JSON.stringify(jenkins.argv), JSON.stringify(converted.argv)];
  return [
    ...(left === right ? [] : [`docker: ${left} | ${right}`]),
    ...(jenkins.folder === converted.folder ? [] : [`docker in ${jenkins.folder} | ${converted.folder}`]),
  ];
}

/** The files of a workspace. Variables that shells and Ansible set for themselves are no part of what a step sees. */
function seen(workspace: string, leftOut?: (path: string) => boolean): Record<string, string> {
  const OWN = /^(_|SHLVL|OLDPWD|ANSIBLE_CONFIG)=/;
  return Object.fromEntries(
    Object.entries(snapshot(workspace, leftOut)).flatMap(([path, text]) => {
      if (!path.startsWith('environment-')) return [[path, text]];
      const pairs = text
        .replace(/^file \d+ /, '')
        .split('\0')
        .filter((pair) => pair !== '' && !OWN.test(pair));
      return pairs.map((pair) => [`${path} ${pair.split('=')[0] ?? ''}`, pair]);
    }),
  );
}

function facts(
  definition: JenkinsDefinition,
  home: string,
  workspace: string,
  commit: string,
): Omit<BuildFacts, 'label'> {
  const zuul: Zuul = {
    build: BUILD,
    tenant: 'example',
    pipeline: 'check',
    branch: 'main',
    change: '1205',
    patchset: '3',
    commit,
    project: PROJECT.name,
    area: `src/${PROJECT.host}`,
  };
  const { name, parameters } = definition;
  return { home, workspace, job: name, node: name, parameters, zuul };
}

function zuulOf(home: string, commit: string): Record<string, unknown> {
  const project = {
    name: PROJECT.name,
    short_name: 'tool',
    canonical_hostname: PROJECT.host,
    canonical_name: `${PROJECT.host}/${PROJECT.name}`,
    src_dir: `src/${PROJECT.host}/${PROJECT.name}`,
  };
  const change = { branch: 'main', change: '1205', patchset: '3', project };
  return {
    ...change,
    build: BUILD,
    job: '{{ inventory_hostname }}',
    tenant: 'example',
    pipeline: 'check',
    voting: true,
    ref: 'refs/changes/05/1205/3',
    commit_id: commit,
    projects: { [project.canonical_name]: project },
    items: [change],
    executor: { src_root: join(home, 'src'), log_root: join(home, 'logs'), work_root: home },
  };
}

function makeSources(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const git = (...words: string[]): string => {
    const run = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout.trim();
  };
  git('init', '-q', '-b', 'main');
  writeFileSync(join(folder, 'README'), 'A tool\n');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  return git('rev-parse', 'HEAD');
}

/** What the agent itself has, and every step sees on both sides. */
function agentEnvironment(home: string, bin: string): Record<string, string> {
  const ansible = program('ansible-playbook') ?? '';
  const path = [bin, ...(ansible.includes('/') ? [dirname(ansible)] : []), '/usr/local/bin', '/usr/bin', '/bin'];
  return { HOME: home, PATH: path.join(delimiter), LC_ALL: 'C.UTF-8', TMPDIR: tmpdir(), AGENT: 'its own' };
}

/** Writes definitions as a Jenkins home. */
export function writeJobs(folder: string, jobs: readonly { readonly name: string; readonly xml: string }[]): string {
  for (const { name, xml } of jobs) {
    const path = join(folder, 'jobs', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'config.xml'), xml);
  }
  return folder;
}

/** What a comparison says, for a test's message: its seed or input, its counts, and the first differences. */
export function verdict({ different, jobs, dockerCalls, things }: Comparison, of: string): string {
  const first = [...different].slice(0, 10).flatMap(([job, found]) => [`${job}:`, ...found.slice(0, 5)]);
  const counts = `${String(jobs)} jobs, ${String(dockerCalls)} calls of docker, ${String(things)} files and variables`;
  return [`${of}: ${counts}, ${String(different.size)} jobs differ`, ...first].join('\n');
}
