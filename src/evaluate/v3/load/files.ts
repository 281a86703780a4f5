import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Where Zuul looks for configuration. Only the first that holds something is read. */
const ROOTS = ['zuul.yaml', 'zuul.d', '.zuul.yaml', '.zuul.d'] as const;

/**
 * The configuration files of one branch of a project, in the order in which Zuul reads them. Zuul reference, section 2.
 *
 * @param folder The checkout.
 * @param extraPaths As `extra-config-paths` has them: a folder ends with a slash.
 * @returns Paths below the folder; `others` are those that stand beside what is read, and are not.
 */
export function configFiles(folder: string, extraPaths: readonly string[]): ConfigFiles {
  const files = new Set<string>();
  const roots = ['zuul.yaml', 'zuul.d/', '.zuul.yaml', '.zuul.d/', ...extraPaths];
  for (const root of roots) for (const path of filesAt(folder, root)) files.add(path);
  const all = [...files].filter((path) => statSync(join(folder, path)).size > 0);
  const inFolder = (name: string): string[] => all.filter((path) => path.startsWith(name)).sort(byText);
  const found = [
    ...all.filter((path) => path === 'zuul.yaml'),
    ...inFolder('zuul.d/'),
    ...all.filter((path) => path === '.zuul.yaml'),
    ...inFolder('.zuul.d/'),
    ...extraPaths.filter((path) => !path.endsWith('/')).flatMap((name) => all.filter((path) => path.startsWith(name))),
    ...extraPaths.filter((path) => path.endsWith('/')).flatMap((name) => inFolder(bare(name))),
  ];
  const root = found.map(rootOf).find((name) => name !== undefined);
  const isRead = (path: string): boolean => rootOf(path) === undefined || rootOf(path) === root;
  return { read: found.filter(isRead), others: found.filter((path) => !isRead(path)) };
}

export interface ConfigFiles {
  readonly read: readonly string[];
  readonly others: readonly string[];
}

function rootOf(path: string): string | undefined {
  const [top = ''] = path.split('/');
  return ROOTS.find((root) => root === top);
}

const bare = (path: string): string => path.replace(/\/$/, '');

/** A file, or all `*.yaml` of a folder without what `.zuul.ignore` hides. Nothing where there is no such thing. */
function filesAt(folder: string, root: string): readonly string[] {
  const path = join(folder, root);
  const isFolder = root.endsWith('/');
  if (!existsSync(path) || statSync(path).isDirectory() !== isFolder) return [];
  if (!isFolder) return [root];
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.includes('/.git/'))
    .sort(byText);
  const hidden = files
    .filter((file) => file.endsWith('.zuul.ignore'))
    .map((file) => file.slice(0, file.lastIndexOf('/')));
  // A plain comparison of text, as in Zuul: `zuul.d/ign` hides `zuul.d/ignore.yaml` too.
  return files.filter((file) => file.endsWith('.yaml') && !hidden.some((prefix) => file.startsWith(prefix)));
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);
