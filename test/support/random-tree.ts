/**
 * Random Zuul v3 installations that load in Zuul 14.2, with items to ask about: a config project, projects that bring
 * configuration of their own on several branches, and everything in them that decides which jobs run. Faults that Zuul
 * lists and lives with (dangling names) occur, seldom. They shrink: fast-check takes away what the failure does not need.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Scenario } from '../../src/model/scenario.js';
import { jobDefinitions, jobList, nodesetBody } from './tree/jobs.js';
import { pipelines } from './tree/pipelines.js';
import {
  BRANCHES,
  FILES,
  PIPELINES,
  PROJECTS,
  REFS,
  TEMPLATES,
  branchPattern,
  mapOf,
  oneOrList,
  rarely,
  seldom,
  variables,
} from './tree/values.js';
import { type ZuulMap, type ZuulYaml, zuulFile } from './tree/zuul-yaml.js';

/** The contents of a branch of a project. */
export interface RandomRepository {
  readonly project: string;
  readonly branch: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface RandomTree {
  /** Of the config project: path → text. `tenant/main.yaml` is among them. */
  readonly files: Readonly<Record<string, string>>;
  readonly repositories: readonly RandomRepository[];
  /** Project → its branches; those not named have `master`. */
  readonly branches: Readonly<Record<string, readonly string[]>>;
  readonly scenarios: readonly Scenario[];
}

/** Where a tree lies on disk, as the oracle's `--repo` and our own loader want it. */
export interface WrittenTree {
  readonly dir: string;
  readonly repos: readonly { readonly project: string; readonly branch: string; readonly dir: string }[];
}

/** Writes a tree below a folder. */
export function writeTree(tree: RandomTree, folder: string): WrittenTree {
  const put = (dir: string, files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
  };
  put(join(folder, 'config'), tree.files);
  const repos = tree.repositories.map(({ project, branch, files }, index) => {
    const dir = join(folder, `repo-${String(index)}`);
    mkdirSync(dir, { recursive: true });
    put(dir, files);
    return { project, branch, dir };
  });
  return { dir: join(folder, 'config'), repos };
}

const filled: fc.Arbitrary<ZuulYaml | undefined> = mapOf({
  'fail-fast': rarely(fc.boolean(), 20),
  jobs: rarely(jobList, 1),
});
const section = seldom(filled, fc.constant<ZuulYaml | undefined>(undefined), 5);

/** A tree to read, for messages. */
export function shownTree({ files, repositories, branches }: RandomTree): string {
  const text = (of: Readonly<Record<string, string>>): string =>
    Object.entries(of)
      .map(([path, content]) => `# ${path}\n${content}`)
      .join('');
  const others = repositories.map(({ project, branch, files: own }) => `## ${project} ${branch}\n${text(own)}`);
  return `${text(files)}${others.join('')}${JSON.stringify(branches)}`;
}

/** Sections of a project or template: its pipelines with their job lists. */
const sections: Readonly<Record<string, fc.Arbitrary<ZuulYaml | undefined>>> = {
  ...Object.fromEntries(PIPELINES.map((name) => [name, section])),
  ghosts: rarely(fc.constant<ZuulYaml>({ jobs: ['j1'] }), 30),
};

const queueName = fc.constantFrom<ZuulYaml>('q1', 'q2', 'q3', 'undeclared');

const templates = fc.tuple(
  ...TEMPLATES.map((name) =>
    mapOf({
      name: fc.constant<ZuulYaml>(name),
      queue: rarely(queueName, 8),
      vars: rarely(variables, 5),
      ...sections,
    }),
  ),
);

function stanza(name: fc.Arbitrary<ZuulYaml | undefined>): fc.Arbitrary<ZuulMap> {
  return mapOf({
    name,
    templates: rarely(
      seldom(
        fc.shuffledSubarray<ZuulYaml>([...TEMPLATES], { minLength: 1 }),
        fc.constantFrom<ZuulYaml>(['ghost'], ['t1', 't1'], []),
        30,
      ),
      3,
    ),
    queue: rarely(queueName, 3),
    vars: rarely(variables, 5),
    branches: rarely(oneOrList(branchPattern, 2), 12),
    'merge-mode': rarely(fc.constant<ZuulYaml>('squash-merge'), 20),
    'default-branch': rarely(fc.constant<ZuulYaml>('main'), 20),
    ...sections,
  });
}

const stanzaName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<ZuulYaml>(...PROJECTS) },
  { weight: 3, arbitrary: fc.constantFrom<ZuulYaml>('^group/.*', '^p[12]', '^p1$', '^.*', '^.*/group/p3$', 'config') },
  { weight: 1, arbitrary: fc.constantFrom<ZuulYaml>('gerrit.example.org/p1', 'absent') },
);

