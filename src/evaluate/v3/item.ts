import type { Scenario } from '../../model/scenario.js';
import type { TenantProject } from './load/tree.js';

/** What branch matchers see of an item. */
export interface ItemPlace {
  /** Absent: a tag, or a ref that is no branch. */
  readonly branch: string | undefined;
  readonly ref: string;
}

const HEADS = 'refs/heads/';

/**
 * The branch or ref of an item. As Zuul's Gerrit driver tells them apart: `refs/tags/` are tags, `refs/heads/` and names
 * from old Gerrits without `refs/` are branches. A timer makes one item for each branch; here it is that of the default one.
 */
export function placeOf(scenario: Scenario, project: TenantProject): ItemPlace {
  switch (scenario.kind) {
    case 'change':
      return { branch: scenario.branch, ref: 'refs/changes/01/1/1' };
    case 'timer':
      return onBranch(project.branches[0] ?? 'master');
    case 'ref':
      if (scenario.ref.startsWith(HEADS)) return onBranch(scenario.ref.slice(HEADS.length));
      return scenario.ref.startsWith('refs/') ? { branch: undefined, ref: scenario.ref } : onBranch(scenario.ref);
  }
}

const onBranch = (branch: string): ItemPlace => ({ branch, ref: `${HEADS}${branch}` });
