import { appendFileSync, existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { InputError } from '../model/input-error.js';
import { didYouMean } from '../read/yaml/did-you-mean.js';
import { callAnsible, findAnsible, withUtf8 } from './ansible.js';
import { callsFile, provideRunner, type ContainerRunner } from './container-runner.js';
import { currentBranch, isRepository, originOf, prepareRepository } from './git-area.js';
import { writeAnsibleFiles } from './inventory.js';
import type { JobPlan } from './job-plan.js';
import type { JobTree } from './job-tree.js';
import { stopMarked } from './leftovers.js';
import { openTree } from './open-tree.js';
import { playArguments } from './play-arguments.js';
import { runPhases, type JobEnd } from './run-phases.js';
import { makeWorkspace, type Workspace } from './workspace.js';
import { sourceFolder, zuulVariables, type AreaProject } from './zuul-variables.js';

export interface RunJobRequest {
  readonly job: string;
  /** Root of the Zuul tree. */
  readonly converted: string;
  /** The item's project: a name in the tree, or the path of a repository on this machine. */
  readonly project?: string;
  /** Default: what the repository has checked out, else `master`. */
  readonly branch?: string;
  readonly pipeline?: string;
  readonly workspace?: string;
  readonly runner: ContainerRunner;
  /** Repositories of this machine that stand for projects: name → path. */
  readonly repositories: Readonly<Record<string, string>>;
  /** Values of encrypted secrets: name → fields. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Folder with what Zuul adds to Ansible. */
  readonly plugins: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface RunJobReport extends JobEnd {
  readonly plan: JobPlan;
  readonly branch: string;
  readonly workspace: Workspace;
  /** File with the recorded calls of `docker`, where there were any. */
  readonly calls?: string;
}

/** Who is told what goes on. */
export interface RunJobListener {
  /** Takes what Ansible prints. */
  readonly print: (text: string) => void;
  /** Takes sentences about the run. */
  readonly note: (text: string) => void;
}

const MARK = 'ZUULSHIFT_RUN';

/**
 * Runs one job of a Zuul tree on this machine: git area, inventory, pre-run, run, post-run.
 *
 * @param signal ends the run: children are stopped, the result is `ABORTED`
 * @throws InputError for everything that keeps the job from being started
 */
export async function runJob(
  request: RunJobRequest,
  listener: RunJobListener,
  signal: AbortSignal,
): Promise<RunJobReport> {
  const ansible = findAnsible(request.env);
  const tree = openTree(request.converted);
  const item = chooseItem(request, tree);
  const plan = tree.plan({ ...request, ...item });
  for (const remark of plan.remarks) listener.note(remark);
  const workspace = makeWorkspace(request.workspace);
  const projects = prepareArea(plan, item, request, tree, workspace);
  const own = projects.find(({ name }) => name === plan.project);
  if (own === undefined) throw new Error(`${plan.project} is not in the git area`);
  const files = writeAnsibleFiles(plan, zuulVariables(plan, own, projects, workspace), workspace, request.plugins);
  provideRunner(request.runner, workspace);
  listener.note(`${plan.job} for ${plan.project} ${own.branch} in ${plan.pipeline}; workspace ${workspace.root}`);

  const mark = { name: MARK, value: workspace.root };
  const log = join(workspace.logs, 'job-output.txt');
  const print = (text: string): void => {
    appendFileSync(log, text);
    listener.print(text);
  };
  const env = environment(request.env, files.config, workspace);
  try {
    const end = await runPhases(
      plan,
      (playbook, context) => {
        print(`\n${context.phase.toUpperCase()} ${playbook.name}\n`);
        return callAnsible({
          program: ansible,
          args: playArguments(playbook, context, files, workspace),
          folder: workspace.work,
          env,
          mark,
          signal,
          print,
          ...(context.limit === undefined ? {} : { limit: context.limit }),
        });
      },
      () => performance.now() / 1000,
    );
    const calls = callsFile(workspace);
    return { ...end, plan, branch: own.branch, workspace, ...(existsSync(calls) ? { calls } : {}) };
  } finally {
    // As Zuul does with its own node, and Jenkins with a build: nothing runs on behind.
    stopMarked(mark);
  }
}

interface ChosenItem {
  readonly project?: string;
  readonly branch: string;
  /** The repository behind the project, where it is on this machine. */
  readonly source?: string;
}

function chooseItem({ project, branch, repositories }: RunJobRequest, tree: JobTree): ChosenItem {
  if (project === undefined) return { branch: branch ?? 'master' };
  if (tree.projects.includes(project)) {
    const source = repositories[project];
    const chosen = branch ?? (source === undefined ? undefined : currentBranch(source)) ?? 'master';
    return { project, branch: chosen, ...(source === undefined ? {} : { source }) };
  }
  if (isRepository(project)) {
    return {
      project: nameOf(project, tree.projects),
      branch: branch ?? currentBranch(project) ?? 'master',
      source: project,
    };
  }
  const guess = didYouMean(project, tree.projects);
  const hint = guess === undefined ? '' : ` (did you mean ${guess}?)`;
  throw new InputError({
    at: { file: project, line: 0 },
    message: `neither a project of the tree${hint} nor a Git repository; --project takes either`,
  });
}

/** The project whose repository this is: the one at the end of its remote's address, else the one of the folder's name. */
function nameOf(path: string, projects: readonly string[]): string {
  const address = originOf(path).replace(/(\.git)?\/*$/, '');
  const ends = projects.filter((name) => address.endsWith(`/${name}`) || address.endsWith(`:${name}`));
  const folder = basename(path.replace(/\/+$/, '')) || 'project';
  const alike = projects.filter((name) => name.split('/').at(-1) === folder);
  const longest = [...ends].sort((a, b) => b.length - a.length)[0];
  return longest ?? (alike.length === 1 ? (alike[0] ?? folder) : folder);
}

function prepareArea(
  plan: JobPlan,
  item: ChosenItem,
  request: RunJobRequest,
  tree: JobTree,
  workspace: Workspace,
): AreaProject[] {
  const wanted = new Map(plan.requiredProjects.map((project) => [project.name, project]));
  const names = [...new Set([plan.project, ...wanted.keys()])];
  return names.map((name) => {
    const isOwn = name === plan.project;
    const source = (isOwn ? item.source : undefined) ?? request.repositories[name];
    const host = tree.hostOf(name);
    const override = wanted.get(name)?.overrideCheckout ?? plan.overrideCheckout;
    const branches = [...(override === undefined ? [] : [override]), item.branch];
    const repository = prepareRepository({
      target: join(workspace.work, sourceFolder(host, name)),
      branches: source === undefined && !isOwn ? [override ?? item.branch] : branches,
      strict: isOwn && override === undefined && request.branch !== undefined,
      ...(source === undefined ? {} : { source }),
    });
    return { ...repository, name, host, required: wanted.has(name) };
  });
}

/** What is left of the user's environment: nothing that would change what Ansible or Zuul's variables say. */
function environment(env: NodeJS.ProcessEnv, config: string, workspace: Workspace): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(ANSIBLE_|ZUUL_|GIT_)/.test(name));
  return {
    ...withUtf8(Object.fromEntries(kept)),
    ANSIBLE_CONFIG: config,
    HOME: workspace.work,
    PATH: [workspace.bin, env['PATH'] ?? ''].join(delimiter),
  };
}
