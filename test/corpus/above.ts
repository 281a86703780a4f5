import type { V2Line } from './zuul2.js';

/** Jobs above a job wherever v2 started it, however far: as all answers about one layout tell. */
export function aboveIn(lines: readonly V2Line[]): (job: string) => ReadonlySet<string> {
  const parents = new Map<string, Set<string>>();
  for (const { jobs, also } of lines) {
    for (const [name, parent] of jobs) {
      for (const one of [parent, ...(also?.[name] ?? [])]) {
        if (one === null) continue;
        parents.set(name, (parents.get(name) ?? new Set()).add(one));
      }
    }
  }
  return (job) => {
    const found = new Set<string>();
    const open = [job];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      for (const parent of parents.get(name) ?? []) {
        if (found.has(parent)) continue;
        found.add(parent);
        open.push(parent);
      }
    }
    return found;
  };
}
