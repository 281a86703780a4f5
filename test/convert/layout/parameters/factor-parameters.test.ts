import test from 'ava';
import fc from 'fast-check';
import { valueOf } from '../../../../src/convert/layout/parameters/expression.js';
import { factorParameters } from '../../../../src/convert/layout/parameters/factor-parameters.js';
import type { Comparison, ItemFacts, ParameterAnswer, ParameterTable } from '../../../../src/model/parameters.js';
import { jinjaText, type Value } from '../../../../src/model/value.js';
import { compareParameters } from '../../../../src/parameters/compare.js';

const PROJECTS = ['core', 'ext/alpha', 'ext/beta', 'ext/gamma', 'skin/vector', 'ops/deb/varnish'];
const PIPELINES = ['check', 'gate', 'post'];
const ITEMS: readonly ItemFacts[] = [
  { kind: 'change', branch: 'master' },
  { kind: 'change', branch: 'wmf/1.2' },
  { kind: 'change', branch: 'REL1_43' },
  { kind: 'ref', ref: 'refs/heads/master', op: 'update' },
  { kind: 'ref', ref: 'refs/tags/1.0', op: 'update' },
];
const COMPARED: readonly Comparison[] = [
  { fact: 'branch', use: 'start', text: 'wmf/' },
  { fact: 'branch', use: 'match', text: 'REL' },
  { fact: 'project', use: 'start', text: 'ext/' },
  { fact: 'ref', use: 'start', text: 'refs/tags/' },
];

/** A way to make a value of a use; `undefined`: the parameter is left alone. */
type Rule = (project: string, pipeline: string, item: ItemFacts) => string | null | undefined;

