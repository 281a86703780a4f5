/** A frozen job, as far as a conversion decides about it. */
export interface FrozenJob {
  readonly voting: boolean;
  /** In order of name. */
  readonly dependencies: readonly { readonly name: string; readonly soft: boolean }[];
  /** Labels, in the order of the nodes. */
  readonly nodeset: readonly string[];
  /** In order of name. */
  readonly semaphores: readonly string[];
  /** Seconds; `null`: the tenant's limit alone. */
  readonly timeout: number | null;
  /** In order of name. */
  readonly tags: readonly string[];
  readonly vars: Readonly<Record<string, unknown>>;
}

/** Jobs by name, or the word that there is none because of an error. */
export type FrozenGraph = ReadonlyMap<string, FrozenJob> | 'error';

/**
 * Tells where two graphs differ: one line for each job and attribute, none when they are alike.
 *
 * @param got of the running Zuul
 */
export function graphDifferences(wanted: FrozenGraph, got: FrozenGraph): string[] {
  if (wanted === 'error' || got === 'error') {
    return wanted === got ? [] : [`expected ${kindOf(wanted)}, found ${kindOf(got)}`];
  }
  const names = [...new Set([...wanted.keys(), ...got.keys()])].sort();
  return names.flatMap((name) => {
    const [one, other] = [wanted.get(name), got.get(name)];
    if (one === undefined || other === undefined) return [`${name}: ${one ? 'missing' : 'not expected'}`];
    return jobDifferences(one, other).map((text) => `${name}: ${text}`);
  });
}

const kindOf = (graph: FrozenGraph): string => (graph === 'error' ? 'an error' : `${String(graph.size)} jobs`);

function jobDifferences(wanted: FrozenJob, got: FrozenJob): string[] {
  return (Object.keys(wanted) as (keyof FrozenJob)[]).flatMap((key) => {
    const [one, other] = [canonical(wanted[key]), canonical(got[key])];
    return one === other ? [] : [`${key} expected ${one}, found ${other}`];
  });
}

/** JSON with the keys of maps in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
