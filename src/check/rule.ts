import type { Place } from '../model/place.js';
import type { TenantFacts } from './tenant-facts.js';
import type { Tree } from './tree-index.js';

/** Reports one problem: where, which rule, what was found, what was expected. */
export type Report = (at: Place, rule: string, found: string, expected: string) => void;

/** Something that the tables cannot say, because it is about several keys or several objects. */
export type Rule = (tree: Tree, tenant: TenantFacts, report: Report) => void;
