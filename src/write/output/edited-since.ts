import { digest } from './digest.js';
import { readDisk } from './disk.js';
import { readManifest } from './manifest.js';
import { isFolder } from './output-folder.js';

/**
 * Files of an earlier run that people edited or removed since, sorted. None where nothing was written there yet.
 *
 * @throws InputError where the folder or its manifest cannot be used
 */
export function editedSince(out: string): string[] {
  if (!isFolder(out)) return [];
  const read = readDisk(out, true);
  const files = Object.entries(readManifest(out)?.files ?? {});
  const edited = files.filter(([path, hash]) => {
    const disk = read(path);
    return disk === undefined || (disk !== 'other' && digest(disk) !== hash);
  });
  return edited.map(([path]) => path).sort();
}
