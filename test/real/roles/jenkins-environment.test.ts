import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs, onNode, type Node } from './ansible.js';

const withAnsible = needs('ansible-playbook');

const PROJECT = {
  name: 'group/tool',
  short_name: 'tool',
  canonical_hostname: 'review.example.org',
  canonical_name: 'review.example.org/group/tool',
  src_dir: 'src/review.example.org/group/tool',
};
const LIBRARY = { name: 'lib', canonical_name: 'other.example.org/lib', src_dir: 'src/other.example.org/lib' };
const COMMON = {
  build: '5a7c1d0e4f3b2a190807060504030201',
  job: 'tool-test',
  pipeline: 'gate',
  tenant: 'example',
  voting: true,
  jobtags: ['a', 'b'],
  project: PROJECT,
  projects: { [PROJECT.canonical_name]: PROJECT, [LIBRARY.canonical_name]: LIBRARY },
};
const CHANGE = {
  ...COMMON,
  branch: 'stable/1.0',
  change: '1205',
  patchset: '3',
  ref: 'refs/changes/05/1205/3',
  items: [
    {
      project: LIBRARY,
      branch: 'master',
      change: '7',
      patchset: '1',
      change_message: { __ansible_unsafe: 'x {{ y }}' },
    },
    { project: PROJECT, branch: 'stable/1.0', change: '1205', patchset: '3', change_message: 'z' },
  ],
};
const NEW = 'b'.repeat(40);

function git(folder: string, ...words: string[]): string {
  const result = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: folder });
  if (result.status !== 0) throw new Error(result.stderr.toString());
  return result.stdout.toString().trim();
}

/** Sources as Zuul prepares them: the branch of the item is its speculative state, whatever is checked out. */
function prepare(node: Node): string {
  for (const { src_dir } of [PROJECT, LIBRARY]) {
    mkdirSync(join(node.home, src_dir), { recursive: true });
    git(join(node.home, src_dir), 'init', '-q', '-b', 'master');
    git(join(node.home, src_dir), 'commit', '-q', '--allow-empty', '-m', 'first');
  }
  const folder = join(node.home, PROJECT.src_dir);
  git(folder, 'checkout', '-q', '-b', 'stable/1.0');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'the change');
  const commit = git(folder, 'rev-parse', 'HEAD');
  git(folder, 'tag', '1.0');
  git(folder, 'checkout', '-q', 'master');
  return commit;
}

/** Runs the role for an item, then reads the variables in a playbook of its own, as the run playbook of a job does. */
function environmentFor(node: Node, zuul: object, vars: object = {}): Record<string, string> {
  const result = node.play('- include_role: {name: jenkins-environment}', {
    zuul,
    nodepool: { label: 'small' },
    ...vars,
  });
  if (result.status !== 0) throw new Error(result.text.slice(0, 2000));
  const shown = node.play('- debug: {var: jenkins_env}');
  return shown.tasks[0]?.['jenkins_env'] as Record<string, string>;
}

