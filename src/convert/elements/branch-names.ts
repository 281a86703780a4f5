import { re2Error } from '../../regex/re2.js';
import type { Element } from '../../read/jenkins/element.js';
import { escapeRegex } from './ant-regex.js';
import { javaToPython } from './java-regex.js';

/** Names of branches, as Jenkins' plugins for multibranch projects say them. */
export interface BranchNames {
  /** For RE2, each for the whole name; empty: all. */
  readonly regexes: readonly string[];
  /** Patterns of names that are left out, as written; no matcher of a project's entry says that. */
  readonly excludes: readonly string[];
  /** A regular expression that only Java knows. */
  readonly unsayable?: string;
}

export const ALL_BRANCHES: BranchNames = { regexes: [], excludes: [] };

/** `includes` and `excludes`: patterns between blanks, in which `*` is anything. Source: SCM API, WildcardSCMHeadFilterTrait. */
export function wildcardNames(filter: Element): BranchNames {
  const words = (name: string, otherwise: string): string[] =>
    filter
      .textOf(name, otherwise)
      .split(/\s+/)
      .filter((word) => word !== '');
  const includes = words('includes', '*');
  return {
    regexes: includes.includes('*') ? [] : includes.map((glob) => `^${glob.split('*').map(escapeRegex).join('.*')}$`),
    excludes: words('excludes', ''),
  };
}

/** `regex`, which has to fit the whole name. Source: SCM API, RegexSCMHeadFilterTrait. */
export function regexNames(filter: Element): BranchNames {
  const text = filter.textOf('regex', '.*').trim();
  const python = javaToPython(text);
  if (python === undefined || re2Error(python) !== undefined) return { ...ALL_BRANCHES, unsayable: text };
  return { regexes: /^\^?\.\*\$?$/.test(python) ? [] : [`${flag(filter)}^(?:${python})$`], excludes: [] };
}

/** `name`, exactly. Source: Basic Branch Build Strategies plugin. */
export function exactName(filter: Element): BranchNames {
  const name = filter.textOf('name').trim();
  return { regexes: name === '' ? [] : [`${flag(filter)}^${escapeRegex(name)}$`], excludes: [] };
}

/** Capitals count unless somebody says that they do not. */
function flag(filter: Element): string {
  return filter.child('caseSensitive') !== undefined && !filter.booleanOf('caseSensitive') ? '(?i)' : '';
}

/** Names that one or the other lets through; of filters that have to fit all, the first that says something is taken. */
export function anyOf(one: BranchNames, other: BranchNames): BranchNames {
  const unsayable = one.unsayable ?? other.unsayable;
  const isAll = one.regexes.length === 0 || other.regexes.length === 0;
  return {
    regexes: isAll ? [] : [...new Set([...one.regexes, ...other.regexes])],
    excludes: [...one.excludes, ...other.excludes],
    ...(unsayable === undefined ? {} : { unsayable }),
  };
}
