import { readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** The Python files of `includes`, as far as they can be read. */
export interface Includes {
  /** Those of the given paths whose file is not there or cannot be read. */
  readonly missing: ReadonlySet<string>;
  /** Whether the files may define something of that name. With a file missing, everything may be. */
  knows(name: string): boolean;
}

/**
 * Looks at the files of `includes`: v2 takes parameter functions from them, by name. Python is not run, so a file that
 * merely mentions the name, or imports everything from somewhere, may define it.
 *
 * @param paths As written; relative to the folder of the layout's real path.
 */
export function readIncludes(layoutFile: string, paths: readonly string[]): Includes {
  const missing = new Set<string>();
  let code = '';
  for (const path of paths) {
    const found = tryRead(isAbsolute(path) ? path : join(dirname(realpathSync(layoutFile)), path));
    if (found === undefined) missing.add(path);
    else code += `${found}\n`;
  }
  const isOpen = missing.size > 0 || /\b(?:globals|exec|execfile)\b|\bimport\s*\*/.test(code);
  return {
    missing,
    knows: (name) => isOpen || (/^\w+$/.test(name) && new RegExp(`\\b${name}\\b`).test(code)),
  };
}

/** `undefined` for a file that is not there: the conversion goes on without it, and says so. */
function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}
