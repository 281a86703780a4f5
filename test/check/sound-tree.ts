import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of a tree: path → content. */
export type TreeContent = Readonly<Record<string, string>>;

/** A small tree that is right, with most of the vocabulary in it. */
export const soundTree: TreeContent = {
  'tenant/main.yaml': `- tenant:
    name: example
    max-job-timeout: 7200
    source:
      gerrit:
        config-projects: [ci-config]
        untrusted-projects:
          - include: []
            projects: [app/one, app/two, zuul/zuul-jobs]
`,
  'zuul.d/pipelines.yaml': `# Pipelines
- pipeline:
    name: check
    manager: independent
    description: Tests changes
    precedence: low
    start-message: Starting {pipeline.name} jobs, see {item_url} {{here}}.
    require: {gerrit: {open: true, approval: [{username: ^bob$, newer-than: 2d}, {Code-Review: [1, 2]}]}}
    trigger:
      gerrit:
        - event: [patchset-created, comment-added]
          comment: (?i)^recheck\\b
          branch: {regex: ^wmf/, negate: true}
    start: {gerrit: {}}
    success: {gerrit: {Verified: 1}, smtp: {to: a@example.org, subject: "{change} in {pipeline.name}"}}
    failure: {gerrit: {Verified: -1}}
- pipeline:
    name: gate
    manager: dependent
    supercedes: check
    window: 20
    window-floor: 3
    window-ceiling: 40
    trigger: {gerrit: {event: comment-added, approval: {Code-Review: 2}}}
    success: {gerrit: {Verified: 2, submit: true}}
    merge-conflict: {gerrit: {Verified: -1}}
- pipeline:
    name: nightly
    manager: independent
    post-review: true
    trigger:
      timer: [{time: 0 4 * * mon-fri}, {time: '*/20 0-6/2 last jan,3 0 30 60'}]
      zuul: {event: parent-change-enqueued, pipeline: ^gate$}
      gerrit: {event: ref-updated, ref: ^refs/heads/master$}
`,
  'zuul.d/jobs.yaml': `- job:
    name: base
    parent: null
    pre-run: playbooks/base/pre.yaml
    post-run: [{name: playbooks/base/post.yaml, cleanup: true}]
    roles: [{zuul: zuul/zuul-jobs}]
    timeout: 1800
    nodeset: small
- job:
    name: family
    abstract: true
    run: [playbooks/app/run.yaml]
    vars: &vars {app_image: {name: x, tags: [1, 2.5, true, null]}}
    semaphores: [{name: db, resources-first: true}]
    secrets: [{name: token, secret: app-token}]
- job:
    name: unit
    parent: family
    files: [^src/, {regex: ^docs/, negate: true}]
    branches: ^master$
    required-projects: [app/two, {name: app/one, override-checkout: stable}]
- job:
    name: unit
    branches: ^stable/
    parent: family
    vars: {<<: *vars, app_image: none}
    irrelevant-files: []
- job:
    name: deploy
    parent: family
    post-review: true
    timeout: 7200
    nodeset: {nodes: {name: [one, two], label: large}, groups: [{name: all-of-them, nodes: [one, two]}]}
`,
  'zuul.d/objects.yaml': `- nodeset: {name: small, nodes: [{name: node, label: debian}]}
- nodeset: {name: either, alternatives: [small, {nodes: [{name: node, label: ubuntu}]}]}
- queue: {name: shared, allow-circular-dependencies: true, dependencies-by-topic: true}
- semaphore: {name: db, max: 2}
- secret:
    name: app-token
    data:
      value: !encrypted/pkcs1-oaep
        - c29tZQ==
        - bW9yZQ==
`,
  'zuul.d/projects.yaml': `- project-template:
    name: tests
    queue: shared
    check: {jobs: [unit]}
    gate: {jobs: [unit, noop]}
- project:
    name: app/one
    templates: [tests]
    merge-mode: merge-resolve
    check:
      fail-fast: true
      jobs:
        - deploy-check: {dependencies: [unit, {name: deploy, soft: true}], voting: false, run: playbooks/app/run.yaml}
    nightly: {jobs: [deploy]}
- project:
    name: app/two
    queue: shared
    vars: {colour: green}
    gate: {jobs: [noop]}
- project:
    name: ^app/.*
    check: {jobs: []}
- job: {name: deploy-check, parent: family}
`,
  'playbooks/base/pre.yaml': `- hosts: all
  roles: [prepare, {role: prepare}, prepare-workspace]
`,
  'playbooks/base/post.yaml': `- hosts: all
  tasks: []
`,
  'playbooks/app/run.yaml': `- hosts: all
  tasks:
    - include_role: {name: prepare}
      vars: {script: playbooks/app/build.sh, text: !unsafe "{{ no }}"}
    - include_role: {name: "{{ chosen }}"}
    - ansible.builtin.import_role: {name: some.collection.role}
`,
  'playbooks/app/build.sh': 'true\n',
  'roles/prepare/tasks/main.yaml': `- command: 'true'\n`,
};

/** Writes a tree to a new folder, hands it over, and removes it. */
export function withTree<T>(content: TreeContent, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tree-'));
  try {
    for (const [path, text] of Object.entries(content)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