const RULES: Readonly<Record<string, Rule>> = {
  constant: () => 'x {{ y }}',
  removed: () => null,
  byPipeline: (_, pipeline) => (pipeline === 'gate' ? 'yes' : undefined),
  byBranch: (_, __, item) => (item.kind === 'change' && item.branch.startsWith('wmf/') ? '1' : undefined),
  byFolder: (project) => (project.startsWith('ext/') ? project.slice(4) : undefined),
  byTable: (project) => ({ core: 'a', 'ext/alpha': 'b', 'ops/deb/varnish': 'c', 'skin/vector': 'b' })[project] ?? '',
  byName: (project) => project.replaceAll('/', '-'),
  byKind: (_, __, item) => (item.kind === 'ref' ? item.ref.replace(/^refs\/(heads|tags)\//, '') : null),
  byAll: (project, pipeline, item) =>
    project === 'ext/beta' && pipeline === 'gate' && item.kind === 'change' && item.branch.startsWith('REL')
      ? 'special'
      : (project.length % 2).toString(),
};

type JobRules = Readonly<Record<string, keyof typeof RULES>>;

function tableOf(jobs: Readonly<Record<string, JobRules>>): ParameterTable {
  const answers: ParameterAnswer[] = [];
  const answerTo = (rules: JobRules, project: string, pipeline: string, item: ItemFacts): number => {
    const found = Object.entries(rules).flatMap(([name, rule]) => {
      const text = RULES[rule]!(project, pipeline, item);
      return text === undefined ? [] : [[name, { kind: 'static' as const, text, tried: [] }] as const];
    });
    return answers.push({ parameters: Object.fromEntries(found), odd: {} }) - 1;
  };
  const itemsOf = (pipeline: string): number[] => (pipeline === 'post' ? [3, 4] : [0, 1, 2]);
  return {
    items: ITEMS,
    answers,
    compared: COMPARED,
    jobs: Object.entries(jobs).map(([job, rules]) => ({
      job,
      function: 'f',
      places: PROJECTS.flatMap((project) =>
        PIPELINES.map((pipeline) => ({
          project,
          pipeline,
          answers: itemsOf(pipeline).map((item): [number, number] => [
            item,
            answerTo(rules, project, pipeline, ITEMS[item]!),
          ]),
        })),
      ),
    })),
  };
}

/** As the file of Zuul has it. */
function written(value: Value): unknown {
  if (typeof value === 'string') return jinjaText(value);
  return value !== null && typeof value === 'object' && 'jinja' in value ? value.jinja : value;
}

function comparisonOf(table: ParameterTable): ReturnType<typeof compareParameters> {
  const { jobs, projects, unresolved } = factorParameters(table);
  if (unresolved.length > 0) throw new Error(JSON.stringify(unresolved));
  const values = (map: Parameters<typeof Object.entries>[0]): Record<string, unknown> =>
    Object.fromEntries(Object.entries(map).map(([name, one]) => [name, written(valueOf(one as never))]));
  const uses = table.jobs.flatMap(({ job, places }) =>
    places.flatMap(({ project, pipeline, answers }) =>
      answers.map(([item, answer]) => {
        const own = jobs.get(job);
        const variables = {
          ...values(projects.get(project) ?? {}),
          ...(own === undefined ? {} : { zuul_v2_parameters: values(own) }),
        };
        const use = { job, project, pipeline, item: table.items[item]!, v3: { project, pipeline }, variables };
        return [use, table.answers[answer]!] as const;
      }),
    ),
  );
  return compareParameters(uses, []);
}

const names = Object.keys(RULES);

for (const rule of names) {
  test(`a table by the rule ${rule} comes back from what was written`, (t) => {
    const { asked, equal, groups } = comparisonOf(tableOf({ unit: { P: rule } }));
    t.is(equal, asked, JSON.stringify(groups));
  });
}

test('any tables come back from what was written', (t) => {
  const rules = fc.dictionary(fc.constantFrom('A', 'B', 'ZUUL_URL'), fc.constantFrom(...names));
  const jobs = fc.dictionary(fc.constantFrom('unit', 'docs', 'lint', 'pack'), rules, { minKeys: 1 });
  fc.assert(
    fc.property(jobs, (one) => {
      const { asked, equal, unexplained } = comparisonOf(tableOf(one));
      return asked === equal && unexplained === 0;
    }),
    { numRuns: 150 },
  );
  t.pass();
});

test('what is the same for all uses stands at the job, tables at the projects, once each', (t) => {
  const { jobs, projects } = factorParameters(
    tableOf({ unit: { SAME: 'constant', TABLE: 'byTable' }, docs: { TABLE: 'byTable' }, lint: { TABLE: 'byAll' } }),
  );
  t.deepEqual(valueOf(jobs.get('unit')!['SAME']!), 'x {{ y }}');
  t.deepEqual(valueOf(jobs.get('docs')!['TABLE']!), { jinja: "{{ parameter_table | default('') }}" });
  t.deepEqual(jobs.get('unit')!['TABLE'], jobs.get('docs')!['TABLE']);
  t.deepEqual(Object.keys(projects.get('core')!), ['parameter_table', 'parameter_table_lint']);
  t.false(projects.get('ext/gamma')?.['parameter_table'] !== undefined, 'the usual value is not written');
});

test('names of projects and branches are put in, where that gives every value', (t) => {
  const { jobs, projects } = factorParameters(tableOf({ unit: { A: 'byFolder', B: 'byName' } }));
  t.deepEqual(valueOf(jobs.get('unit')!['A']!), {
    jinja:
      "{{ zuul.project.name | regex_replace('^[^/]+/', '') if zuul.project.name.startswith('ext/') else '<default>' }}",
  });
  t.deepEqual(valueOf(jobs.get('unit')!['B']!), { jinja: "{{ zuul.project.name | replace('/', '-') }}" });
  t.is(projects.size, 0);
});

test('a parameter that follows from the change is left out where it does, and kept where not', (t) => {
  const table = tableOf({ unit: { A: 'constant' } });
  const answers = table.answers.map((answer, index) =>
    index === 0 ? { ...answer, parameters: { A: { kind: 'varies' as const, reads: ['item.change.files'] } } } : answer,
  );
  const { jobs } = factorParameters({ ...table, answers });
  t.deepEqual(jobs.get('unit')!['A'], { kind: 'text', text: 'x {{ y }}' });
});
