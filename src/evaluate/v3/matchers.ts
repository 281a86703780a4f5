import type { ItemPlace } from './item.js';
import { makeRegex } from './load/regex.js';
import type { BranchMatcher, LoadedTree, Source, Stanza, TenantProject, Variant } from './load/tree.js';

/** One that fits is enough; `undefined`: everything fits. */
export type BranchMatchers = readonly BranchMatcher[] | undefined;

/** Zuul source: `BranchMatcher.matches`. */
export function fitsPlace(matcher: BranchMatcher, { branch, ref }: ItemPlace): boolean {
  if (branch === undefined) return matcher.regex.fits(ref);
  return matcher.exact ? matcher.regex.pattern === branch : matcher.regex.fits(branch);
}

export function fitsAny(matchers: BranchMatchers, place: ItemPlace): boolean {
  return matchers === undefined || matchers.some((matcher) => fitsPlace(matcher, place));
}

/** Which items a definition or an entry is for. Zuul reference, section 7; Zuul source: `Job.getBranchMatcher`. */
export function matchersOfVariant({ set, isEntry, source }: Variant): BranchMatchers {
  if (set.branches !== undefined) return set.branches;
  if (isEntry || source === undefined) return undefined;
  const implied = source.impliedBranchMatchers ?? source.project.impliedBranchMatchers;
  return (implied ?? impliesByDefault(source.project)) ? impliedBy(source) : undefined;
}

/** Which items a stanza or template is for when it stands for a project. Zuul source: `ProjectConfig.getBranchMatcher`. */
export function matchersOfStanza({ branches, isTemplate, source }: Stanza, project: TenantProject): BranchMatchers {
  if (branches !== undefined) return branches;
  if (!isTemplate && source.project === project) return source.project.trusted ? undefined : [ownBranch(source)];
  const implied = source.impliedBranchMatchers;
  // Without `implied-branches` the pragma alone is asked, and it has to have been read.
  if (implied === true && !source.pragma) return undefined;
  return (implied ?? impliesByDefault(source.project)) ? impliedBy(source) : undefined;
}

/** Untrusted projects with several branches bind what they hold to the branch that holds it. */
function impliesByDefault({ trusted, branches }: TenantProject): boolean {
  return !trusted && branches.length !== 1;
}

const impliedBy = (source: Source): readonly BranchMatcher[] => source.impliedBranches ?? [ownBranch(source)];

const own = new WeakMap<Source, BranchMatcher>();

function ownBranch(source: Source): BranchMatcher {
  let matcher = own.get(source);
  if (!matcher) {
    const at = { file: source.file, line: 0 };
    const made = makeRegex(source.branch, false, at);
    // A name that is no pattern is compared as text; it fits no ref.
    const regex =
      typeof made === 'string'
        ? { pattern: source.branch, negate: false, dialect: 're2' as const, at, fits: () => false }
        : made;
    own.set(source, (matcher = { regex, exact: true }));
  }
  return matcher;
}

/**
 * Gives places that no matcher of the tree tells apart the same number: whatever is worked out for one place holds for all
 * of its number.
 */
export function placeClasses(tree: LoadedTree): (place: ItemPlace) => number {
  const matchers = [...distinctMatchers(tree).values()];
  const classes = new Map<string, number>();
  const known = new Map<string, number>();
  return (place) => {
    const name = place.branch === undefined ? `ref ${place.ref}` : `branch ${place.branch}`;
    let found = known.get(name);
    if (found === undefined) {
      const fits = matchers.map((matcher) => (fitsPlace(matcher, place) ? '1' : '0')).join('');
      found = classes.get(fits) ?? classes.size;
      classes.set(fits, found);
      known.set(name, found);
    }
    return found;
  };
}

function distinctMatchers({ jobs, templates, stanzas, tenant }: LoadedTree): ReadonlyMap<string, BranchMatcher> {
  const found = new Map<string, BranchMatcher>();
  const add = (matchers: BranchMatchers): void => {
    for (const matcher of matchers ?? []) {
      const { pattern, negate } = matcher.regex;
      found.set(`${String(matcher.exact)} ${String(negate)} ${pattern}`, matcher);
    }
  };
  const addStanza = (stanza: Stanza, project: TenantProject | undefined): void => {
    add(matchersOfStanza(stanza, project ?? stanza.source.project));
    for (const { entries } of stanza.pipelines.values()) for (const entry of entries) add(entry.set.branches);
  };
  for (const variants of jobs.values()) for (const variant of variants) add(matchersOfVariant(variant));
  for (const list of templates.values()) for (const template of list) addStanza(template, undefined);
  for (const [name, list] of stanzas) {
    const project = tenant.find(name);
    for (const stanza of list) addStanza(stanza, project === 'ambiguous' ? undefined : project);
  }
  return found;
}
