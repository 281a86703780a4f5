import type { Comparison } from '../../model/comparison.js';

/** The comparison as data; `docs/schemas/diff.json` describes it. Ends with a line break. */
export function diffJson(comparison: Comparison): string {
  return `${JSON.stringify({ schemaVersion: 1, ...comparison }, undefined, 2)}\n`;
}
