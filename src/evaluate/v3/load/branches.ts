/** Branches of projects, by name or canonical name: all of them, and which one is the default (`master`). */
export type Branches = Readonly<Record<string, readonly string[] | ProjectBranches>>;

export interface ProjectBranches {
  readonly branches?: readonly string[];
  readonly default?: string;
}

/** The branches of a project in the order in which Zuul reads them: the default one, then the others by name. */
export function branchesOf(known: Branches, name: string, canonicalName: string): readonly string[] {
  const found = known[canonicalName] ?? known[name] ?? {};
  const { branches, default: main = 'master' } = isList(found) ? { branches: found } : found;
  const all = [...new Set(branches && branches.length > 0 ? branches : [main])].sort((a, b) => (a < b ? -1 : 1));
  return all.includes(main) ? [main, ...all.filter((branch) => branch !== main)] : all;
}

const isList = (found: readonly string[] | ProjectBranches): found is readonly string[] => Array.isArray(found);
