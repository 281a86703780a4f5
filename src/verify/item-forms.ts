import type { Scenario } from '../model/scenario.js';
import type { Translation } from './names.js';

/** How a system names updated branches: `refs/heads/x` or, behind an old Gerrit, `x`. */
export type RefForm = 'full' | 'short';

const BRANCHES = 'refs/heads/';

/** Items in one form. A ref that stands there in both forms is one. */
export function* itemsInForm(scenarios: Iterable<Scenario>, form: RefForm): Generator<Scenario> {
  const seen = new Set<string>();
  for (const given of scenarios) {
    const item = inFormOf(given, form);
    if (item.kind === 'ref') {
      const key = `${item.project} ${item.pipeline} ${item.op} ${item.ref}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    yield item;
  }
}

/** The same item with its ref in the given form; the same object where nothing changes. */
export function inFormOf(item: Scenario, form: RefForm): Scenario {
  if (item.kind !== 'ref') return item;
  const ref = form === 'full' ? fullName(item.ref) : shortName(item.ref);
  return ref === item.ref ? item : { ...item, ref };
}

/** The same item in the names of the other system; the same object where nothing changes. */
export function renamed(item: Scenario, names: Translation): Scenario {
  const [project, pipeline] = [names.project(item.project), names.pipeline(item.pipeline)];
  return project === item.project && pipeline === item.pipeline ? item : { ...item, project, pipeline };
}

function fullName(ref: string): string {
  return ref.startsWith('refs/') ? ref : `${BRANCHES}${ref}`;
}

function shortName(ref: string): string {
  return ref.startsWith(BRANCHES) ? ref.slice(BRANCHES.length) : ref;
}