const queues = fc.tuple(
  ...['q1', 'q2', 'q3'].map((name) =>
    rarely(
      mapOf({
        name: fc.constant<ZuulYaml>(name),
        // Of two assigned queues that both fit, Zuul takes either: one may be assigned.
        type: rarely(
          fc.constantFrom<ZuulYaml>('all-branches', 'per-branch', ...(name === 'q1' ? ['branch-assigned'] : [])),
          5,
        ),
        'allow-circular-dependencies': rarely(fc.boolean(), 6),
      }),
      1,
    ),
  ),
);

const nodesets = fc.tuple(
  ...['ns1', 'ns2', 'ns3'].map((name, index) =>
    (index < 2 ? nodesetBody.filter((body) => !('alternatives' in body)) : nodesetBody).map((body) => ({
      name,
      ...body,
    })),
  ),
);

/** What a project brings itself, on one branch. */
const ownItems: fc.Arbitrary<readonly ZuulMap[]> = fc
  .tuple(
    rarely(
      mapOf({
        'implied-branch-matchers': rarely(fc.boolean(), 2),
        'implied-branches': rarely(oneOrList(branchPattern, 2), 2),
      }),
      6,
    ),
    fc.array(
      fc.constantFrom('u1', 'u2').chain((name) =>
        mapOf({
          name: fc.constant<ZuulYaml>(name),
          parent: rarely(fc.constantFrom<ZuulYaml>('base', 'j1', 'j2', 'u1'), 2),
          run: fc.constant<ZuulYaml>('own.yaml'),
          voting: rarely(fc.boolean(), 3),
          branches: rarely(branchPattern, 5),
          files: rarely(fc.constant<ZuulYaml>('.*\\.py$'), 5),
          vars: rarely(variables, 4),
        }),
      ),
      { maxLength: 3 },
    ),
    rarely(stanza(seldom(fc.constant<ZuulYaml | undefined>(undefined), fc.constantFrom<ZuulYaml>('p1', 'p2'), 6)), 2),
    fc.subarray(['u1', 'u2'] as const),
  )
  .map(([pragma, jobs, project, used]) => [
    ...(pragma === undefined ? [] : [{ pragma }]),
    ...jobs.map((job) => ({ job })),
    ...(project === undefined
      ? []
      : [{ project: { ...project, ...(used.length > 0 ? { check: { jobs: used } } : {}) } }]),
  ]);

interface OwnContents {
  readonly branches: readonly string[];
  readonly items: readonly (readonly ZuulMap[])[];
  readonly path: string;
}

const ownContents: fc.Arbitrary<OwnContents> = fc.record({
  branches: fc.constantFrom(['master'], ['master', 'stable/1'], ['master', 'stable/1', 'feature/x'], ['stable/1']),
  items: fc.tuple(ownItems, ownItems, ownItems),
  path: fc.constantFrom('zuul.yaml', '.zuul.yaml', 'zuul.d/own.yaml', '.zuul.d/own.yaml'),
});

const changeScenario: fc.Arbitrary<Scenario> = fc.record({
  kind: fc.constant('change' as const),
  project: fc.constantFrom(...PROJECTS),
  pipeline: fc.constantFrom(...PIPELINES),
  branch: fc.constantFrom(...BRANCHES),
  files: fc.subarray([...FILES]),
});

