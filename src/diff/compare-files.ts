import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';
import type { FileChange } from '../model/comparison.js';

/** Path → content. */
export type FileContents = ReadonlyMap<string, Buffer>;

/** Text diffs of the files of two sides, sorted by path. */
export function compareFiles(before: FileContents, after: FileContents): FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const [one, other] = [before.get(path), after.get(path)];
    if (one !== undefined && other !== undefined && one.equals(other)) return [];
    return [changeOf(path, one, other)];
  });
}

function changeOf(path: string, before: Buffer | undefined, after: Buffer | undefined): FileChange {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  if (before?.includes(0) === true || after?.includes(0) === true) {
    return { kind, path, patch: '', addedLines: 0, removedLines: 0 };
  }
  const texts = [before, after].map((content) => content?.toString('utf8') ?? '') as [string, string];
  const whole = createTwoFilesPatch('a', 'b', ...texts, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  const patch = whole.slice(whole.indexOf('@@'));
  const count = (sign: string): number => patch.split('\n').filter((line) => line.startsWith(sign)).length;
  return { kind, path, patch, addedLines: count('+'), removedLines: count('-') };
}
