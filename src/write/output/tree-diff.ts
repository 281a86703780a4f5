import type { TreePlan } from './plan-tree.js';

/** The changes of a plan as unified diffs, in the order of the plan. Files that are no text are only named. */
export async function treeDiff({ changes }: TreePlan): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  let text = '';
  for (const { path, before, after } of changes) {
    const old = before?.toString('utf8') ?? '';
    const now = after?.toString('utf8') ?? '';
    if (old.includes('\0') || now.includes('\0')) {
      text += `Binary file ${path} differs\n`;
      continue;
    }
    const from = before === undefined ? '/dev/null' : `a/${path}`;
    const to = after === undefined ? '/dev/null' : `b/${path}`;
    text += createTwoFilesPatch(from, to, old, now, undefined, undefined, {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    });
  }
  return text;
}