withAnsible('a change has the variables that Zuul v2 and Jenkins gave it, as strings', (t) => {
  onNode((node) => {
    const commit = prepare(node);
    node.write('workspace/left/over', 'x');
    const parameters = {
      PARAM: 'a b',
      ZUUL_BRANCH: 'hidden',
      JSON: '{"a": 1}',
      LIST: "['x']",
      LINES: 'a\nb',
      EMPTY: '',
    };
    const found = environmentFor(node, CHANGE, {
      jenkins_job_name: 'folder/tool-test-v2',
      jenkins_parameters: parameters,
      jenkins_environment_web_root: 'https://zuul.example.org',
      jenkins_extra_environment: { CACHE: 'cache.example.org' },
    });
    t.deepEqual(found, {
      BASE_LOG_PATH: '05/1205/3',
      BUILD_DISPLAY_NAME: '#94880208',
      BUILD_ID: COMMON.build,
      BUILD_NUMBER: '94880208',
      BUILD_TAG: `jenkins-folder-tool-test-v2-${COMMON.build}`,
      BUILD_URL: `https://zuul.example.org/t/example/build/${COMMON.build}/`,
      CACHE: 'cache.example.org',
      CI: 'true',
      EMPTY: '',
      EXECUTOR_NUMBER: '0',
      HOME: node.home,
      JOB_BASE_NAME: 'tool-test-v2',
      JOB_NAME: 'folder/tool-test-v2',
      JOB_TAGS: 'a b',
      JOB_URL: 'https://zuul.example.org/t/example/job/tool-test/',
      JSON: '{"a": 1}',
      LINES: 'a\nb',
      LIST: "['x']",
      LOG_PATH: '05/1205/3/gate/folder/tool-test-v2/5a7c1d0',
      NODE_LABELS: 'small',
      NODE_NAME: 'node',
      PARAM: 'a b',
      RUN_DISPLAY_URL: `https://zuul.example.org/t/example/build/${COMMON.build}`,
      WORKSPACE: join(node.home, 'workspace'),
      ZUUL_BRANCH: 'stable/1.0',
      ZUUL_CHANGE: '1205',
      ZUUL_CHANGES: 'lib:master:refs/changes/07/7/1^group/tool:stable/1.0:refs/changes/05/1205/3',
      ZUUL_CHANGE_IDS: '7,1 1205,3',
      ZUUL_COMMIT: commit,
      ZUUL_PATCHSET: '3',
      ZUUL_PIPELINE: 'gate',
      ZUUL_PROJECT: 'group/tool',
      ZUUL_REF: 'refs/heads/stable/1.0',
      ZUUL_URL: join(node.home, 'src/review.example.org'),
      ZUUL_UUID: COMMON.build,
      ZUUL_VOTING: '1',
    });
  });
});

function item(found: Readonly<Record<string, string>>): Record<string, string> {
  const names =
    /^(ZUUL_(BRANCH|CHANGE|CHANGES|CHANGE_IDS|PATCHSET|REF|REFNAME|OLDREV|NEWREV|COMMIT|VOTING)|BASE_LOG_PATH)$/;
  return Object.fromEntries(Object.entries(found).filter(([name]) => names.test(name)));
}

withAnsible('branches, tags and timers have the variables they had in Zuul v2, and no others', (t) => {
  onNode((node) => {
    prepare(node);
    const updated = {
      ...COMMON,
      branch: 'master',
      ref: 'refs/heads/master',
      oldrev: 'a'.repeat(40),
      newrev: NEW,
      items: [],
    };
    const variables = {
      BASE_LOG_PATH: `bb/${NEW}`,
      ZUUL_COMMIT: NEW,
      ZUUL_NEWREV: NEW,
      ZUUL_OLDREV: 'a'.repeat(40),
      ZUUL_REF: 'refs/heads/master',
      ZUUL_REFNAME: 'refs/heads/master',
      ZUUL_VOTING: '0',
    };
    t.deepEqual(item(environmentFor(node, { ...updated, voting: false })), variables);
    const short = environmentFor(node, updated, { jenkins_environment_short_refs: true });
    t.is(short['ZUUL_REF'], 'master');

    const tag = { ...COMMON, tag: '1.0', ref: 'refs/tags/1.0', newrev: NEW, items: [] };
    t.deepEqual(item(environmentFor(node, tag, { jenkins_environment_short_refs: true })), {
      ...variables,
      ZUUL_OLDREV: '0'.repeat(40),
      ZUUL_REF: 'refs/tags/1.0',
      ZUUL_REFNAME: 'refs/tags/1.0',
      ZUUL_VOTING: '1',
    });

    const timer = { ...COMMON, branch: 'master', ref: 'refs/heads/master', items: [] };
    const found = environmentFor(node, timer, { jenkins_parameters: { ZUUL_BRANCH: '' } });
    t.deepEqual(item(found), { BASE_LOG_PATH: '', ZUUL_BRANCH: '', ZUUL_VOTING: '1' });
    t.is(found['LOG_PATH'], 'gate/tool-test/5a7c1d0');
  });
});

