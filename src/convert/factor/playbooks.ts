import type { Playbook } from '../../model/estate.js';
import type { Step } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Family } from './families.js';
import { numbered } from './family-names.js';
import { nameSequence } from './role-names.js';
import { canonical, stepsKey } from './step-key.js';

/** Paths of the playbooks that one definition runs. */
export interface PlaybookPaths {
  readonly run: string;
  /** Absent: the definition does nothing after the build. */
  readonly post?: string;
}

export interface AssignedPlaybooks {
  readonly playbooks: readonly Playbook[];
  /** By definition, in the order given. */
  readonly paths: readonly PlaybookPaths[];
}

/**
 * Gives each definition its playbooks, `playbooks/<name>/{run,post}.yaml`. Playbooks that several definitions have are written
 * once, below a folder named after what they do. A definition without builders gets a playbook without tasks: Zuul refuses
 * a job that runs nothing.
 *
 * @param others Playbooks that stand already; their folders stay theirs.
 * @param share Whether equal playbooks are written once.
 */
export function assignPlaybooks(
  definitions: readonly Family[],
  others: readonly Playbook[],
  share: boolean,
): AssignedPlaybooks {
  const folders = new Set(others.map(({ path }) => path.split('/')[1]!));
  const own = definitions.map(({ job }) => ownFolder(job.name, folders));
  const needs = definitions.flatMap(({ run, post, playVars }, index) => {
    const need = (file: Need['file'], steps: readonly Step[], vars: Need['vars']): Need => {
      return { index, file, steps, vars, key: `${file}\n${canonical(vars)}\n${stepsKey(steps)}` };
    };
    return [need('run.yaml', run, playVars), ...(post.length === 0 ? [] : [need('post.yaml', post, {})])];
  });
  const users = new Map<string, number>();
  for (const { key } of needs) users.set(key, (users.get(key) ?? 0) + 1);

  const made = new Map<string, string>();
  const playbooks: Playbook[] = [];
  const paths = definitions.map((): { run: string; post?: string } => ({ run: '' }));
  for (const { index, file, steps, vars, key } of needs) {
    const isShared = share && users.get(key)! > 1;
    let path = isShared ? made.get(key) : undefined;
    if (path === undefined) {
      path = `playbooks/${isShared ? nameSequence(steps, folders) : own[index]!}/${file}`;
      made.set(key, path);
      playbooks.push({ path, ...(Object.keys(vars).length === 0 ? {} : { vars }), steps });
    }
    paths[index]![file === 'run.yaml' ? 'run' : 'post'] = path;
  }
  return { playbooks, paths };
}

interface Need {
  readonly index: number;
  readonly file: 'run.yaml' | 'post.yaml';
  readonly steps: readonly Step[];
  readonly vars: Readonly<Record<string, Value>>;
  readonly key: string;
}

/** Names of jobs may hold slashes; playbooks stand exactly one folder deep. */
function ownFolder(name: string, folders: Set<string>): string {
  const folder = name.replace(/[^A-Za-z0-9._-]+/g, '-');
  return numbered(folder, folders);
}
