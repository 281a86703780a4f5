import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InputError } from '../model/input-error.js';

/** The folders of one build on this machine. */
export interface Workspace {
  readonly root: string;
  /** Home of the node and of Ansible; holds `src/` and `logs/`. */
  readonly work: string;
  readonly logs: string;
  /** Inventory, variables, settings of Ansible. */
  readonly ansible: string;
  /** Programs that stand in front of those of the machine. */
  readonly bin: string;
}

const MARK = '.zuulshift-run-job';

/** Everything below the root that belongs to a run; the next run makes it anew. */
const OWN = ['work', 'ansible', 'bin'];

/**
 * Makes the folders of a run, empty.
 *
 * @param folder where; absent: a new folder below the system's for temporary files
 * @throws InputError where it is a file or holds anything that no earlier run made
 */
export function makeWorkspace(folder: string | undefined): Workspace {
  const root = folder === undefined ? mkdtempSync(join(tmpdir(), 'zuulshift-run-')) : resolve(folder);
  if (folder !== undefined) claim(root, folder);
  for (const name of OWN) rmSync(join(root, name), { recursive: true, force: true });
  const workspace: Workspace = {
    root,
    work: join(root, 'work'),
    logs: join(root, 'work', 'logs'),
    ansible: join(root, 'ansible'),
    bin: join(root, 'bin'),
  };
  for (const path of [workspace.logs, join(workspace.work, 'src'), workspace.ansible, workspace.bin]) {
    mkdirSync(path, { recursive: true });
  }
  writeFileSync(join(root, MARK), 'zuulshift run-job made this folder and empties it when it runs again.\n');
  return workspace;
}

function claim(root: string, shown: string): void {
  const refuse = (message: string): never => {
    throw new InputError({ at: { file: shown, line: 0 }, message });
  };
  if (existsSync(root)) {
    if (!statSync(root).isDirectory()) refuse('it is a file; --workspace needs a folder');
    const names = readdirSync(root);
    const foreign = names.includes(MARK) ? names.filter((name) => name !== MARK && !OWN.includes(name)) : names;
    if (foreign.length > 0) {
      const found = [...foreign].sort()[0] ?? '';
      refuse(
        `it holds ${found}, which run-job did not make; give an empty folder, a new one, or that of an earlier run`,
      );
    }
  }
  mkdirSync(root, { recursive: true });
}