const refScenario: fc.Arbitrary<Scenario> = fc.record({
  kind: fc.constant('ref' as const),
  project: fc.constantFrom(...PROJECTS),
  pipeline: fc.constantFrom(...PIPELINES),
  ref: fc.constantFrom(...REFS),
  op: fc.constantFrom('update' as const, 'create' as const, 'delete' as const),
});

const timerScenario: fc.Arbitrary<Scenario> = fc.record({
  kind: fc.constant('timer' as const),
  project: fc.constantFrom(...PROJECTS),
  pipeline: fc.constantFrom(...PIPELINES),
});

const scenario = fc.oneof(
  { weight: 8, arbitrary: changeScenario },
  { weight: 2, arbitrary: refScenario },
  { weight: 1, arbitrary: timerScenario },
);

function tenant(configured: readonly [unknown, unknown], extra: ZuulMap, matchers: boolean | undefined): ZuulMap {
  const untrusted: ZuulYaml[] = PROJECTS.map((name, index) => {
    if (configured[index] === undefined || index > 1) return { [name]: { include: [] } };
    return matchers === undefined ? name : { [name]: { 'implied-branch-matchers': matchers } };
  });
  const source = { gerrit: { 'config-projects': ['config'], 'untrusted-projects': untrusted } };
  return { tenant: { name: 'random', ...extra, source } };
}

/**
 * Trees with their scenarios.
 *
 * @param asked How many scenarios a tree has.
 * @param demanding One pipeline in so many has requirements.
 */
export function randomTree(asked: number, demanding = 12): fc.Arbitrary<RandomTree> {
  return fc
    .record({
      pipelines: pipelines(demanding),
      jobs: jobDefinitions,
      templates,
      stanzas: fc
        .tuple(
          ...PROJECTS.map((name) => rarely(stanza(fc.constant<ZuulYaml | undefined>(name)), 1)),
          fc.array(stanza(stanzaName), { maxLength: 3 }),
        )
        .map(([...drawn]) => drawn.flat().filter((one) => one !== undefined) as ZuulMap[]),
      queues,
      nodesets,
      own: fc.tuple(rarely(ownContents, 3), rarely(ownContents, 5)),
      tenant: mapOf({
        'default-parent': rarely(fc.constantFrom<ZuulYaml>('base', 'j1'), 15),
        'max-job-timeout': rarely(fc.constantFrom<ZuulYaml>(3600, -1), 12),
      }),
      matchers: rarely(fc.boolean(), 8),
      inOneFile: fc.boolean(),
      scenarios: fc.array(scenario, { minLength: asked, maxLength: asked }),
    })
    .map(({ own, inOneFile, scenarios, ...spec }) => {
      const base = [
        ...spec.pipelines.map((pipeline) => ({ pipeline })),
        ...['sem1', 'sem2'].map((name) => ({ semaphore: { name, max: 2 } })),
        ...spec.queues.flatMap((queue) => (queue === undefined ? [] : [{ queue }])),
        ...spec.nodesets.map((nodeset) => ({ nodeset })),
        ...spec.jobs.map((job) => ({ job })),
      ];
      const projects = [
        ...spec.templates.map((template) => ({ 'project-template': template })),
        ...spec.stanzas.map((project) => ({ project })),
      ];
      const files: Readonly<Record<string, string>> = inOneFile
        ? { 'zuul.yaml': zuulFile([...base, ...projects]) }
        : { 'zuul.d/a.yaml': zuulFile(base), 'zuul.d/projects/b.yaml': zuulFile(projects) };
      const contents = own.flatMap((one, index) =>
        one === undefined ? [] : [{ one, project: PROJECTS[index] ?? '' }],
      );
      return {
        files: { 'tenant/main.yaml': zuulFile([tenant(own, spec.tenant, spec.matchers)]), ...files },
        repositories: contents.flatMap(({ one, project }) =>
          one.branches.map((branch, index) => ({
            project,
            branch,
            files: { [one.path]: zuulFile(one.items[index] ?? []) },
          })),
        ),
        branches: Object.fromEntries(contents.map(({ one, project }) => [project, one.branches])),
        scenarios,
      };
    });
}
