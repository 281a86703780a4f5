import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, needs, onNode, type Node } from './ansible.js';

const withAnsible = needs('ansible-playbook');

function git(folder: string, ...words: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'protocol.file.allow=always'];
  const result = spawnSync('git', [...identity, ...words], { cwd: folder });
  if (result.status !== 0) throw new Error(`${words.join(' ')}: ${result.stderr.toString()}`);
  return result.stdout.toString().trim();
}

interface Remote {
  readonly path: string;
  readonly main: string;
  readonly topic: string;
  readonly change: string;
}

/** A repository with a default branch, another one, a tag on that, and a change that no branch holds. */
function makeRemote(node: Node): Remote {
  const path = join(node.home, 'remote');
  const library = join(node.home, 'library');
  for (const folder of [path, library]) {
    mkdirSync(folder);
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'commit', '-q', '--allow-empty', '-m', 'first');
  }
  git(path, 'submodule', 'add', '-q', library, 'library');
  git(path, 'commit', '-q', '-m', 'with a submodule');
  const main = git(path, 'rev-parse', 'HEAD');
  git(path, 'checkout', '-q', '-b', 'topic/x');
  git(path, 'commit', '-q', '--allow-empty', '-m', 'topic');
  git(path, 'tag', 'v1');
  const topic = git(path, 'rev-parse', 'HEAD');
  git(path, 'commit', '-q', '--allow-empty', '-m', 'change');
  const change = git(path, 'rev-parse', 'HEAD');
  git(path, 'update-ref', 'refs/changes/01/1/1', 'HEAD');
  git(path, 'reset', '-q', '--hard', 'HEAD~');
  git(path, 'checkout', '-q', 'main');
  return { path, main, topic, change };
}

interface Checkout {
  readonly head: string;
  readonly branch: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Calls the role once for each set of variables, each in a workspace of its own. */
function checkouts(node: Node, calls: readonly Readonly<Record<string, unknown>>[]): Checkout[] {
  const setUp = { set_fact: environmentOf(node) };
  const steps = calls.flatMap((vars, index) => {
    const block = { WORKSPACE: join(node.home, `w${String(index)}`) };
    return [
      { include_role: { name: 'git-checkout' }, vars: { jenkins_block_environment: block, ...vars } },
      { name: 'show', debug: { var: 'jenkins_env' } },
    ];
  });
  node.write('.gitconfig', '[protocol "file"]\n\tallow = always\n');
  const result = node.play([setUp, ...steps].map((task) => `- ${JSON.stringify(task)}\n`).join(''));
  if (result.status !== 0) throw new Error(result.text.slice(0, 4000));
  const shown = result.tasks.filter((task) => task.name === 'show');
  return shown.map((task, index) => {
    const folder = join(node.home, `w${String(index)}`, String(calls[index]?.['git_checkout_directory'] ?? '.'));
    const branch = spawnSync('git', ['symbolic-ref', '--short', '-q', 'HEAD'], { cwd: folder })
      .stdout.toString()
      .trim();
    return { head: git(folder, 'rev-parse', 'HEAD'), branch, env: task['jenkins_env'] as Record<string, string> };
  });
}

withAnsible('branches, tags, commits and changes are checked out as by the Git plugin', (t) => {
  onNode((node) => {
    const { path, main, topic, change } = makeRemote(node);
    const url = { git_checkout_url: path };
    const [initial, branch, full, tag, commit, fetched, local, named] = checkouts(node, [
      url,
      { ...url, git_checkout_version: 'topic/x' },
      { ...url, git_checkout_version: 'refs/heads/topic/x' },
      { ...url, git_checkout_version: 'refs/tags/v1' },
      { ...url, git_checkout_version: topic },
      { ...url, git_checkout_version: change, git_checkout_refspec: 'refs/changes/01/1/1' },
      {
        ...url,
        git_checkout_version: 'topic/x',
        git_checkout_local_branch: 'topic/x',
        git_checkout_remote: 'upstream',
      },
      { ...url, git_checkout_version: 'refs/changes/01/1/1', git_checkout_directory: 'a/b c' },
    ]);
    t.is(initial!.head, main);
    t.is(initial!.env['GIT_BRANCH'], 'origin/main');
    t.is(initial!.env['GIT_URL'], path);
    t.is(initial!.env['GIT_COMMIT'], main);
    for (const one of [branch, full]) {
      t.is(one!.head, topic);
      t.is(one!.branch, '');
      t.is(one!.env['GIT_BRANCH'], 'origin/topic/x');
    }
    t.is(tag!.head, topic);
    t.is(tag!.env['GIT_BRANCH'], 'v1');
    t.is(commit!.head, topic);
    t.is(commit!.env['GIT_BRANCH'], 'detached');
    t.is(fetched!.head, change);
    t.is(local!.branch, 'topic/x');
    t.is(local!.env['GIT_BRANCH'], 'upstream/topic/x');
    t.is(local!.env['GIT_LOCAL_BRANCH'], 'topic/x');
    t.is(named!.head, change);
  });
});

withAnsible('depth, tags and submodules', (t) => {
  onNode((node) => {
    const { path, topic } = makeRemote(node);
    const url = { git_checkout_url: `file://${path}` };
    const [shallow, first] = checkouts(node, [
      { ...url, git_checkout_version: 'topic/x', git_checkout_depth: 1, git_checkout_tags: false },
      { ...url, git_checkout_submodules: 'recursive' },
    ]);
    t.is(shallow!.head, topic);
    t.is(git(join(node.home, 'w0'), 'rev-list', '--count', 'HEAD'), '1');
    t.is(git(join(node.home, 'w0'), 'tag'), '');
    t.is(git(join(node.home, 'w1'), 'tag'), 'v1');
    t.is(git(join(node.home, 'w1/library'), 'log', '-1', '--format=%s'), 'first');
    t.truthy(first);
  });
});
