import { join } from 'node:path';
import { InputError } from '../../model/input-error.js';
import { hasBase, readStore } from './base-store.js';
import { CONFLICT_ENDING } from './conflict-file.js';
import { digest } from './digest.js';
import { readDisk } from './disk.js';
import { readManifest, type Manifest } from './manifest.js';
import { isFolder } from './output-folder.js';
import { restsOn } from './settle-tree.js';

/** What the last run wrote, before people edited it; of reports nothing. */
export interface EarlierGeneration {
  /** Path → text, or bytes where it is no text. */
  readonly files: ReadonlyMap<string, string | Buffer>;
  readonly inputs: Manifest['inputs'];
}

/**
 * The generation on which a tree rests; one without files where no run wrote there yet.
 *
 * @throws InputError where a conflict is open, or what was written is no longer known
 */
export function earlierGeneration(out: string): EarlierGeneration {
  const manifest = isFolder(out) ? readManifest(out) : undefined;
  if (manifest === undefined) return { files: new Map(), inputs: {} };
  const read = readDisk(out, true);
  const open = Object.keys(manifest.conflicts).filter((path) => read(`${path}${CONFLICT_ENDING}`) !== undefined);
  if (open.length > 0) {
    const message = 'this conflict is open; settle it before a part is converted';
    throw new InputError(open.sort().map((path) => ({ at: { file: join(out, path), line: 0 }, message })));
  }
  const store = readStore(out);
  const files = new Map<string, string | Buffer>();
  for (const path of new Set([...Object.keys(manifest.files), ...Object.keys(manifest.conflicts)])) {
    const hash = hasBase(path) ? restsOn(path, { ...manifest, store }, read) : undefined;
    if (hash === undefined) continue;
    const disk = read(path);
    const content = store.get(hash) ?? (disk instanceof Buffer && digest(disk) === hash ? disk : undefined);
    if (content === undefined) {
      const message = 'what the last run wrote here is no longer known; run once without --only';
      throw new InputError({ at: { file: join(out, path), line: 0 }, message });
    }
    files.set(path, content);
  }
  return { files, inputs: manifest.inputs };
}
