import fc from 'fast-check';
import type { ConvertedJob } from '../../../src/convert/factor/converted-job.js';
import type { Step } from '../../../src/model/step.js';
import { jinja, type Value } from '../../../src/model/value.js';
import { block, container, fail, job, role, script } from './support.js';

// Small vocabularies: what is wanted are jobs that have a lot in common, and nasty values among it.
const word = fc.constantFrom(
  'test',
  'doc',
  'lint',
  '',
  'True',
  '[1, 2]',
  '{"a": 1}',
  'a b',
  '{',
  'x}',
  '--flag',
  '{{ x }}',
  'é\n',
);
const template = fc.constantFrom(
  jinja('{{ jenkins_env.WORKSPACE }}/src:/src'),
  jinja('{{ jenkins_env.WORKSPACE }}/log:/log'),
  jinja('doc/{{ jenkins_env.BRANCH }}'),
  jinja("cover/{{ jenkins_env.BRANCH }}{{ '{' }}#"),
  jinja('{% if x %}y{% endif %}'),
);
const text: fc.Arbitrary<Value> = fc.oneof({ weight: 4, arbitrary: word }, template);
const image = fc.constantFrom(
  'registry/ci/php81:1.0',
  'registry/ci/php83:2.0',
  'registry/ci/node:1',
  'registry/ci/base',
);
const argument = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Value>('--db', 'mysql', 'sqlite', '--packages=a', '--packages=b', '-c', 'run'),
  },
  text,
);
const environment = fc.dictionary(fc.constantFrom('A', 'B', 'LOG_DIR'), text, { maxKeys: 3, noNullPrototype: true });
const when = fc.option(fc.constantFrom(['zuul_success | bool'], ["jenkins_env.X == 'y'"]), { nil: undefined, freq: 6 });

const containerStep = fc
  .record(
    {
      entrypoint: fc.constantFrom<Value>(
        '/run-test',
        '/run-lint',
        '/usr/bin/find',
        'bash',
        jinja('{{ jenkins_env.SHELL }}'),
      ),
      command: fc.array(argument, { maxLength: 6 }),
      volumes: fc.array(template, { maxLength: 2 }),
      environment,
      environment_exclude: fc.constant(['HOME']),
      labels: fc.constantFrom<Value>({ job: jinja('{{ jenkins_env.JOB_NAME }}') }, {}),
      init: fc.boolean(),
      require_directories: fc.constantFrom<Value>([jinja('{{ jenkins_env.WORKSPACE }}/src')], []),
    },
    { requiredKeys: [] },
  )
  .chain((vars) => fc.tuple(fc.constant(vars), image, when))
  .map(([vars, name, tests]) => {
    const given = Object.fromEntries(Object.entries(vars).filter(([, value]) => value !== undefined)) as Record<
      string,
      Value
    >;
    return container(name, given, tests === undefined ? {} : { when: tests });
  });
const scriptStep = fc
  .tuple(
    fc.constantFrom('make\n', 'echo {{\n', 'mkdir -p log\n', 'npm test\nnpm run doc\n'),
    fc.option(environment, { nil: undefined }),
  )
  .map(([body, own]) => script(body, own === undefined ? {} : { environment: own }));
const roleStep = fc
  .tuple(fc.constantFrom('archive', 'junit-results'), text)
  .map(([name, value]) => role(name, { [`${name.replace('-', '_')}_path`]: value }));
const plainStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: containerStep },
  scriptStep,
  roleStep,
  fc.constant(fail('no')),
);
const blockStep = fc
  .record({
    steps: fc.array(plainStep, { maxLength: 3 }),
    always: fc.option(fc.array(plainStep, { maxLength: 2 }), { nil: undefined }),
    environment: fc.option(environment, { nil: undefined }),
    ignoreErrors: fc.constantFrom(true, undefined),
  })
  .map(({ steps, ...more }) =>
    block(steps, Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))),
  );
/** Any step. */
export const step: fc.Arbitrary<Step> = fc.oneof({ weight: 5, arbitrary: plainStep }, blockStep);

const attributes = fc.record(
  {
    voting: fc.boolean(),
    timeout: fc.constantFrom(600, 1800),
    nodeset: fc.constantFrom('docker', 'big'),
    tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
    semaphores: fc.uniqueArray(fc.constantFrom('x', 'y'), { minLength: 1 }),
    branches: fc.constant([{ regex: '^main$' }]),
    files: fc.constantFrom([{ regex: '^src/' }], [{ regex: '^doc/' }]),
    vars: fc.dictionary(
      fc.constantFrom('doc_project', 'options'),
      fc.oneof(word, fc.dictionary(fc.constantFrom('k', 'l'), word, { noNullPrototype: true })),
      { noNullPrototype: true },
    ),
  },
  { requiredKeys: [] },
);

/** Jobs made of a few sequences of steps, with single steps exchanged: as they come from templates. */
export const jobs: fc.Arbitrary<ConvertedJob[]> = fc
  .record({
    bodies: fc.array(fc.array(step, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
    others: fc.array(step, { minLength: 1, maxLength: 5 }),
  })
  .chain(({ bodies, others }) =>
    fc
      .array(
        fc.record({
          run: fc.nat({ max: bodies.length - 1 }),
          post: fc.nat({ max: bodies.length - 1 }),
          change: fc.option(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: others.length - 1 })), { nil: undefined }),
          attributes,
          parameters: fc.dictionary(fc.constantFrom('ZUUL_REF', 'ZUUL_URL', 'MODE', 'FLAG'), text, {
            noNullPrototype: true,
          }),
          secret: fc.option(fc.constantFrom('key', 'token'), { nil: undefined, freq: 3 }),
          projects: fc.uniqueArray(fc.constantFrom('lib', 'tools'), { maxLength: 2 }),
        }),
        { minLength: 1, maxLength: 9 },
      )
      .map((list) =>
        list.map((one, index) => {
          const run = [...bodies[one.run]!];
          if (one.change !== undefined) run.splice(one.change[0], 1, others[one.change[1]]!);
          const clean = Object.fromEntries(Object.entries(one.attributes).filter(([, value]) => value !== undefined));
          return job(`${['unit', 'docs', 'lint'][one.run]!}-php8${String(index)}`, {
            run,
            post: bodies[one.post]!,
            environment: one.parameters,
            attributes: clean,
            requiredProjects: one.projects.map((name) => ({ name })),
            ...(one.secret === undefined
              ? {}
              : {
                  secrets: [{ name: one.secret, secret: one.secret }],
                  secretEnvironment: { KEY: jinja(`{{ ${one.secret}.value }}`) },
                }),
          });
        }),
      ),
  );
