/** Random jobs of Zuul v3: definitions, variants and entries of projects. */
import fc from 'fast-check';
import { JOBS, PROJECTS, branchPattern, filePattern, mapOf, oneOrList, rarely, seldom, variables } from './values.js';
import { TaggedYaml, type ZuulMap, type ZuulYaml } from './zuul-yaml.js';

const truth: fc.Arbitrary<ZuulYaml> = fc.boolean();

function tagged(value: fc.Arbitrary<ZuulYaml>): fc.Arbitrary<ZuulYaml> {
  return fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 1, arbitrary: value.map((inner): ZuulYaml => new TaggedYaml('!override', inner)) },
    { weight: 1, arbitrary: value.map((inner): ZuulYaml => new TaggedYaml('!inherit', inner)) },
  );
}

/** Waits for one of `names`; seldom for any job, so that circles occur. */
function dependency(names: readonly string[]): fc.Arbitrary<ZuulYaml> {
  const earlier = fc.constantFrom(...(names.length === 0 ? JOBS : names));
  const any = fc.oneof({ weight: 20, arbitrary: earlier }, { weight: 1, arbitrary: fc.constantFrom(...JOBS) });
  return any.map((name): ZuulYaml => (HARD.has(name) ? name : { name, soft: true }));
}

/** Jobs that others need. A name that is hard and soft in one list is chance in Zuul, so each is always the same. */
const HARD: ReadonlySet<string> = new Set(['j2', 'j5']);

const semaphore: fc.Arbitrary<ZuulYaml> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<ZuulYaml>('sem1', 'sem2', 'undeclared') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('sem1', 'sem2').map((name): ZuulYaml => ({ name, 'resources-first': true })),
  },
);

const nodes = fc
  .uniqueArray(fc.record({ name: fc.constantFrom('n1', 'n2'), label: fc.constantFrom('small', 'large') }), {
    maxLength: 2,
    selector: ({ name }) => name,
  })
  .map((list): ZuulYaml => list);

/** A nodeset without its name. */
export const plainNodeset: fc.Arbitrary<ZuulMap> = nodes.map((list) => ({ nodes: list }));

/** The same, or one with alternatives. */
export const nodesetBody: fc.Arbitrary<ZuulMap> = fc.oneof(
  { weight: 4, arbitrary: plainNodeset },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(fc.oneof(fc.constantFrom<ZuulYaml>('ns1', 'ns2'), plainNodeset), { minLength: 1, maxLength: 2 })
      .map((alternatives): ZuulMap => ({ alternatives })),
  },
);

const playbook = fc.constantFrom<ZuulYaml>('playbooks/a.yaml', ['playbooks/a.yaml', 'playbooks/b.yaml']);

/**
 * What definitions and entries of projects may say alike.
 *
 * @param oneIn How sparse.
 * @param ghosts One value in so many names what is not there.
 * @param earlier Jobs that this one may wait for.
 */
