import type { Place } from '../../model/place.js';
import type { RoleStep } from '../../model/step.js';
import { type Template, type Value } from '../../model/value.js';
import { secretField } from '../attach/secrets.js';

export { secretField };

/** Text that may hold variables of the build. */
export type Text = string | Template;

/** Variables of the role `git-checkout`: what the Git plugin does before a build. It sets GIT_COMMIT, GIT_BRANCH and GIT_URL for later steps. */
export interface GitCheckout {
  readonly url: Text;
  /** Branch, tag or commit. Empty: the default branch of the repository. */
  readonly version: Text;
  /** Folder below the workspace; `.`: the workspace itself. */
  readonly directory: Text;
  /** Name of the remote. */
  readonly remote: string;
  /** What is fetched; empty: all branches. */
  readonly refspec: Text;
  /** Name of the local branch that is made; empty: none, the head is detached. */
  readonly localBranch: Text;
  /** Number of commits; 0: all. */
  readonly depth: number;
  readonly tags: boolean;
  readonly submodules: 'none' | 'first-level' | 'recursive';
  /** Take the newest commits of the submodules' branches instead of the recorded ones. */
  readonly submodulesRemote: boolean;
}

const GIT_DEFAULTS = {
  version: '',
  directory: '.',
  remote: 'origin',
  refspec: '',
  localBranch: '',
  depth: 0,
  tags: true,
  submodules: 'none',
  submodulesRemote: false,
} as const;

/** A call of `git-checkout`; what equals the role's defaults is left out. */
export function gitCheckoutStep(name: string, checkout: GitCheckout, at: Place): RoleStep {
  const vars: Record<string, Value> = { git_checkout_url: checkout.url };
  for (const [key, preset] of Object.entries(GIT_DEFAULTS)) {
    const value = checkout[key as keyof GitCheckout];
    if (value !== preset) vars[`git_checkout_${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`] = value;
  }
  return { kind: 'role', name, at, role: 'git-checkout', vars };
}

/** A call of `ssh-agent` that starts an agent with keys, whose socket all later steps see (SSH_AUTH_SOCK, SSH_AGENT_PID). */
export function startAgentStep(credentials: readonly string[], at: Place): RoleStep {
  const keys = credentials.map((credential) => secretField(credential, 'private_key'));
  return { kind: 'role', name: 'Start an SSH agent', at, role: 'ssh-agent', vars: { ssh_agent_private_keys: keys } };
}

/** Ends the agent; nothing happens where none was started. */
export function stopAgentStep(at: Place): RoleStep {
  return { kind: 'role', name: 'Stop the SSH agent', at, role: 'ssh-agent', vars: { ssh_agent_state: 'stopped' } };
}

/** Variables of the role `secret-file`. */
export interface SecretFile {
  /** For the reader of the console: never the content. */
  readonly name: string;
  readonly content: Template;
  /** File below the workspace. Absent: a file in a folder of its own outside of it. */
  readonly path?: Text;
  /** Environment variable that later steps find the path in. */
  readonly variable?: string;
}

/** A call of `secret-file` that writes a file only the user of the build can read. */
export function writeSecretFileStep(file: SecretFile, at: Place): RoleStep {
  const vars = { secret_file_content: file.content, ...whereOf(file) };
  return { kind: 'role', name: `Write ${file.name}`, at, role: 'secret-file', vars };
}

/** Removes the file; nothing happens where it was not written. */
export function removeSecretFileStep(file: SecretFile, at: Place): RoleStep {
  const vars = { secret_file_state: 'absent', ...whereOf(file) };
  return { kind: 'role', name: `Remove ${file.name}`, at, role: 'secret-file', vars };
}

function whereOf(file: SecretFile): Record<string, Value> {
  return {
    ...(file.path === undefined ? {} : { secret_file_path: file.path }),
    ...(file.variable === undefined ? {} : { secret_file_variable: file.variable }),
  };
}
