import type { LoadedTree, Nodeset, Problem, Stanza, Variant } from './tree.js';

/**
 * Looks up every name. A fault here drops nothing: what it does, freezing shows. Zuul source: `Job.validateReferences`,
 * `TenantParser._validateProjectPipelineConfigs`.
 */
export function checkReferences(tree: LoadedTree & { readonly problems: Problem[] }): void {
  for (const variants of tree.jobs.values()) for (const job of variants) checkJobReferences(job, tree);
  const used = new Set<Stanza>();
  for (const stanzas of tree.stanzas.values()) for (const stanza of stanzas) used.add(stanza);
  const templates = new Set<Stanza>();
  for (const stanza of used) {
    for (const name of stanza.templates) {
      const found = tree.templates.get(name);
      if (!found) problem(tree, stanza, `there is no template ${name}: Zuul ignores all stanzas of the project`);
      for (const template of found ?? []) templates.add(template);
    }
  }
  for (const stanza of [...templates, ...used]) {
    for (const { entries } of stanza.pipelines.values()) {
      for (const entry of entries) {
        if (!tree.jobs.has(entry.name)) problem(tree, entry, `there is no job ${entry.name}: it never runs`);
        checkJobReferences(entry, tree);
      }
    }
  }
}

function problem({ problems }: { readonly problems: Problem[] }, { at }: Pick<Variant, 'at'>, message: string): void {
  problems.push({ at, severity: 'error', message });
}

function checkJobReferences(job: Variant, tree: LoadedTree & { readonly problems: Problem[] }): void {
  const { parent, nodeset, dependencies = [] } = job.set;
  if (typeof parent === 'string') checkParent(job, parent, tree);
  if (typeof nodeset === 'string' && !tree.nodesets.has(nodeset)) problem(tree, job, `there is no nodeset ${nodeset}`);
  else if (nodeset !== undefined) checkNodes(job, nodeset, tree);
  for (const { name } of dependencies) {
    if (!tree.jobs.has(name)) problem(tree, job, `${job.name} depends on ${name}, which is defined nowhere`);
  }
  for (const { secret } of job.secrets) {
    const found = tree.secrets.get(secret);
    if (!found) problem(tree, job, `there is no secret ${secret}`);
    else if (found.source.project !== job.source?.project)
      problem(tree, job, `the secret ${secret} belongs to ${found.source.project.name}, and can be used there only`);
  }
}

function checkParent(job: Variant, name: string, tree: LoadedTree & { readonly problems: Problem[] }): void {
  const parents = tree.jobs.get(name);
  if (!parents) problem(tree, job, `there is no job ${name} to be the parent of ${job.name}: it never runs`);
  else if (parents.every(({ final }) => final === true))
    problem(tree, job, `the parent ${name} of ${job.name} is final`);
  else if (parents.every(({ intermediate }) => intermediate) && !job.abstract)
    problem(tree, job, `the parent ${name} of ${job.name} is intermediate, and ${job.name} is not abstract`);
  else if (parents.every((one) => one.protected === true) && parents[0]?.source?.project !== job.source?.project)
    problem(tree, job, `the parent ${name} of ${job.name} is protected, and in another project`);
}

function checkNodes(
  job: Variant,
  nodeset: string | Nodeset,
  tree: LoadedTree & { readonly problems: Problem[] },
): void {
  const { alternatives, fault } = flattenNodeset(nodeset, tree.nodesets);
  if (fault !== undefined) problem(tree, job, fault);
  const { maxNodesPerJob } = tree.tenant;
  if (alternatives.some(({ nodes }) => nodes.length > maxNodesPerJob))
    problem(tree, job, `${job.name} wants more than ${String(maxNodesPerJob)} nodes`);
}

/** The nodesets that a job may run on, in their order; or why there are none. Zuul source: `NodeSet.flattenAlternatives`. */
export function flattenNodeset(
  nodeset: string | Nodeset,
  known: ReadonlyMap<string, Nodeset>,
): { readonly alternatives: readonly Nodeset[]; readonly fault?: string } {
  const alternatives: Nodeset[] = [];
  const seen: Nodeset[] = [];
  const walk = (item: string | Nodeset): string | undefined => {
    const found = typeof item === 'string' ? known.get(item) : item;
    if (!found) return `there is no nodeset ${String(item)}`;
    // Zuul compares what nodesets say, not which they are.
    if (seen.some((other) => sameNodeset(other, found))) return `nodeset cycle at ${found.name}`;
    seen.push(found);
    if (found.alternatives.length === 0) alternatives.push(found);
    for (const inner of found.alternatives) {
      const fault = walk(inner);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  const fault = walk(nodeset);
  return fault === undefined ? { alternatives } : { alternatives: [], fault };
}

function sameNodeset(one: Nodeset, other: Nodeset): boolean {
  if (one === other) return true;
  if (one.name !== other.name || one.alternatives.length !== other.alternatives.length) return false;
  if (JSON.stringify([one.nodes, one.groups]) !== JSON.stringify([other.nodes, other.groups])) return false;
  return one.alternatives.every((item, index) => {
    const twin = other.alternatives[index];
    return typeof item === 'string' || typeof twin === 'string' || !twin ? item === twin : sameNodeset(item, twin);
  });
}
