import { judge, markRead, type Leaf } from '../../model/leaf.js';
import { leavesBelow } from '../yaml/document.js';
import type { YamlNode } from '../yaml/node.js';

/**
 * Which part of the file an object of the typed layout was made from. A leaf is a scalar value, an empty collection, or
 * the name of a parent job in a job tree (a key). Leaves are counted once, where they are written, however many
 * aliases, merges and templates lead to them.
 *
 * What each object stands for:
 * - `Placed`, `V2Scalar`: its own leaf. A swift destination: all its settings.
 * - `V2JobNode`: its name alone; its children are objects of their own.
 * - everything else (`V2List`, `V2Map`, `V2Section`, `V2Template`, `V2TemplateCall`, `V2Project`, `V2JobEntry`,
 *   `V2SkipIf`, `V2Pipeline`, `V2Layout`): all leaves below, names included.
 */
const origins = new WeakMap<object, YamlNode>();

/** Tells where an object comes from, and returns it. Only for `src/read/layout/`. */
export function madeFrom<T extends object>(object: T, origin: YamlNode): T {
  origins.set(object, origin);
  return object;
}

/** Tells that an object stands for what another one stands for: a job of an expanded template. */
export function madeLike<T extends object>(object: T, model: object): T {
  const origin = origins.get(model);
  if (origin !== undefined) origins.set(object, origin);
  return object;
}

/** The leaves an object of the typed layout stands for; none for an object that was not read from a file. */
export function leavesOf(object: object): readonly Leaf[] {
  const origin = origins.get(object);
  if (origin === undefined) return [];
  return leavesBelow(origin);
}

/** Says that an object is in the output: its leaves are read. Leaves that were judged keep their judgement. */
export function readLeaf(object: object): void {
  leavesOf(object).forEach(markRead);
}

/** Judges the leaves of an object that were not judged before. Raise a finding with it. */
export function judgeLeaf(object: object, state: 'approximated' | 'dropped' | 'needs-human'): void {
  for (const leaf of leavesOf(object)) judge(leaf, state);
}
