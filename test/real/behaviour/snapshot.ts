import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Path → what is there: mode and content, byte for byte. */
export type Snapshot = Readonly<Record<string, string>>;

/** Everything below a folder; nothing where there is no folder. */
export function snapshot(folder: string, leftOut: (path: string) => boolean = () => false): Snapshot {
  const found: Record<string, string> = {};
  const walk = (path: string): void => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (leftOut(inner)) continue;
      const stat = lstatSync(join(folder, inner));
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isSymbolicLink()) found[inner] = `link ${readlinkSync(join(folder, inner))}`;
      else if (stat.isDirectory()) {
        found[inner] = `folder ${mode}`;
        walk(inner);
      } else if (stat.isFile()) {
        found[inner] = `file ${mode} ${readFileSync(join(folder, inner)).toString('latin1')}`;
      } else found[inner] = `other ${mode}`;
    }
  };
  try {
    walk('');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return found;
}

/** The paths that differ, each with both sides, shortened. */
export function differences(left: Snapshot, right: Snapshot): string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .sort()
    .filter((path) => left[path] !== right[path])
    .map((path) => `${path}: ${brief(left[path])} | ${brief(right[path])}`);
}

function brief(text: string | undefined): string {
  const shown = JSON.stringify(text ?? 'nothing');
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}
