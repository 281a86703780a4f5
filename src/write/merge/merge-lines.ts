import { diff3Merge } from 'node-diff3';

/** Three versions of one text: what an earlier run wrote, what people made of it, what this run would write. */
export interface Versions {
  readonly base: string;
  readonly edited: string;
  readonly generated: string;
}

export interface MergedLines {
  /** With the usual marks of `git merge` where both changed the same lines. */
  readonly text: string;
  /** How many such places there are. */
  readonly conflicts: number;
}

const NAMES = { edited: '<<<<<<< edited', base: '||||||| as generated before', generated: '>>>>>>> as generated now' };

/** Three-way merge by lines (as `git merge-file --diff3`): a change that both made alike is no conflict. */
export function mergeLines({ base, edited, generated }: Versions): MergedLines {
  const regions = diff3Merge(linesOf(edited), linesOf(base), linesOf(generated), { excludeFalseConflicts: true });
  let text = '';
  let conflicts = 0;
  for (const { ok, conflict } of regions) {
    if (ok) text += ok.join('');
    if (conflict === undefined) continue;
    conflicts += 1;
    text += marked(NAMES.edited, conflict.a) + marked(NAMES.base, conflict.o) + marked('=======', conflict.b);
    text += `${NAMES.generated}\n`;
  }
  return { text, conflicts };
}

/** Each line with its end, so that a missing one at the end of the file is a difference too. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}

function marked(mark: string, lines: readonly string[]): string {
  return `${mark}\n${lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join('')}`;
}
