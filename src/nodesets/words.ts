import { formatPlace } from '../model/place.js';
import type { BurnDownPoint } from './burn-down.js';
import type { CheckedNodes } from './check-nodes.js';
import type { JobNodes, NodesetOnBranches, TreeNodes } from './job-states.js';
import type { NextStep } from './next-steps.js';

/** Steps that are printed; JSON has them all. */
const MOST_STEPS = 20;

/** The jobs of a tree as a table. Ends with a line break. */
export function listText({ jobs, gone }: TreeNodes): string {
  const legacy = jobs.filter(({ state }) => state === 'legacy').length;
  const rows = jobs.map((job) => [job.job, job.state, nodesetsText(job.nodesets), pinsText(job)]);
  const total = `${String(legacy)} legacy, ${String(jobs.length - legacy)} native, ${String(gone.length)} gone`;
  return `${table([['JOB', 'STATE', 'NODESET', 'PIN'], ...rows])}\n${total}\n`;
}

export function nodesetsText(nodesets: readonly NodesetOnBranches[]): string {
  if (nodesets.length === 0) return '(its parent says)';
  return nodesets
    .map(({ nodeset, branches }) => (branches === undefined ? nodeset : `${nodeset} on ${branches}`))
    .join(', else ');
}

function pinsText({ pins }: JobNodes): string {
  return pins
    .map(({ nodeset, branches, expires, reason }) => {
      const where = branches === undefined ? '' : ` on ${branches}`;
      const until = expires === undefined ? '' : ` until ${expires}`;
      return `${nodeset}${where}${until}${reason === undefined ? '' : `: ${reason}`}`;
    })
    .join('; ');
}

/** Problems as a compiler prints them, then what was not checked. Ends with a line break. */
export function checkText({ problems, notes }: CheckedNodes): string {
  const lines = problems.map(({ code, at, message }) => `${formatPlace(at)}: ${code}: ${message}`);
  const count = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`;
  return [...lines, ...notes.map((note) => `note: ${note}`), problems.length === 0 ? 'no problems' : count, ''].join(
    '\n',
  );
}

/** The way so far, and what comes next. Ends with a line break. */
export function burnDownText(points: readonly BurnDownPoint[], steps: readonly NextStep[]): string {
  const rows = points.map(({ day, commit, legacy, native, gone }) => {
    const done =
      legacy + native + gone === 0
        ? '-'
        : `${String(Math.floor((100 * (native + gone)) / (legacy + native + gone)))} %`;
    return [day, commit?.slice(0, 10) ?? 'now', String(legacy), String(native), String(gone), done];
  });
  const text = table([['DAY', 'COMMIT', 'LEGACY', 'NATIVE', 'GONE', 'DONE'], ...rows]);
  if (steps.length === 0) return `${text}\nNo legacy job is left.\n`;
  const shown = steps.slice(0, MOST_STEPS).map(({ job, blockers, step }) => [job, String(blockers), step]);
  const more = steps.length - shown.length;
  const rest = more <= 0 ? '' : `and ${String(more)} more jobs; --json has them all\n`;
  return `${text}\nNext steps, least work first:\n${table([['JOB', 'BLOCKERS', 'NEXT'], ...shown])}${rest}`;
}

/** Columns as wide as their longest cell; the last one takes what it needs. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
