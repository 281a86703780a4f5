import { antRegex } from '../elements/ant-regex.js';

/** Branches a job builds, as matchers; `undefined`: all of them, or nobody can tell. */
export function branchMatchers(specs: readonly string[]): readonly string[] | undefined {
  const names = specs.map(branchName);
  if (names.length === 0 || names.some((name) => name === undefined)) return undefined;
  return [...new Set(names as string[])].map((name) => antRegex(name));
}

/**
 * Name in a branch specifier of Jenkins' Git plugin: `main`, `refs/heads/main`, or with a remote (any or `origin`) before it.
 *
 * @returns nothing for all branches, variables and expressions. Source: Git plugin, BranchSpec.
 */
function branchName(spec: string): string | undefined {
  const plain = spec
    .trim()
    .replace(/^refs\/heads\//, '')
    .replace(/^refs\/remotes\/[^/]+\//, '')
    .replace(/^(?:\*|origin)\//, '');
  return plain === '' || plain === '*' || plain === '**' || /[$:]/.test(plain) ? undefined : plain;
}
