/** Words for names: letters and digits, lower case. `"$WORKSPACE"` → `workspace`. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What a program is called, in words joined by hyphens: `/src/run_tests.sh` → `run-tests`. */
export function programName(path: string): string {
  const name = baseName(path).replace(/(?<=.)\.(?:sh|py|js|pl|rb|php)$/, '');
  return wordsOf(name).join('-');
}