function attributes(
  oneIn: number,
  ghosts: number,
  earlier: readonly string[],
): Readonly<Record<string, fc.Arbitrary<ZuulYaml | undefined>>> {
  const nothing = fc.constant<ZuulYaml>([]);
  const dangling = fc.constantFrom<ZuulYaml>(['ghost'], [{ name: 'ghost', soft: true }], []);
  return {
    voting: rarely(truth, oneIn),
    'hold-following-changes': rarely(truth, oneIn * 3),
    tags: rarely(tagged(fc.array(fc.constantFrom<ZuulYaml>('t-a', 't-b', 't-c'), { maxLength: 2 })), oneIn * 2),
    provides: rarely(tagged(fc.constantFrom<ZuulYaml>(['image'], ['image', 'doc'])), oneIn * 6),
    branches: rarely(seldom(oneOrList(branchPattern), nothing, 20), oneIn),
    files: rarely(tagged(seldom(oneOrList(filePattern), nothing, 20)), oneIn),
    'irrelevant-files': rarely(tagged(seldom(oneOrList(filePattern), nothing, 6)), oneIn),
    dependencies: rarely(seldom(tagged(oneOrList(dependency(earlier), 2)), dangling, ghosts), oneIn * 2),
    nodeset: rarely(
      seldom(fc.oneof(fc.constantFrom<ZuulYaml>('ns1', 'ns2', 'ns3'), nodesetBody), fc.constant('ghost'), ghosts),
      oneIn * 2,
    ),
    timeout: rarely(
      seldom(fc.constantFrom<ZuulYaml>(60, 600, 3600), fc.constantFrom<ZuulYaml>(0, -1, 99999), ghosts),
      oneIn,
    ),
    vars: rarely(tagged(variables), oneIn),
    'extra-vars': rarely(tagged(variables), oneIn * 10),
    semaphores: rarely(oneOrList(semaphore, 2), oneIn * 2),
    semaphore: rarely(semaphore, oneIn * 20),
    attempts: rarely(fc.constant<ZuulYaml>(2), oneIn * 4),
    run: rarely(playbook, oneIn * 2),
    'post-review': rarely(fc.constant<ZuulYaml>(true), oneIn * 15),
    'allowed-projects': rarely(fc.subarray<ZuulYaml>([...PROJECTS], { minLength: 1 }), oneIn * 15),
    'required-projects': rarely(fc.subarray<ZuulYaml>([...PROJECTS]), oneIn * 8),
    'override-checkout': rarely(fc.constantFrom<ZuulYaml>('master', 'stable/1'), oneIn * 12),
    'match-on-config-updates': rarely(truth, oneIn * 8),
    final: rarely(truth, oneIn * 20),
    abstract: rarely(truth, oneIn * 20),
    protected: rarely(fc.constant<ZuulYaml>(true), oneIn * 20),
    intermediate: rarely(truth, oneIn * 60),
  };
}

/** A definition of `name`; its parent is `base`, an earlier job, or seldom any job, itself or nobody. */
function definition(name: string, earlier: readonly string[]): fc.Arbitrary<ZuulMap> {
  const anybody = fc.constantFrom<ZuulYaml>(...JOBS, 'ghost', 'noop', null);
  const parent = seldom(fc.constantFrom<ZuulYaml>('base', ...earlier), anybody, 25);
  return mapOf({ name: fc.constant<ZuulYaml>(name), parent: rarely(parent, 3), ...attributes(5, 60, earlier) });
}

const base = mapOf({
  name: fc.constant<ZuulYaml>('base'),
  parent: fc.constant<ZuulYaml>(null),
  run: seldom(fc.constant<ZuulYaml>('playbooks/base.yaml'), fc.constant<ZuulYaml>([]), 30),
  timeout: rarely(fc.constant<ZuulYaml>(1800), 2),
  vars: rarely(variables, 3),
  tags: rarely(fc.constant<ZuulYaml>(['t-base']), 4),
  nodeset: rarely(fc.constant<ZuulYaml>('ns1'), 3),
  abstract: rarely(fc.constant<ZuulYaml>(true), 12),
  branches: rarely(branchPattern, 30),
});

/** `base`, then the jobs of the pool in their order, each with up to three variants. */
export const jobDefinitions: fc.Arbitrary<readonly ZuulMap[]> = fc
  .tuple(
    base,
    ...JOBS.map((name, index) => fc.array(definition(name, JOBS.slice(0, index)), { minLength: 1, maxLength: 3 })),
  )
  .map(([root, ...lists]): readonly ZuulMap[] => [root as ZuulMap, ...(lists as ZuulMap[][]).flat()]);

/** The list of jobs of a project (or template) in one pipeline. */
export const jobList: fc.Arbitrary<ZuulYaml> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom<ZuulYaml>(...JOBS) },
    {
      weight: 8,
      arbitrary: fc.oneof(
        ...JOBS.map((name, index) =>
          mapOf(attributes(6, 60, JOBS.slice(0, index))).map((values): ZuulYaml => ({ [name]: values })),
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<ZuulYaml>(
        'noop',
        'ghost',
        { j1: { voting: false }, j2: { voting: false } },
        { j1: { parent: 'j2' } },
      ),
    },
  ),
  { maxLength: 6, size: 'medium' },
);
