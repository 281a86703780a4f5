import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { startAgentStep, stopAgentStep } from '../../src/convert/elements/role-steps.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import type { BlockStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

/**
 * Pushes tags, branches, notes or the merged commit. Source: Git plugin, GitPublisher; jenkins-elements: the same.
 */
export default defineConverter({
  element: 'hudson.plugins.git.GitPublisher',
  section: 'publishers',
  plugin: 'git',
  summary: 'Pushes tags, branches, notes or a merge after the build',
  becomes: 'a script that calls git push in post-run, with a secret for the key',
  grade: 'needs-human',
  findings: {
    key: "Jenkins pushed with the key of the job's checkout: put a key that may push into the secret, encrypted with zuul-client encrypt. Before review a change must not push anything: let the job run in a pipeline after review.",
    merge:
      'Zuul merges changes by itself: a job that pushes its merge goes round the review. Take it out where Zuul gates this project.',
    version: 'It only says in which form the other fields are written.',
    nothing: 'It names nothing to push.',
  },
  convert(input, notes) {
    const pushes = pushesOf(input);
    const merges = input.child('pushMerge');
    if (merges !== undefined && input.booleanOf('pushMerge')) notes.approximated('merge', merges);
    if (pushes.length === 0 && !input.booleanOf('pushMerge')) {
      notes.dropped('nothing', input);
      return {};
    }
    const force = input.booleanOf('forcePush') ? ['--force'] : [];
    const lines = pushes.flatMap(({ prepare, refs, remote }) => [
      ...prepare,
      commandLine(['git', 'push', ...force, remote, ...refs]),
    ]);
    if (input.booleanOf('pushMerge')) {
      const branch = mergeTarget(input);
      lines.push(commandLine(['git', 'push', ...force, 'origin', `HEAD:refs/heads/${branch}`]));
    }
    const remotes = pushes.map(({ remote }) => remote);
    const credential = `git-push-${remotes[0] ?? 'origin'}`;
    const named = ['tagsToPush', 'branchesToPush', 'notesToPush']
      .flatMap((list) => input.child(list)?.elements ?? [])
      .map((push) => push.child('targetRepoName'))
      .find((name) => name !== undefined);
    notes.needsHuman('key', oneLeaf(input, named, merges), `(${credential})`);
    const tests = input.booleanOf('pushOnlyIfSuccess', true) ? [SUCCEEDED] : [];
    leaveOutRest(input, (first) => notes.dropped('version', first));
    const block: BlockStep = {
      kind: 'block',
      name: 'Push with git',
      at: input.at,
      ...(tests.length > 0 && { when: tests }),
      steps: [startAgentStep([credential], input.at), shellStep({ name: 'Push with git', lines }, input)],
      always: [stopAgentStep(input.at)],
    };
    const use = { credential, kind: 'ssh-key', binds: { SSH_PRIVATE_KEY: 'private_key' }, at: input.at } as const;
    return { secrets: [use], post: [block] };
  },
});

/** What is done before, and what goes to which remote. */
interface Push {
  readonly prepare: readonly string[];
  readonly refs: readonly string[];
  readonly remote: string;
}

function pushesOf(input: Element): readonly Push[] {
  const each = (list: string, read: (push: Element, remote: string) => Omit<Push, 'remote'>): Push[] =>
    (input.child(list)?.children() ?? []).map((push) => {
      const remote = push.textOf('targetRepoName', 'origin').trim() || 'origin';
      return { remote, ...read(push, remote) };
    });
  return [...each('tagsToPush', tag), ...each('branchesToPush', branch), ...each('notesToPush', note)];
}

function tag(push: Element): Omit<Push, 'remote'> {
  const name = push.textOf('tagName').trim();
  const message = push.textOf('tagMessage').trim();
  const updates = push.booleanOf('updateTag');
  // What may be moved may be made.
  if (updates) push.child('createTag')?.judgeAll('dropped');
  const words = ['git', 'tag', ...(updates ? ['--force'] : [])];
  const made = [
    ...words,
    '--annotate',
    '--message',
    message === '' ? `Jenkins Git plugin tagging with ${name}` : message,
  ];
  const prepare = updates || push.booleanOf('createTag') ? [commandLine([...made, name])] : [];
  return { prepare, refs: [`refs/tags/${name}`] };
}

function branch(push: Element, remote: string): Omit<Push, 'remote'> {
  const name = push.textOf('branchName').trim();
  const prepare = push.booleanOf('rebaseBeforePush')
    ? [commandLine(['git', 'fetch', remote, name]), 'git rebase FETCH_HEAD']
    : [];
  return { prepare, refs: [`HEAD:refs/heads/${name}`] };
}

function note(push: Element): Omit<Push, 'remote'> {
  const space = push.textOf('noteNamespace', 'master').trim() || 'master';
  const command = push.booleanOf('noteReplace') ? ['add', '--force'] : ['append'];
  const words = ['git', 'notes', '--ref', space, ...command, '--message', push.textOf('noteMsg')];
  return { prepare: [words.map(shellWord).join(' ')], refs: [`refs/notes/${space}`] };
}

/** The branch that the checkout merged into, or the one that was built. */
function mergeTarget(input: Element): string {
  let root = input;
  while (root.parent !== undefined) root = root.parent;
  let target = '';
  root.child('scm')?.walk((one) => {
    if (one.name === 'mergeTarget' && one.rawText.trim() !== '') target = one.rawText.trim();
  });
  return target === '' ? '$GIT_BRANCH' : target;
}
