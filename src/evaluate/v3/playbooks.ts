import { ItemError } from './item-error.js';
import type { LoadedTree, Playbook, Source, Variant } from './load/tree.js';

/** A playbook of a job that is ready to run. */
export interface FrozenPlaybook {
  /** Absent: the one of `noop`. */
  readonly source: Source | undefined;
  /** Below the root of its repository. */
  readonly path: string;
  /** Runs even when the job was aborted. */
  readonly cleanup: boolean;
  readonly semaphores: readonly string[];
  /** Names under which the playbook sees its secrets. */
  readonly secrets: readonly string[];
}

/** @throws ItemError for a secret that does not exist */
export function freezePlaybooks(playbooks: readonly Playbook[], tree: LoadedTree): readonly FrozenPlaybook[] {
  return playbooks.map(({ source, path, cleanup, semaphores, secrets }) => {
    const unknown = secrets.find(({ secret }) => !tree.secrets.has(secret));
    if (unknown) throw new ItemError(`there is no secret ${unknown.secret}`);
    return { source, path, cleanup, semaphores, secrets: secrets.map(({ alias }) => alias) };
  });
}

/**
 * Gives secrets with `pass-to-parent` to the playbooks that are there already.
 *
 * @returns whether one of these is in an untrusted project: the job may run after review only then
 * @throws ItemError for a secret that does not exist
 */
export function passSecrets<Key extends string>(
  playbooks: Record<Key, readonly FrozenPlaybook[]>,
  variant: Variant,
  tree: LoadedTree,
): boolean {
  const passed = variant.secrets.filter(({ passToParent }) => passToParent);
  if (passed.length === 0) return false;
  const unknown = passed.find(({ secret }) => !tree.secrets.has(secret));
  if (unknown) throw new ItemError(`there is no secret ${unknown.secret}`, variant.at);
  let isUntrusted = false;
  for (const key of Object.keys(playbooks) as Key[]) {
    playbooks[key] = playbooks[key].map((playbook) => {
      if (playbook.source?.project.trusted === false) isUntrusted = true;
      return { ...playbook, secrets: [...new Set([...playbook.secrets, ...passed.map(({ alias }) => alias)])] };
    });
  }
  return isUntrusted;
}
