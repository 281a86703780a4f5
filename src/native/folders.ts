import { posix } from 'node:path';

/** A path below the workspace: `.`, `a/b`; `undefined` for one that leaves it, or that only the build knows. */
export function below(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined || path.includes('$') || path.startsWith('/') || path.startsWith('~') || path === '?')
    return undefined;
  const joined = posix.join(folder, path).replace(/\/$/, '');
  return joined.startsWith('..') ? undefined : joined;
}

/** Where `path` is below `parent`: empty for itself; `undefined` when it is not. */
export function relativeTo(parent: string, path: string): string | undefined {
  if (path === parent) return '';
  if (parent === '.') return path;
  return path.startsWith(`${parent}/`) ? path.slice(parent.length + 1) : undefined;
}
