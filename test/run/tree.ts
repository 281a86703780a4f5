import { chmodSync, mkdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes files below a folder: path → text. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/**
 * In place of `ansible-playbook`: notes each call, and ends as the first line of the playbook says: `# ends with 2`. After
 * `# sleeps` it has a child that sleeps on.
 */
const ANSIBLE = `#!/bin/sh
[ "$1" = --version ] && exit 0
for book; do :; done
printf '%s\\n' "$@" "" >>"$RECORD"
echo "playing $book"
case $(head -n 1 "$book") in
  '# ends with '*) exit "$(head -n 1 "$book" | cut -c 13-)" ;;
  '# sleeps') sleep 60 & echo $! >"$RECORD.pid"; wait ;;
esac
`;

/** Makes a folder with the stand-in. `record`: where it notes its calls. */
export function standInAnsible(folder: string, record: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'ansible-playbook');
  writeFileSync(path, ANSIBLE.replaceAll('$RECORD', record));
  chmodSync(path, 0o755);
  return folder;
}

/** The recorded calls, each as its words. */
export function recorded(record: string): string[][] {
  if (!existsSync(record)) return [];
  const calls = readFileSync(record, 'utf8').split('\n\n').slice(0, -1);
  return calls.map((call) => call.split('\n'));
}

/** A small tree: a base job, a job of its own with two levels, a project that uses it. */
export const TREE: Readonly<Record<string, string>> = {
  'tenant/main.yaml': `- tenant:
    name: harbour
    source:
      gerrit:
        config-projects: [ci-config]
        untrusted-projects: [group/tool, group/lib]
`,
  'zuul.d/pipelines.yaml': `- pipeline:
    name: check
    manager: independent
    trigger: {gerrit: [{event: patchset-created}]}
- pipeline:
    name: post
    manager: independent
    trigger: {gerrit: [{event: ref-updated}]}
- pipeline:
    name: nightly
    manager: independent
    trigger: {timer: [{time: 0 6 * * *}]}
`,
  'zuul.d/jobs.yaml': `- job:
    name: base
    parent: null
    pre-run: playbooks/base/pre.yaml
    post-run: playbooks/base/post.yaml
    vars: {shared: {a: 1, b: 2}, list: [1]}
- job:
    name: unit
    pre-run: [playbooks/unit/pre.yaml]
    run: [playbooks/unit/run.yaml, playbooks/unit/more.yaml]
    post-run: [playbooks/unit/post.yaml]
    nodeset: two
    timeout: 600
    required-projects: [group/lib]
    vars: {shared: {b: 3}, list: [2]}
    secrets: [{name: token, secret: upload}]
- job:
    name: child
    parent: unit
    run: playbooks/unit/run.yaml
- job:
    name: orphan
    parent: elsewhere
    run: playbooks/unit/run.yaml
- job: {name: empty, parent: base, run: playbooks/nothing.yaml}
- job: {name: old, parent: base, run: playbooks/unit/run.yaml, branches: ^stable}
- job: {name: dropped, parent: base, run: playbooks/unit/run.yaml, timeout: soon}
- job:
    name: sealed
    parent: base
    run: playbooks/unit/run.yaml
    secrets: [{name: key, secret: sealed}]
- secret:
    name: sealed
    data:
      value: !encrypted/pkcs1-oaep [AAAA]
- nodeset:
    name: two
    nodes: [{name: one, label: small}, {name: other, label: large}]
    groups: [{name: both, nodes: [one, other]}]
- secret:
    name: upload
    data: {value: 'a {{ b }}'}
- project:
    name: group/tool
    check: {jobs: [unit, child]}
    nightly: {jobs: [child]}
- project:
    name: group/lib
    post: {jobs: [unit]}
`,
  'playbooks/base/pre.yaml': '- hosts: all\n',
  'playbooks/base/post.yaml': '- hosts: all\n',
  'playbooks/unit/pre.yaml': '- hosts: all\n',
  'playbooks/unit/run.yaml': '- hosts: all\n',
  'playbooks/unit/more.yaml': '- hosts: all\n',
  'playbooks/unit/post.yaml': '- hosts: all\n',
  'roles/x/tasks/main.yaml': '[]\n',
};
