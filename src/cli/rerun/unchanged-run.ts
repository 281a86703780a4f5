import type { Report } from '../../report/report.js';
import { failsOn } from '../../report/policy.js';
import { summaryText, type WrittenTree } from '../../report/summary.js';
import type { UnchangedTree } from '../../write/output/unchanged-tree.js';
import { ExitCode, type Io } from '../command.js';
import type { ConvertOptions } from '../convert-command.js';
import { paintFor } from '../paint.js';

/**
 * Tells about a run that would write what the last one wrote, from the report of that one.
 *
 * @param verified As `summaryText` takes it.
 */
export async function tellUnchanged(
  { report: text, edited, unchanged }: UnchangedTree,
  verified: string | undefined,
  options: ConvertOptions,
  io: Io,
): Promise<ExitCode> {
  const report = JSON.parse(text) as Report;
  const tree: WrittenTree = {
    ...{ out: options.out, created: 0, changed: 0, removed: 0, unchanged, edited, conflicts: [] },
    ...{ dryRun: false, asBefore: true },
  };
  if (options.json) io.out(text);
  io.err(summaryText(report, tree, verified, await paintFor(io)));
  return failsOn(options.failOn, report.findings, report.accounting) ? ExitCode.Found : ExitCode.Fine;
}
