import test from 'ava';
import { jinja } from '../../../src/model/value.js';
import type { ZuulConfig, ZuulJob, ZuulProject } from '../../../src/model/zuul.js';
import { zuulFiles } from '../../../src/write/zuul/zuul-files.js';
import { estateOf } from '../../support/estates.js';

function filesOf(config: Partial<ZuulConfig>): Map<string, string> {
  return new Map(zuulFiles(estateOf({ config }), ['Ours.']).map(({ path, content }) => [path, String(content)]));
}

/** The text of a file without its header. */
function bodyOf(config: Partial<ZuulConfig>, path: string): string {
  return (filesOf(config).get(path) ?? 'no such file').replace('# Ours.\n\n', '');
}

test('a job has its attributes in the order of the manual', (t) => {
  const job: ZuulJob = {
    name: 'unit',
    parent: 'family',
    description: 'Runs the tests.',
    voting: false,
    semaphores: ['one'],
    tags: ['x'],
    secrets: [
      { name: 'key', secret: 'deploy-key' },
      { name: 'token', secret: 'token' },
    ],
    nodeset: 'large',
    timeout: 1800,
    postTimeout: 600,
    preRun: ['playbooks/unit/pre.yaml'],
    run: ['playbooks/unit/run.yaml', 'playbooks/unit/more.yaml'],
    requiredProjects: [{ name: 'lib' }, { name: 'doc', overrideCheckout: 'stable' }],
    vars: { image: 'php:8' },
    postReview: true,
    branches: [{ regex: '^stable/', negate: true }],
    files: [{ regex: '^src/' }],
  };
  t.is(
    bodyOf({ jobs: [job] }, 'zuul.d/jobs.yaml'),
    `- job:
    name: unit
    parent: family
    description: Runs the tests.
    voting: false
    semaphores: one
    tags: [x]
    secrets:
      - name: key
        secret: deploy-key
      - token
    nodeset: large
    timeout: 1800
    post-timeout: 600
    pre-run: playbooks/unit/pre.yaml
    run: [playbooks/unit/run.yaml, playbooks/unit/more.yaml]
    required-projects:
      - lib
      - name: doc
        override-checkout: stable
    vars:
      image: php:8
    post-review: true
    branches:
      regex: ^stable/
      negate: true
    files: [^src/]
`,
  );
});

test('a base job says that it has no parent, and literal braces in variables become Jinja', (t) => {
  const vars = { literal: '${#list[@]} {{.Id}}', template: jinja('{{ zuul.branch }}'), list: ['{%'], map: { a: null } };
  t.is(
    bodyOf({ jobs: [{ name: 'base', parent: null, vars }] }, 'zuul.d/jobs.yaml'),
    `- job:
    name: base
    parent: null
    vars:
      literal: \${{ '{' }}#list[@]} {{ '{' }}{.Id}}
      template: "{{ zuul.branch }}"
      list: ["{{ '{' }}%"]
      map:
        a: null
`,
  );
});

test('what matches nothing is kept: an empty list has a meaning there', (t) => {
  const job: ZuulJob = { name: 'a', files: [], branches: [], dependencies: [], tags: [], vars: {} };
  t.is(
    bodyOf({ jobs: [job] }, 'zuul.d/jobs.yaml'),
    '- job:\n    name: a\n    dependencies: []\n    branches: []\n    files: []\n',
  );
});

test('projects and templates list jobs by name, with attributes where there are some', (t) => {
  const project: ZuulProject = {
    name: 'a/b',
    comment: ['What it is'],
    templates: ['docs'],
    mergeMode: 'cherry-pick',
    queue: 'shared',
    pipelines: [
      { pipeline: 'check', jobs: [{ name: 'one' }, { name: 'two' }] },
      {
        pipeline: 'gate',
        jobs: [
          { name: 'one', voting: false, dependencies: [{ name: 'two', soft: true }, { name: 'x' }] },
          { name: 'two' },
        ],
      },
      { pipeline: 'post', jobs: [] },
    ],
  };
  t.is(
    bodyOf({ projects: [project] }, 'zuul.d/projects.yaml'),
    `# What it is
- project:
    name: a/b
    templates: [docs]
    merge-mode: cherry-pick
    queue: shared
    check:
      jobs: [one, two]
    gate:
      jobs:
        - one:
            voting: false
            dependencies:
              - name: two
                soft: true
              - x
        - two
    post:
      jobs: []
`,
  );
  const template = { name: 'docs', queue: 'q', pipelines: [{ pipeline: 'post', jobs: [{ name: 'publish' }] }] };
  t.is(
    bodyOf({ templates: [template] }, 'zuul.d/project-templates.yaml'),
    '- project-template:\n    name: docs\n    queue: q\n    post:\n      jobs: [publish]\n',
  );
});