withAnsible('what parameter functions set is laid over all that Zuul v2 sent and the job declares', (t) => {
  onNode((node) => {
    prepare(node);
    const found = environmentFor(node, CHANGE, {
      jenkins_parameters: { LEVEL: 'low', ZUUL_URL: 'declared', KEPT: 'declared', GONE: 'declared' },
      jenkins_extra_environment: { SITE: 'x', CACHE: 'site' },
      zuul_v2_parameters: {
        LEVEL: 'high',
        LINES: 'a\\nb',
        CACHE: "{{ 'job' if zuul.pipeline == 'gate' else '<default>' }}",
        KEPT: "{{ 'other' if zuul.branch is match('REL') else '<default>' }}",
        LOG_PATH: '{{ (zuul.change | string)[-2:] }}/{{ zuul.change }}/{{ (zuul.build | string)[:7] }}',
        NAME: "{{ zuul.project.name | regex_replace('^[^/]+/', '') }}",
        NEEDS: "{{ parameter_needs | default('') }}",
        ZUUL_BRANCH: null,
        ZUUL_URL: "{{ '<none>' if zuul.change is defined else '<default>' }}",
        WORKSPACE: '/elsewhere',
      },
      parameter_needs: 'lib',
    });
    t.like(found, {
      LEVEL: 'high',
      LINES: 'a\\nb',
      CACHE: 'job',
      KEPT: 'declared',
      LOG_PATH: '05/1205/5a7c1d0',
      NAME: 'tool',
      NEEDS: 'lib',
      SITE: 'x',
      ZUUL_URL: 'declared',
      ZUUL_PROJECT: 'group/tool',
      WORKSPACE: join(node.home, 'workspace'),
    });
    t.false('ZUUL_BRANCH' in found, 'the job declares no default for it');
  });
});

const FETCH = `#!/bin/bash -eux
git init -q .
git fetch -q "$ZUUL_URL/$ZUUL_PROJECT" "$ZUUL_REF"
git checkout -q FETCH_HEAD
test "$(git rev-parse HEAD)" = "$ZUUL_COMMIT"
git fetch -q "$ZUUL_URL/$ZUUL_PROJECT" "$ZUUL_COMMIT"
git clone -q "$ZUUL_URL/lib" lib
git log -1 --format=%s
`;

withAnsible('scripts that fetch $ZUUL_URL/$ZUUL_PROJECT at $ZUUL_REF still work', (t) => {
  onNode((node) => {
    prepare(node);
    writeFileSync(join(node.repository, 'playbooks/test/fetch.sh'), FETCH);
    const step = `- include_role: {name: jenkins-step}
  vars: {jenkins_step_script: playbooks/test/fetch.sh, jenkins_step_command: [/bin/bash, -eux]}`;
    environmentFor(node, CHANGE);
    const result = node.play(step);
    t.is(result.status, 0, result.text);
    t.is(result.tasks.at(-1)?.stdout, 'the change');

    // Any other arrangement of the sources gets a folder of links.
    const flat = { ...PROJECT, src_dir: PROJECT.src_dir.replace('group/tool', 'group%2Ftool') };
    git(node.home, 'clone', '-q', '--mirror', PROJECT.src_dir, `${flat.src_dir}/.git`);
    git(join(node.home, flat.src_dir), 'config', 'core.bare', 'false');
    const found = environmentFor(node, { ...CHANGE, project: flat, projects: { a: flat, b: LIBRARY } });
    t.is(found['ZUUL_URL'], join(node.home, 'jenkins-git'));
    const again = node.play(step);
    t.is(again.status, 0, again.text);
  });
});
