import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Reads what is at a path below the output folder: the content of a file, nothing, or `other` where it is no file of its own. */
export type ReadDisk = (path: string) => Buffer | 'other' | undefined;

type Place = 'folder' | 'nothing' | 'other';

/**
 * Looks into the output folder. Symbolic links below it are not followed: they may lead to files of others.
 *
 * @param exists whether the folder is there at all
 */
export function readDisk(out: string, exists: boolean): ReadDisk {
  const folders = new Map<string, Place>([['.', exists ? 'folder' : 'nothing']]);
  const folderAt = (path: string): Place => {
    let place = folders.get(path);
    if (place === undefined) {
      place = folderAt(dirname(path));
      if (place === 'folder') {
        const there = lstatSync(join(out, path), { throwIfNoEntry: false });
        place = there === undefined ? 'nothing' : there.isDirectory() ? 'folder' : 'other';
      }
      folders.set(path, place);
    }
    return place;
  };
  return (path) => {
    const folder = folderAt(dirname(path));
    if (folder !== 'folder') return folder === 'nothing' ? undefined : 'other';
    const there = lstatSync(join(out, path), { throwIfNoEntry: false });
    if (there === undefined) return undefined;
    return there.isFile() ? readFileSync(join(out, path)) : 'other';
  };
}
