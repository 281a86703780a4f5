import type { Estate } from '../model/estate.js';
import type { Finding } from '../model/finding.js';
import type { OutputFile } from '../model/output-file.js';
import type { ReportTemplates } from './load-template.js';
import { renderMarkdown } from './markdown.js';
import { buildReport, type Report, type ReportContext } from './report.js';

/**
 * The files of `migration/` that tell about a conversion, and the report as data.
 */
export async function reportFiles(
  estate: Estate,
  context: ReportContext,
  templates: ReportTemplates,
): Promise<{ readonly report: Report; readonly files: readonly OutputFile[] }> {
  const { report, findings } = buildReport(estate, context);
  const files = [
    { path: 'migration/report.md', content: await renderMarkdown(report, templates) },
    { path: 'migration/report.json', content: reportJson(report) },
    { path: 'migration/findings.jsonl', content: findings.map(findingLine).join('') },
    { path: 'migration/names.json', content: jsonText(names(estate)) },
  ];
  return { report, files };
}

/** The text of `report.json`, which `--json` prints as well. */
export function reportJson(report: Report): string {
  return jsonText(report);
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function findingLine({ outcome, code, message, at, job, output }: Finding): string {
  return `${JSON.stringify({ outcome, code, file: at.file, line: at.line, job, message, output })}\n`;
}

/** v2 job → v3 job, sorted; jobs that were not written are not in it. */
function names({ jobs }: Estate): Record<string, string> {
  const pairs = jobs.flatMap(({ name, v3 }): [string, string][] => (v3 === undefined ? [] : [[name, v3]]));
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
