/** One row of two columns. Every field is there; what does not apply is empty. */
export interface PatchRow {
  /** The line that says where the following rows are. */
  readonly hunk: string;
  readonly left: string;
  readonly right: string;
  readonly removed: boolean;
  readonly added: boolean;
}

/** Lays out a unified diff (without headers) in two columns: what was removed beside what took its place. */
export function sideBySide(patch: string): PatchRow[] {
  const rows: PatchRow[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at++) {
      const [left, right] = [removed[at], added[at]];
      rows.push({
        hunk: '',
        left: left ?? '',
        right: right ?? '',
        removed: left !== undefined,
        added: right !== undefined,
      });
    }
    removed = [];
    added = [];
  };
  for (const line of patch.split('\n')) {
    const text = line.slice(1);
    if (line.startsWith('-')) {
      if (added.length > 0) flush();
      removed.push(text);
    } else if (line.startsWith('+')) added.push(text);
    else {
      flush();
      if (line.startsWith('@@')) rows.push({ hunk: line, left: '', right: '', removed: false, added: false });
      else if (line.startsWith(' ')) rows.push({ hunk: '', left: text, right: text, removed: false, added: false });
    }
  }
  flush();
  return rows;
}
