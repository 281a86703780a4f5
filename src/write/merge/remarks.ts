import { visit, type Node, type Pair } from 'yaml';

/** A node, or a pair with its key, beside which comments may stand. */
type Commented = Node | Pair;

/** Whether people wrote a comment in or at something that the earlier generation did not have there. */
export function hasOwnRemarks(edited: Commented | undefined, base: Commented | undefined): boolean {
  const known = new Set(remarksOf(base));
  return remarksOf(edited).some((line) => !known.has(line));
}

function remarksOf(at: Commented | undefined): string[] {
  const lines: string[] = [];
  if (at === undefined) return lines;
  visit(at as Node, {
    Node: (_, { commentBefore, comment }) => {
      for (const text of [commentBefore, comment]) {
        if (typeof text === 'string') lines.push(...text.split('\n').map((line) => line.trim()).filter((line) => line !== '')); // prettier-ignore
      }
    },
  });
  return lines;
}
