import type { FindingChanges, ManualTask, TaskPlace } from '../model/comparison.js';
import type { Finding } from '../model/finding.js';

/**
 * Which findings of two conversions are new, solved or still open. A finding is the same one when it says the same about the same
 * job of the same file, wherever it moved in it; of several such ones as many stay open as there were.
 */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): FindingChanges {
  const known = new Map<string, Finding[]>();
  for (const finding of before) {
    const key = keyOf(finding);
    const list = known.get(key);
    if (list === undefined) known.set(key, [finding]);
    else list.push(finding);
  }
  const added: Finding[] = [];
  const open: Finding[] = [];
  for (const finding of after) (known.get(keyOf(finding))?.shift() === undefined ? added : open).push(finding);
  const left = new Set([...known.values()].flat());
  return { added, solved: before.filter((finding) => left.has(finding)), open };
}

/**
 * What a person has to do, by kind: everything that was not decided or not read.
 *
 * @param lineOf Line of an object of the second side, `zuul.d/jobs.yaml#nova-unit`.
 */
export function manualTasks(
  { added, open }: FindingChanges,
  lineOf: (output: string) => number | undefined,
): ManualTask[] {
  const isNew = new Set(added);
  const byCode = new Map<string, { readonly message: string; readonly places: TaskPlace[] }>();
  const all = [...added, ...open].filter(({ outcome }) => outcome === 'needs-human' || outcome === 'unread');
  for (const finding of all) {
    const { code, message, at, job, output } = finding;
    const task = byCode.get(code) ?? { message, places: [] };
    const outputLine = output === undefined ? undefined : lineOf(output);
    task.places.push({
      at,
      ...(job === undefined ? {} : { job }),
      ...(output === undefined ? {} : { output }),
      ...(outputLine === undefined ? {} : { outputLine }),
      isNew: isNew.has(finding),
    });
    byCode.set(code, task);
  }
  return [...byCode]
    .map(([code, { message, places }]) => ({ code, message, places: places.sort(byPlace) }))
    .sort((a, b) => b.places.length - a.places.length || (a.code < b.code ? -1 : 1));
}

function byPlace(a: TaskPlace, b: TaskPlace): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.line - b.at.line;
}

function keyOf({ outcome, code, message, at, job }: Finding): string {
  return [outcome, code, job ?? '', at.file, message].join('\n');
}
