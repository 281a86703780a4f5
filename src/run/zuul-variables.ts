import { join } from 'node:path';
import type { PreparedRepository } from './git-area.js';
import type { JobPlan, PlannedPlaybook } from './job-plan.js';
import type { Workspace } from './workspace.js';

/** The same for every run, so that two runs leave the same. */
const BUILD = '0123456789abcdef0123456789abcdef';

const ZUUL_ANSIBLE = '11';

/** One repository of the git area. */
export interface AreaProject extends PreparedRepository {
  readonly name: string;
  /** `gerrit` of `src/gerrit/harbour/tide`: what stands for the host. */
  readonly host: string;
  /** Whether the job asks for it, rather than the item being about it. */
  readonly required: boolean;
}

/** Folder of a repository below the home of a node. Zuul reference: `zuul.project.src_dir`. */
export function sourceFolder(host: string, name: string): string {
  return `src/${host}/${name}`;
}

/**
 * The variable `zuul` of a build. Zuul reference: "Job Variables", "Zuul Variables".
 *
 * @param own the item's project
 * @param projects all of the git area, the item's project too
 */
export function zuulVariables(
  plan: JobPlan,
  own: AreaProject,
  projects: readonly AreaProject[],
  workspace: Workspace,
): Record<string, unknown> {
  const project = projectFacts(own);
  const item = itemFacts(plan, own);
  const ref = { project, ...item };
  return {
    ansible_version: ZUUL_ANSIBLE,
    attempts: 1,
    max_attempts: plan.attempts,
    build: BUILD,
    buildset: BUILD,
    build_refs: [ref],
    buildset_refs: [ref],
    child_jobs: [],
    event_id: BUILD,
    executor: {
      hostname: 'localhost',
      src_root: join(workspace.work, 'src'),
      log_root: workspace.logs,
      work_root: workspace.work,
      inventory_file: join(workspace.ansible, 'inventory.yaml'),
      result_data_file: join(workspace.ansible, 'results.json'),
    },
    include_vars: [],
    items: [ref],
    job: plan.job,
    jobtags: plan.tags,
    pipeline: plan.pipeline,
    playbook_context: {
      playbook_projects: {},
      pre_playbooks: plan.pre.map(playbookFacts),
      playbooks: plan.run.map(playbookFacts),
      post_playbooks: plan.post.map(playbookFacts),
    },
    post_review: plan.postReview,
    project,
    projects: Object.fromEntries(
      projects.map((one) => {
        const facts = projectFacts(one);
        return [
          facts.canonical_name,
          {
            ...facts,
            required: one.required,
            checkout: one.branch,
            checkout_description: 'zuul branch',
            commit: one.commit,
          },
        ];
      }),
    ),
    resources: {},
    tenant: plan.tenant,
    ...(plan.timeout === undefined ? {} : { timeout: plan.timeout }),
    ...(plan.postTimeout === undefined ? {} : { post_timeout: plan.postTimeout }),
    ...(plan.overrideCheckout === undefined ? {} : { override_checkout: plan.overrideCheckout }),
    voting: plan.voting,
    ...item,
  };
}

function projectFacts({ name, host }: AreaProject): Record<string, string> & { readonly canonical_name: string } {
  return {
    name,
    short_name: name.split('/').at(-1) ?? name,
    canonical_hostname: host,
    canonical_name: `${host}/${name}`,
    src_dir: sourceFolder(host, name),
  };
}

function playbookFacts({ name }: PlannedPlaybook): object {
  return { path: name, roles: [] };
}

/** What depends on the kind of item. Zuul reference: "Change Items", "Branch Items", "Timer Items". */
function itemFacts({ kind }: JobPlan, { branch, commit, before, name }: AreaProject): Record<string, unknown> {
  if (kind === 'change') {
    return {
      branch,
      change: '1',
      patchset: '1',
      ref: 'refs/changes/01/1/1',
      change_url: `https://review.example.org/c/${name}/+/1`,
      message: Buffer.from(MESSAGE).toString('base64'),
      change_message: { __ansible_unsafe: MESSAGE },
      commit_id: commit,
      topic: null,
    };
  }
  const ref = { branch, ref: `refs/heads/${branch}`, change_url: null };
  if (kind === 'timer') return ref;
  // Zuul leaves out a revision of zeros.
  return { ...ref, newrev: commit, commit_id: commit, ...(before === undefined ? {} : { oldrev: before }) };
}

const MESSAGE = 'A change made by zuulshift run-job\n';
