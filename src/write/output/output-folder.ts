import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../model/input-error.js';

/** Whether the output folder is there. */
export function isFolder(out: string): boolean {
  const there = statSync(out, { throwIfNoEntry: false });
  if (there === undefined) {
    if (lstatSync(out, { throwIfNoEntry: false }) === undefined) return false;
    throw new InputError({
      at: { file: out, line: 0 },
      message: 'this symbolic link leads nowhere; choose another --out',
    });
  }
  if (there.isDirectory()) return true;
  throw new InputError({
    at: { file: out, line: 0 },
    message: 'this is a file, --out needs a folder; choose another path',
  });
}

/** @throws InputError where the next run would read its own output */
export function refuseInsideInput(out: string, inputPaths: readonly string[]): void {
  const target = realPath(resolve(out));
  for (const input of inputPaths) {
    const source = realPath(resolve(input));
    if (target !== source && !target.startsWith(source.endsWith(sep) ? source : source + sep)) continue;
    throw new InputError({
      at: { file: out, line: 0 },
      message: `the output would lie inside the input ${input}; choose another --out`,
    });
  }
}

/** The path with symbolic links resolved, as far as it exists. */
function realPath(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), relative(parent, path));
}
