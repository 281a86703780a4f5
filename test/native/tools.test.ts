import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { ZUUL_JOBS } from '../../src/model/zuul-jobs.js';
import type { Proposal } from '../../src/native/recogniser.js';
import { TOOLS } from '../../src/native/tools.js';

const folder = fileURLToPath(new URL('../../src/native/tools/', import.meta.url));

function propose(line: string, image?: string): Proposal | undefined {
  const call = {
    words: line.split(' '),
    directory: '',
    environment: {},
    text: line,
    ...(image === undefined ? {} : { image }),
  };
  return TOOLS.map((tool) => tool.propose(call)).find((one) => one !== undefined);
}

test('every file is in the list', async (t) => {
  const files = readdirSync(folder).map(async (file) => {
    const module = (await import(`../../src/native/tools/${file.replace(/\.ts$/, '.js')}`)) as { recogniser: unknown };
    return module.recogniser;
  });
  t.deepEqual(new Set(await Promise.all(files)), new Set<unknown>(TOOLS));
  t.is(new Set(TOOLS.map(({ tool }) => tool)).size, TOOLS.length);
});

test('every parent is a job of zuul-jobs', (t) => {
  for (const { tool, parents } of TOOLS)
    for (const parent of parents) t.true(ZUUL_JOBS.has(parent), `${tool}: ${parent}`);
});

const KNOWN: readonly (readonly [line: string, parent: string, vars: object])[] = [
  ['tox', 'tox', { tox_envlist: '' }],
  ['tox -e py39', 'tox-py39', {}],
  ['tox -epy39,lint -r', 'tox', { tox_envlist: 'py39,lint', tox_extra_args: '-r' }],
  ['tox -e unit -- --junitxml=a.xml', 'tox', { tox_envlist: 'unit', tox_extra_args: '-- --junitxml=a.xml' }],
  ['nox -s docs', 'nox-docs', {}],
  ['npm test', 'nodejs-run-test', {}],
  ['npm run lint', 'nodejs-run-lint', {}],
  ['npm run build:css', 'js-build', { js_build_command: 'build:css' }],
  ['yarn lint', 'nodejs-run-lint', { js_build_tool: 'yarn' }],
  [
    'sphinx-build -W -b html doc build/html',
    'build-sphinx-docs',
    { sphinx_source_dir: 'doc', sphinx_build_dir: 'build', sphinx_builders: ['html'], sphinx_warning_is_error: true },
  ],
  [
    'docker build -t reg:5000/a/b:1 .',
    'build-docker-image',
    { docker_images: [{ context: '.', repository: 'reg:5000/a/b', tags: ['1'] }] },
  ],
  [
    'docker build -f x/Dockerfile -t a src',
    'build-docker-image',
    { docker_images: [{ context: '.', path: 'src', dockerfile: 'x/Dockerfile', repository: 'a', tags: ['latest'] }] },
  ],
  ['go test ./...', 'golang-go-test', { go_package_dir: './...' }],
  ['go vet', 'golang-go', { go_command: 'vet' }],
  ['python3 setup.py sdist bdist_wheel', 'build-python-release', {}],
  ['ct lint --all', 'chart-testing-lint', { chart_testing_options: '--all' }],
  ['helm lint charts/a', 'run-test-command', { test_command: 'helm lint charts/a' }],
  ['composer test', 'run-test-command', { test_command: 'composer test' }],
  ['vendor/bin/phpunit --group unit', 'run-test-command', { test_command: 'vendor/bin/phpunit --group unit' }],
  ['mvn -B -f pom.xml clean verify', 'run-test-command', { test_command: 'mvn -B -f pom.xml clean verify' }],
  ['./gradlew :app:check', 'run-test-command', { test_command: './gradlew :app:check' }],
  ['ansible-lint', 'run-test-command', { test_command: 'ansible-lint' }],
  ['pre-commit run --all-files', 'run-test-command', { test_command: 'pre-commit run --all-files' }],
  ['yamllint .', 'run-test-command', { test_command: 'yamllint .' }],
  ['shellcheck a.sh', 'run-test-command', { test_command: 'shellcheck a.sh' }],
  ['flake8', 'run-test-command', { test_command: 'flake8' }],
  ['python3 -m pytest tests', 'run-test-command', { test_command: 'python3 -m pytest tests' }],
  ['markdownlint .', 'markdownlint', {}],
];

for (const [line, parent, vars] of KNOWN) {
  test(`${line} is ${parent}`, (t) => {
    const found = propose(line);
    t.is(found?.parent, parent);
    t.deepEqual(found?.vars, vars);
  });
}

test('the version of Node comes from the image', (t) => {
  t.deepEqual(propose('npm test', 'registry.example.org/node:18-1')?.vars, { node_version: '18' });
});

const UNKNOWN = [
  'tox --unknown',
  'tox -e',
  'npm publish',
  'npm run publish',
  'npm run release',
  'npm run lint -- --fix',
  'docker build .',
  'docker build -t a -t b .',
  'docker push a',
  'docker build --secret id=x -t a .',
  'go test -race ./...',
  'go install ./...',
  'mvn deploy',
  'mvn clean install',
  './gradlew publish',
  'gradle',
  'helm upgrade a b',
  'helm push a b',
  'composer update',
  'python3 -m twine upload dist/a',
  'python3 setup.py upload',
  'sphinx-build -M html a b',
  'shellcheck',
  'make test',
];

for (const line of UNKNOWN) {
  test(`${line} is nobody's`, (t) => {
    t.is(propose(line), undefined);
  });
}
