/**
 * Splits a list of Ant patterns as Jenkins does: at commas, blanks around each taken away, empty ones left out.
 * Source: Jenkins core, Util.createFileSet.
 */
export function antPatterns(text: string): string[] {
  return text
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
}