test('pipelines of one list of addresses hold it once', (t) => {
  const email = [
    '^a@example\\.org$',
    '^b@example\\.org$',
    '^c@example\\.org$',
    '^d@example\\.org$',
    '^e@example\\.org$',
  ];
  const pipeline = (name: string): ZuulConfig['pipelines'][number] => ({
    name,
    manager: 'independent',
    settings: { trigger: { gerrit: [{ event: 'patchset-created', email }] }, success: { gerrit: {} } },
  });
  const text = bodyOf({ pipelines: [pipeline('test'), pipeline('check')] }, 'zuul.d/pipelines.yaml');
  t.true(text.includes('          email: &email-list\n            - ^a@example\\.org$\n'));
  t.true(text.includes('          email: *email-list\n    success:\n      gerrit: {}\n'));
});

test('small objects', (t) => {
  const config: Partial<ZuulConfig> = {
    queues: [{ name: 'shared', comment: ['Tied by unit'] }],
    semaphores: [{ name: 'deploy', max: 2 }],
    nodesets: [
      { name: 'large', nodes: [{ name: 'node', label: 'large-label' }] },
      { name: 'any', nodes: [], alternatives: ['large', 'small'] },
    ],
    secrets: [{ name: 'login', fields: ['username', 'password'] }],
  };
  t.is(bodyOf(config, 'zuul.d/queues.yaml'), '# Tied by unit\n- queue:\n    name: shared\n');
  t.is(bodyOf(config, 'zuul.d/semaphores.yaml'), '- semaphore:\n    name: deploy\n    max: 2\n');
  t.is(
    bodyOf(config, 'zuul.d/nodesets.yaml'),
    '- nodeset:\n    name: large\n    nodes:\n      - name: node\n        label: large-label\n\n- nodeset:\n    name: any\n    alternatives: [large, small]\n',
  );
  t.is(
    bodyOf(config, 'zuul.d/secrets.yaml'),
    '- secret:\n    name: login\n    data:\n      username: REPLACE-ME\n      password: REPLACE-ME\n',
  );
});

test('the tenant knows every project that is named, and reads the configuration of ours only', (t) => {
  const config: Partial<ZuulConfig> = {
    projects: [
      { name: 'a', templates: [], pipelines: [] },
      { name: '^lib/.*', templates: [], pipelines: [] },
      { name: 'ci-config', templates: [], pipelines: [] },
    ],
    jobs: [{ name: 'x', requiredProjects: [{ name: 'b' }, { name: 'a' }], roles: ['zuul/zuul-jobs'] }],
  };
  t.is(
    bodyOf(config, 'tenant/main.yaml'),
    `- tenant:
    name: example
    max-job-timeout: 10800
    source:
      gerrit:
        config-projects: [ci-config]
        untrusted-projects:
          - include: []
            projects: [a, b, zuul/zuul-jobs]
`,
  );
});

test('types without objects get no file', (t) => {
  t.deepEqual([...filesOf({}).keys()], ['tenant/main.yaml']);
});

test('a long file becomes a folder by families, and every object stays in it once', (t) => {
  const jobs: ZuulJob[] = [{ name: 'base', parent: null, abstract: true }];
  for (const family of ['composer', 'npm', 'tox']) {
    jobs.push({ name: family, parent: 'base', abstract: true });
    for (let index = 0; index < 200; index += 1) {
      jobs.push({ name: `${family}-${String(index)}`, parent: family, vars: { image: `${family}:${String(index)}` } });
    }
  }
  jobs.push({ name: 'alone', parent: 'base' });
  const files = filesOf({ jobs });
  t.deepEqual(
    [...files.keys()],
    [
      'zuul.d/jobs/composer.yaml',
      'zuul.d/jobs/npm.yaml',
      'zuul.d/jobs/tox.yaml',
      'zuul.d/jobs/other.yaml',
      'tenant/main.yaml',
    ],
  );
  const names = [...files.values()].flatMap((text) =>
    [...text.matchAll(/^ {4}name: (\S+)$/gm)].map(([, name]) => name),
  );
  t.deepEqual(names.filter((name) => name !== 'example').sort(), jobs.map(({ name }) => name).sort());
  t.regex(files.get('zuul.d/jobs/npm.yaml') ?? '', /^# Ours\.\n\n- job:\n {4}name: npm\n/);
});

test('many projects are split by the folders in their names, then by letters', (t) => {
  const projects = Array.from({ length: 1500 }, (_, index): ZuulProject => {
    const letter = index % 2 === 0 ? 'A' : 'b';
    return {
      name: `group/part/${letter}${String(index)}`,
      templates: ['t'],
      pipelines: [{ pipeline: 'check', jobs: [{ name: 'x' }] }],
    };
  });
  projects.push({ name: 'single', templates: [], pipelines: [] });
  const files = filesOf({ projects });
  t.deepEqual(
    [...files.keys()],
    [
      'zuul.d/projects/group/part/a.yaml',
      'zuul.d/projects/group/part/b.yaml',
      'zuul.d/projects/other.yaml',
      'tenant/main.yaml',
    ],
  );
});
