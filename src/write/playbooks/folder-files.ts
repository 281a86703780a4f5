import type { OutputFile } from '../../model/output-file.js';

/** The files beside a playbook or in a role, filled while its tasks are written. */
export interface FolderFiles {
  /**
   * Keeps a text as a file named after `name`; equal texts with equal endings are kept once.
   *
   * @returns path from the root of the repository
   */
  keep(name: string, extension: string, text: string): string;
  readonly files: readonly OutputFile[];
}

const MAX_NAME = 60;

/**
 * @param folder from the root of the repository
 * @param taken names in it that others have: `run.yaml`
 */
export function folderFiles(folder: string, taken: readonly string[]): FolderFiles {
  const names = new Set(taken);
  const kept = new Map<string, string>();
  const files: OutputFile[] = [];
  return {
    files,
    keep(name, extension, text) {
      const key = `${extension}\n${text}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const path = `${folder}/${freeName(fileStem(name), extension, names)}`;
      kept.set(key, path);
      files.push({ path, content: text });
      return path;
    },
  };
}

function freeName(stem: string, extension: string, names: Set<string>): string {
  const ending = extension === '' ? '' : `.${extension}`;
  let name = `${stem}${ending}`;
  for (let number = 2; names.has(name); number += 1) name = `${stem}-${String(number)}${ending}`;
  names.add(name);
  return name;
}

/** `Run the tests (php 8.3)` is kept as `run-the-tests-php-8-3`. */
export function fileStem(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return words.slice(0, MAX_NAME).replace(/-$/, '') || 'step';
}
