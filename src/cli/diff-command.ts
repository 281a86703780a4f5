import { ExitCode, type Io } from './command.js';
import { loadSide } from './diff-side.js';
import { paintFor } from './paint.js';
import { siteSettings } from './site-settings.js';
import { compareSides } from '../diff/compare-sides.js';
import type { Comparison } from '../model/comparison.js';
import { diffJson } from '../report/diff/json.js';
import { diffText } from '../report/diff/text.js';
import { failsOn } from '../report/policy.js';

/** Options of `zuulshift diff`, as commander gives them. */
export interface DiffOptions {
  readonly settings?: string;
  readonly format: DiffFormat;
  readonly failOn?: 'needs-human' | 'approximated' | 'unread';
}

export type DiffFormat = 'text' | 'json';

/**
 * Compares two sides and prints what came of it.
 *
 * @returns `Found` where `--fail-on` finds something among the new findings.
 * @throws InputError for a side that does not exist or cannot be read.
 */
export async function diffCommand(before: string, after: string, options: DiffOptions, io: Io): Promise<ExitCode> {
  const settings = siteSettings(options);
  const undo: (() => void)[] = [];
  try {
    const dispose = (one: () => void): void => void undo.push(one);
    const sides = [await loadSide(before, settings, dispose), await loadSide(after, settings, dispose)] as const;
    const comparison = compareSides(...sides);
    io.out(await printed(comparison, options.format, io));
    return failsOn(options.failOn, comparison.findings.added) ? ExitCode.Found : ExitCode.Fine;
  } finally {
    for (const one of undo) one();
  }
}

async function printed(comparison: Comparison, format: DiffFormat, io: Io): Promise<string> {
  switch (format) {
    case 'text':
      return diffText(comparison, await paintFor(io));
    case 'json':
      return diffJson(comparison);
  }
}
