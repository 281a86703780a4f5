import type { Parts } from './parts.js';

/**
 * What has to be written with some parts: all they need, and what must change with them.
 *
 * Playbooks and roles are shared: where one changes, whatever else runs it and has changed too goes with it, for the two
 * belong together. What uses a part that is no longer there goes with it as well. A pipeline that is there stays as it is.
 *
 * @param seeds Keys of parts.
 */
export function selectPart(before: Parts, now: Parts, seeds: Iterable<string>): Set<string> {
  const selected = new Set<string>();
  const users = usersOf(before, now);
  const isChanged = (key: string): boolean => before.parts.get(key)?.text !== now.parts.get(key)?.text;
  const queue = [...seeds];
  const add = (key: string): void => {
    if (!selected.has(key)) queue.push(key);
  };
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    if (selected.has(key)) continue;
    selected.add(key);
    for (const need of now.parts.get(key)?.needs ?? []) {
      if (!(need.startsWith('pipeline ') && before.parts.has(need))) add(need);
    }
    const isGone = !now.parts.has(key);
    // A part that is new has no user that stood there before.
    if (!isGone && !(isCode(key) && before.parts.has(key) && isChanged(key))) continue;
    for (const user of isGone ? (users.get(key) ?? []) : allRunning(key, users)) {
      if (before.parts.has(user) && isChanged(user)) add(user);
    }
  }
  return selected;
}

const isCode = (key: string): boolean => key.includes('/') && !key.includes(' ');

/** Part → parts that need it, in either generation. */
function usersOf(...generations: readonly Parts[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const { parts } of generations) {
    for (const [key, { needs }] of parts) {
      for (const need of needs) users.set(need, (users.get(need) ?? new Set()).add(key));
    }
  }
  return users;
}

/** Code that calls this code, jobs that run it, and jobs that inherit it. */
function allRunning(code: string, users: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const running = new Set<string>();
  const queue = [code];
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    for (const user of users.get(key) ?? []) {
      if (running.has(user) || !(isCode(user) || user.startsWith('job '))) continue;
      running.add(user);
      queue.push(user);
    }
  }
  return running;
}
