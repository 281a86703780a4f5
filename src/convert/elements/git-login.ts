import type { Contribution } from '../../model/jenkins-job.js';
import type { BlockStep, RoleStep, ScriptStep, Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import { loginFor } from './checkout-login.js';
import { shellWord } from './tool-call.js';

/** Variables with which triggers of Jenkins name the commit they are about. */
const OF_TRIGGER =
  /\$\{?(?:GERRIT_(?:REFSPEC|BRANCH|PATCHSET_REVISION|REFNAME|NEWREV)|sha1|ghprb\w+|gitlab(?:SourceBranch|Branch|After|MergeRequestLastCommit))\b/;

/** Whether a branch or refspec is the one of the event that started the build. */
export function isOfTrigger(text: string): boolean {
  return OF_TRIGGER.test(text);
}

/** Triggers that start a job for a commit on any of its branches. */
const COMMITS =
  /^(hudson\.triggers\.SCMTrigger|com\.cloudbees\.jenkins\.GitHubPushTrigger|com\.dabsquared\.gitlabjenkins\.GitLabPushTrigger)$/;

/** Whether new commits start the job of an element. Marks nothing. */
export function runsForCommits(within: Element): boolean {
  let root = within;
  while (root.parent !== undefined) root = root.parent;
  return root.child('triggers')?.elements.some(({ type }) => COMMITS.test(type)) === true;
}

/** What a checkout with a credential needs around it. */
export interface GitLogin {
  readonly contribution: Contribution;
  around(step: RoleStep): readonly Step[];
}

export const NO_LOGIN: GitLogin = { contribution: {}, around: (step) => [step] };

/**
 * A login for Git: an agent with a key, or a helper that hands over user and password out of a secret. The helper is configured
 * by variables of that step alone. Git: `git help config`, GIT_CONFIG_COUNT; gitcredentials.
 */
export function gitLogin(url: string, credential: string, at: Element): GitLogin {
  const { contribution, user, password, after } = loginFor(url, credential, 'GIT', at);
  if (user === undefined) return hasAgent(at) ? NO_LOGIN : { contribution, around: (step) => [step, ...after] };
  const helper = `!f() { echo "username=$${user}"; echo "password=$${password!}"; }; f`;
  const environment = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'credential.helper', GIT_CONFIG_VALUE_0: helper };
  const around = (step: RoleStep): readonly [BlockStep] => [
    { kind: 'block', name: `${step.name} with a login`, at: step.at, steps: [step], environment },
  ];
  return { contribution, around };
}

/** Whether the job has an agent of its own, which would be stopped with the one of the checkout. Marks nothing. */
function hasAgent(within: Element): boolean {
  let root = within;
  while (root.parent !== undefined) root = root.parent;
  const wrappers = root.child('buildWrappers')?.elements ?? [];
  return wrappers.some(({ type }) => type.endsWith('.SSHAgentBuildWrapper'));
}

/** Fetches remotes beside the first one, under their names. */
export function furtherRemotes(
  remotes: readonly Element[],
  folder: string,
  at: Element,
  onLogin: (field: Element) => void,
): readonly ScriptStep[] {
  const git = folder === '' ? 'git' : `git -C ${shellWord(folder)}`;
  const lines = remotes.flatMap((remote, index) => {
    const login = remote.child('credentialsId');
    if (login !== undefined && login.text().trim() !== '') onLogin(login);
    const name = remote.textOf('name').trim() || `origin${String(index + 1)}`;
    const refspec = remote.textOf('refspec').trim() || `+refs/heads/*:refs/remotes/${name}/*`;
    return [
      `${git} remote add ${shellWord(name)} ${shellWord(remote.need('url').text().trim())}`,
      `${git} fetch ${shellWord(name)} ${refspec.split(/\s+/).map(shellWord).join(' ')}`,
    ];
  });
  return lines.length === 0 ? [] : [script('Fetch the other remotes', lines, at)];
}

/** Git LFS extension. */
export function largeFiles(folder: string, at: Element): ScriptStep {
  const git = folder === '' ? 'git' : `git -C ${shellWord(folder)}`;
  return script('Fetch large files', [`${git} lfs pull`], at);
}

function script(name: string, lines: readonly string[], at: Element): ScriptStep {
  return {
    kind: 'script',
    name,
    at: at.at,
    body: `${lines.join('\n')}\n`,
    command: ['/bin/sh', '-xe'],
    extension: 'sh',
  };
}
