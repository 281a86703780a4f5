import type { Difference } from '../../model/verification.js';
import { waits } from '../compare/compare-jobs.js';
import type { NameMap } from '../names.js';
import type { Differing } from './announce-presence.js';
import type { LayoutFacts } from './layout-facts.js';

/**
 * Whether a difference of dependencies only seems to be one. v2's answer names the job right above; where that one stands at
 * several places of the tree, the job nevertheless waits for all that are above it at the place from which it starts.
 */
export function isApparentWait(
  { aspect, job }: Difference,
  { item, v2, v3 }: Differing,
  facts: LayoutFacts,
  names: NameMap,
): boolean {
  const entry = v2.jobs.find(({ name }) => name === job);
  if (aspect !== 'dependencies' || entry === undefined) return false;
  const there = new Set(v3.jobs.map(({ name }) => name));
  const common = new Set(v2.jobs.map(({ name }) => names.v3.job(name)).filter((name) => there.has(name)));
  const now = waits(v3.jobs, (name) => name)(names.v3.job(entry.name), common).join('\n');
  return facts.placesOf(entry.name, item.project, item.pipeline).some((above) => {
    if (above.at(-1)?.name !== entry.dependencies[0]?.name) return false;
    const before = above.map(({ name }) => names.v3.job(name)).filter((name) => common.has(name));
    return [...new Set(before)].sort().join('\n') === now;
  });
}
