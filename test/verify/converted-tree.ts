import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ExecutionContext } from 'ava';
import type { Io } from '../../src/cli/command.js';
import { programFolders } from '../../src/cli/program-folders.js';
import { run } from '../../src/cli/run.js';
import { verifyTree } from '../../src/cli/verify-tree.js';
import { createV2Evaluator } from '../../src/evaluate/v2/evaluator.js';
import type { Verification } from '../../src/model/verification.js';
import { readLayout } from '../../src/read/layout/read-layout.js';
import { readSettings } from '../../src/read/settings.js';
import { checkPattern } from '../../src/regex/check-pattern.js';
import { temporaryFolder } from '../support/folders.js';

/** A layout with its conversion on disk. */
export interface OnDisk {
  readonly layout: string;
  readonly settings: string;
  readonly converted: string;
  /** Changes one file of the tree; the text has to be there. */
  edit(path: string, from: string | RegExp, to: string): void;
}

const HOME = programFolders(pathToFileURL(join(process.cwd(), 'src/cli/main.ts')).href);

/**
 * Writes a layout and converts it, as a user would.
 *
 * @param jobs Name of a Jenkins job → its definition.
 */
export async function convertOnDisk(
  t: ExecutionContext,
  source: string,
  settings = '',
  jobs: Readonly<Record<string, string>> = {},
): Promise<OnDisk> {
  const folder = temporaryFolder(t);
  const paths = {
    layout: join(folder, 'layout.yaml'),
    settings: join(folder, 'zuulshift.yaml'),
    converted: join(folder, 'out'),
  };
  writeFileSync(paths.layout, source);
  writeFileSync(paths.settings, settings);
  const jenkins = join(folder, 'jobs');
  for (const [name, xml] of Object.entries(jobs)) {
    mkdirSync(join(jenkins, name), { recursive: true });
    writeFileSync(join(jenkins, name, 'config.xml'), xml);
  }
  let said = '';
  const io: Io = { out: () => undefined, err: (text) => void (said += text), interactive: false, home: HOME };
  const { layout, settings: file, converted } = paths;
  const given = Object.keys(jobs).length === 0 ? [] : ['--jenkins', jenkins];
  const words = ['convert', ...given, '--layout', layout, '--settings', file, '--out', converted, '--no-verify'];
  t.is(await run(words, io), 0, said);
  return {
    ...paths,
    edit(path, from, to) {
      const file = join(converted, path);
      const before = readFileSync(file, 'utf8');
      const after = before.replace(from, to);
      t.not(after, before, `${path} has no ${String(from)}:\n${before}`);
      writeFileSync(file, after);
    },
  };
}

/** Compares a layout with its tree, as it stands now. */
export async function verifyOnDisk({ layout: path, settings: file, converted }: OnDisk): Promise<Verification> {
  const settings = readSettings(file);
  const { zuulV2Version } = settings;
  const { layout } = readLayout(path, { zuulV2Version, checkPattern });
  const v2 = createV2Evaluator(layout, { zuulV2Version });
  const { result } = await verifyTree({ layout, v2, converted, settings, depth: 'full' });
  return result;
}

/** `announced jobs extra [unit] matcher/empty-change`, one for each group, sorted. */
export function groupsOf({ groups }: Verification): string[] {
  return groups
    .map(({ standing, aspect, change, jobs, announcedBy }) => {
      const code = announcedBy?.code ?? '';
      // Whatever differs for a project that is not there.
      if (code === 'project/skipped') return `${standing} ${code}`;
      return [standing, aspect, change, `[${jobs.join(' ')}]`, code].join(' ').trim();
    })
    .sort();
}
