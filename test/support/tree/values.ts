/** Small pools and helpers that random configurations of Zuul v3 are drawn from. Pools are small so that things meet. */
import fc from 'fast-check';
import type { ZuulMap, ZuulYaml } from './zuul-yaml.js';

export const PROJECTS = ['p1', 'p2', 'group/p3', 'group/p4'] as const;
export const PIPELINES = ['check', 'gate', 'post', 'periodic', 'deploy', 'promote'] as const;
export const JOBS = ['j1', 'j2', 'j3', 'j4', 'j5', 'j6'] as const;
export const TEMPLATES = ['t1', 't2'] as const;
export const BRANCHES = ['master', 'master-old', 'stable/1', 'stable/2', 'feature/x', 'main'] as const;
export const REFS = [
  'refs/heads/master',
  'refs/heads/stable/1',
  'refs/heads/feature/x',
  'refs/tags/1.0',
  'refs/tags/master',
  'refs/meta/config',
] as const;
export const FILES = ['a.py', 'sub/a.py', 'docs/x.rst', 'docs/y.py', 'README', 'src/b.c', '/COMMIT_MSG', '/MERGE_LIST'];

/** `one in N` draws are the value; the others are nothing at all. Shrinks to nothing. */
export function rarely<T>(arbitrary: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: oneIn - 1, arbitrary: fc.constant<T | undefined>(undefined) },
    { weight: 1, arbitrary: arbitrary as fc.Arbitrary<T | undefined> },
  );
}

/** Mostly the first, one in N draws the second. */
export function seldom<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** Zuul takes a list or one value in most places. */
export function oneOrList<T extends ZuulYaml>(item: fc.Arbitrary<T>, most = 3): fc.Arbitrary<ZuulYaml> {
  return fc.oneof(item as fc.Arbitrary<ZuulYaml>, fc.array(item, { minLength: 1, maxLength: most }));
}

/** A record without the keys that drew nothing. */
export function mapOf(shape: Readonly<Record<string, fc.Arbitrary<ZuulYaml | undefined>>>): fc.Arbitrary<ZuulMap> {
  return fc
    .record(shape)
    .map((drawn) => Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)));
}

function patterns(texts: readonly string[], negated: readonly string[]): fc.Arbitrary<ZuulYaml> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<ZuulYaml>(...texts) },
    { weight: 1, arbitrary: fc.constantFrom(...negated).map((regex) => ({ regex, negate: true })) },
    { weight: 1, arbitrary: fc.constantFrom(...texts).map((regex) => ({ regex })) },
  );
}

export const branchPattern = patterns(
  [
    'master',
    '^master$',
    '^stable/',
    '^(stable|feature)/',
    '.*',
    '^refs/tags/',
    '^refs/heads/stable',
    'm',
    '^stable/1$',
    '(?i)MASTER$',
  ],
  ['^stable/', '^master$', '^refs/', 'x', '^master', '^refs/tags/1'],
);

export const refPattern = patterns(
  ['^refs/heads/', '^refs/heads/master$', '^refs/tags/.*$', 'refs/(heads|tags)/1', 'master', '^refs/meta/', '.*'],
  ['^refs/', '^refs/heads/', '^refs/tags/'],
);

export const filePattern = patterns(
  ['.*\\.py$', '^docs/', '^docs/.*\\.rst$', 'README', '^a\\.py$', '^/COMMIT_MSG$', '^src/', 'py', '^(docs|sub)/'],
  ['^docs/', '.*\\.py$', '^/'],
);

/** Job variables: maps that overlap in their keys, so that merging has something to do. */
export const variables: fc.Arbitrary<ZuulMap> = mapOf({
  a: rarely(fc.constantFrom<ZuulYaml>(1, 'one', true, null, [1, 2]), 2),
  b: rarely(
    mapOf({
      x: rarely(fc.constantFrom<ZuulYaml>(1, 2, 'text'), 2),
      y: rarely(fc.constantFrom<ZuulYaml>([], [3], { deep: 1 }, { deeper: { z: 2 } }), 2),
    }),
    2,
  ),
  c_d: rarely(fc.constantFrom<ZuulYaml>('{{ x }}', 1.5, {}), 4),
});
