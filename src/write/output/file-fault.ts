import { InputError } from '../../model/input-error.js';
import { TEMPORARY } from './temporary-folder.js';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission to write here; choose another folder or change its permissions',
  EPERM: 'the system does not allow writing here; choose another folder',
  EROFS: 'this is a read-only file system; choose another folder',
  ENOSPC: 'no space left on the device; make room and run again',
  EDQUOT: 'the disk quota is used up; make room and run again',
  ENOTDIR: 'a part of this path is a file, a folder was expected; choose another path',
  EISDIR: 'this is a folder, a file was expected; move it away',
  ELOOP: 'this path runs in a circle of symbolic links; choose another one',
  ENAMETOOLONG: 'this path is too long for the file system; choose a shorter --out',
  EBUSY: 'this is in use; end what uses it and run again',
  EMFILE: 'too many open files; raise the limit and run again',
  ENOENT: 'this does not exist any more; was it removed meanwhile? Run again',
};

/**
 * What the disk refuses is the user's to mend: one line with the path. Anything else is thrown as it is.
 *
 * @param path used where the error names none that the user knows
 */
export function fileFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error;
  const { code, path: at } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  if (reason === undefined) return error;
  // Temporary folders are gone by now: the folder they were for is meant.
  const file = at === undefined || at.includes(TEMPORARY) ? path : at;
  return new InputError({ at: { file, line: 0 }, message: `cannot write: ${reason} (${String(code)})` });
}
