import type { ZuulJob } from '../../model/zuul.js';

/** Parents of more than this part of all jobs are what the whole site has in common, and no family. */
const COMMON = 0.5;

/** Job → the outermost abstract parent that makes it a family with others, itself included; jobs without one are not in it. */
export function families(jobs: readonly ZuulJob[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const abstract = new Set<string>();
  for (const { name, parent, abstract: isAbstract } of jobs) {
    if (typeof parent === 'string' && !parents.has(name)) parents.set(name, parent);
    if (isAbstract === true) abstract.add(name);
  }
  const chains = new Map(jobs.map(({ name }) => [name, chainOf(name, parents)]));
  const sizes = new Map<string, number>();
  for (const chain of chains.values()) for (const name of chain.slice(1)) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  const isFamily = (name: string): boolean => {
    const size = sizes.get(name) ?? 0;
    return abstract.has(name) && size > 0 && size <= chains.size * COMMON;
  };
  const result = new Map<string, string>();
  for (const [name, chain] of chains) {
    const family = chain.findLast(isFamily);
    if (family !== undefined) result.set(name, family);
  }
  return result;
}

/** The job, its parent, and so on. */
function chainOf(name: string, parents: ReadonlyMap<string, string>): string[] {
  const chain = [name];
  for (let parent = parents.get(name); parent !== undefined && !chain.includes(parent); parent = parents.get(parent))
    chain.push(parent);
  return chain;
}
