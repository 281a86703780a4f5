/** Branches that there really are. */
export interface BranchLists {
  /** Of every project. */
  readonly everywhere: readonly string[];
  /** Project → its branches, beside those. */
  readonly ofProject: ReadonlyMap<string, readonly string[]>;
}

export const NO_BRANCHES: BranchLists = { everywhere: [], ofProject: new Map() };

/** Both lists together, each branch once. */
export function joinBranches(one: BranchLists, other: BranchLists): BranchLists {
  const ofProject = new Map(one.ofProject);
  for (const [project, branches] of other.ofProject) {
    ofProject.set(project, [...new Set([...(ofProject.get(project) ?? []), ...branches])]);
  }
  return { everywhere: [...new Set([...one.everywhere, ...other.everywhere])], ofProject };
}
