/** A part of a report whose items can be left out from the end where there is no room. */
export interface Block {
  readonly title: string;
  /** Each with its line break at the end. */
  readonly items: readonly string[];
  /** Said in place of those that are left out. */
  more(left: number): string;
}

/**
 * Joins blocks within a limit. Every block keeps its title and says how much of it is missing; earlier blocks get room first.
 *
 * @param head Comes first, whole.
 * @param limit Characters (UTF-16 units, as GitHub and GitLab count).
 */
export function fitBlocks(head: string, blocks: readonly Block[], limit: number): string {
  const filled = blocks.filter(({ items }) => items.length > 0);
  const least = filled.map(({ title, items, more }) => title.length + more(items.length).length);
  let text = head;
  for (const [index, { title, items, more }] of filled.entries()) {
    const reserved = least.slice(index + 1).reduce((sum, size) => sum + size, 0);
    text += title;
    let room = limit - reserved - text.length;
    const shown: string[] = [];
    for (const [at, item] of items.entries()) {
      const rest = items.length - at - 1;
      if (item.length + (rest === 0 ? 0 : more(rest).length) > room) break;
      shown.push(item);
      room -= item.length;
    }
    text += shown.join('');
    if (shown.length < items.length) text += more(items.length - shown.length);
  }
  // What even the titles had no room for.
  return text.length <= limit ? text : text.slice(0, limit);
}

/** A text of at most so many characters, cut at the end of a line. */
export function cutLines(text: string, limit: number): { readonly text: string; readonly left: number } {
  if (text.length <= limit) return { text, left: 0 };
  const end = text.lastIndexOf('\n', limit);
  const kept = end < 0 ? '' : text.slice(0, end + 1);
  return {
    text: kept,
    left: text
      .slice(kept.length)
      .split('\n')
      .filter((line) => line !== '').length,
  };
}
