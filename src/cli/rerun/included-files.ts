/** A plain scalar of YAML that says what it looks like, alone on its line or in a map on one line. */
const ENTRY = /python-file["']?[ \t]*:[ \t]+["']?([\w./~-]+)["']?[ \t]*\}?[ \t]*(?:#.*)?$/gm;

/**
 * The Python files that a layout includes, as written, found without reading all of its YAML.
 *
 * @returns undefined where they are written in a way that only a reader of YAML understands
 */
export function includedFiles(layout: string): string[] | undefined {
  const found = [...layout.matchAll(ENTRY)].map(([, path]) => path!);
  // Whoever spells the key with escapes can also write it without its letters.
  const named = layout.split('python-file').length - 1;
  return found.length === named && !(named === 0 && /^[ \t]*["']?includes\b/m.test(layout)) && !/python\\/.test(layout)
    ? found
    : undefined;
}
