import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedTree, Playbook, SecretUse, Variant } from '../evaluate/v3/load/tree.js';
import { InputError } from '../model/input-error.js';
import type { JobPlan, PlannedPlaybook } from './job-plan.js';
import type { PlanRequest } from './job-tree.js';
import { ENCRYPTED, objectsIn, type TreeObject } from './tree-objects.js';

/** A playbook while variants are laid over each other. */
interface Layered {
  readonly playbook: Playbook;
  readonly level: number;
  readonly secrets: readonly SecretUse[];
}

/**
 * The playbooks of a job with the level at which each came in, which decides about post-run after a failed pre-run. Zuul
 * source: `Job.applyVariant`, `Job.freezePlaybooks`; the level is the length of the inheritance path there.
 *
 * @param variants in the order in which they are laid over each other
 * @throws InputError for a playbook that is not in the tree, and for an encrypted secret whose value nobody gave
 */
export function planPlaybooks(
  tree: LoadedTree,
  root: string,
  variants: readonly Variant[],
  given: PlanRequest['secrets'],
): Pick<JobPlan, 'pre' | 'run' | 'post'> {
  let [pre, run, post, cleanup]: Layered[][] = [[], [], [], []];
  for (const [level, { set, secrets }] of variants.entries()) {
    const passed = secrets.filter(({ passToParent }) => passToParent);
    const withPassed = (list: Layered[] = []): Layered[] =>
      passed.length === 0 ? list : list.map((one) => ({ ...one, secrets: [...one.secrets, ...passed] }));
    const layer = (list: readonly Playbook[] | undefined): Layered[] =>
      (list ?? []).map((playbook) => ({ playbook, level, secrets: playbook.secrets }));
    pre = [...withPassed(pre), ...layer(set.preRun)];
    run = set.run === undefined ? withPassed(run) : layer(set.run);
    post = [...layer(set.postRun), ...withPassed(post)];
    cleanup = [...layer(set.cleanupRun), ...withPassed(cleanup)];
  }
  let known: TreeObject[] | undefined;
  const objects = (): TreeObject[] => (known ??= objectsIn(root, 'secret'));
  const plan = (list: readonly Layered[] = []): PlannedPlaybook[] =>
    list.map(({ playbook, level, secrets }) => ({
      name: playbook.path,
      path: pathOf(playbook, tree, root),
      level,
      secrets: secrets.length === 0 ? {} : valuesOf(secrets, objects(), given, root),
      ...(playbook.cleanup ? { cleanup: true } : {}),
    }));
  return { pre: plan(pre), run: plan(run), post: plan([...(post ?? []), ...(cleanup ?? [])]) };
}

/** Zuul tries the path as it is, and with the usual endings. */
function pathOf({ path, source }: Playbook, tree: LoadedTree, root: string): string {
  const other = source === undefined || source.project === tree.tenant.self ? '' : ` of ${source.project.name}`;
  const found = ['', '.yaml', '.yml'].map((ending) => join(root, path + ending)).find(isFile);
  if (found === undefined || other !== '') {
    const message = `the playbook ${path}${other} is not in this tree; run-job needs all playbooks of a job there`;
    throw new InputError({ at: { file: root, line: 0 }, message });
  }
  return found;
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

function valuesOf(
  secrets: readonly SecretUse[],
  objects: readonly TreeObject[],
  given: PlanRequest['secrets'],
  root: string,
): Record<string, unknown> {
  return Object.fromEntries(
    secrets.map(({ alias, secret }) => {
      const values = given[secret] ?? objects.find(({ name }) => name === secret)?.['data'] ?? {};
      if (holdsEncrypted(values)) {
        const message = `the secret ${secret} is encrypted for Zuul; give its values with --secrets FILE`;
        throw new InputError({ at: { file: root, line: 0 }, message });
      }
      return [alias, values];
    }),
  );
}

function holdsEncrypted(value: unknown): boolean {
  if (value === ENCRYPTED) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsEncrypted);
}
