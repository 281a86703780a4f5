import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { valueOf } from '../../src/convert/layout/parameters/expression.js';
import { factorParameters } from '../../src/convert/layout/parameters/factor-parameters.js';
import type { ItemFacts, ParameterAnswer, ParameterTable, ParameterValue } from '../../src/model/parameters.js';
import type { RefOperation } from '../../src/model/scenario.js';
import { jinjaText, type Value } from '../../src/model/value.js';
import { compareParameters } from '../../src/parameters/compare.js';
import type { VerificationReport } from '../../src/report/verification-report.js';
import { check, convert, main, say, shared, skip, work } from './support.js';

/** One line of what the real function gave: see the README of the truth. */
interface TruthLine {
  readonly pipeline: string;
  readonly project: string;
  readonly branch?: string;
  readonly ref?: string;
  readonly op?: RefOperation;
  readonly jobs: Readonly<Record<string, TruthOfJob>>;
}

interface TruthOfJob {
  readonly new?: Readonly<Record<string, unknown>>;
  readonly changed?: Readonly<Record<string, unknown>>;
  readonly removed?: readonly string[];
}

/** Wikimedia's layout with a function in the same shapes, and what its real function gave. */
export function checkParameterFunctions(): void {
  say('\nParameter functions');
  realAnswers();
  ownFunction();
}

/** What the real function gave for a sample of builds, put into variables and read back. */
function realAnswers(): void {
  const file = join(shared, 'truth/wikimedia-v2-params.jsonl.gz');
  if (!existsSync(file)) return skip('what the real function gave', 'the truth is not there');
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const table = tableOf(lines.map((line) => JSON.parse(line) as TruthLine));
  const start = performance.now();
  const { jobs, projects, unresolved } = factorParameters(table);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const blocks = jobs.size + projects.size;
  const texts = new Set([...jobs.values()].map((one) => JSON.stringify(one)));
  const values = (map: Readonly<Record<string, Parameters<typeof valueOf>[0]>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(map).map(([name, one]) => [name, written(valueOf(one))]));
  const {
    asked,
    equal,
    values: count,
    groups,
  } = compareParameters(
    table.jobs.flatMap(({ job, places }) =>
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
    ),
    [],
  );
  check(
    'what the real function gave for 5,000 items is what the variables come to',
    equal === asked && unresolved.length === 0 && asked > 10_000,
    `${String(equal)} of ${String(asked)} uses with ${String(count)} values, ${seconds} s; ${JSON.stringify(groups.slice(0, 2))}`,
  );
  say(
    `       ${String(blocks)} blocks: ${String(jobs.size)} jobs (${String(texts.size)} different), ${String(projects.size)} projects`,
  );
}

function written(value: Value): unknown {
  if (typeof value === 'string') return jinjaText(value);
  return value !== null && typeof value === 'object' && 'jinja' in value ? value.jinja : value;
}

function tableOf(lines: readonly TruthLine[]): ParameterTable {
  const items = new Map<string, ItemFacts>();
  const answers = new Map<string, ParameterAnswer>();
  const jobs = new Map<string, Map<string, { project: string; pipeline: string; answers: [number, number][] }>>();
  const order = <T>(known: Map<string, T>, one: T): number => {
    const key = JSON.stringify(one);
    if (!known.has(key)) known.set(key, one);
    return [...known.keys()].indexOf(key);
  };
  for (const { project, pipeline, branch, ref, op = 'update', jobs: own } of lines) {
    const item = order(items, branch === undefined ? { kind: 'ref', ref: ref ?? '', op } : { kind: 'change', branch });
    for (const [job, truth] of Object.entries(own)) {
      const answer = order(answers, answerOf(truth));
      let places = jobs.get(job);
      if (places === undefined) jobs.set(job, (places = new Map()));
      const key = `${project}\n${pipeline}`;
      let place = places.get(key);
      if (place === undefined) places.set(key, (place = { project, pipeline, answers: [] }));
      if (!place.answers.some(([known]) => known === item)) place.answers.push([item, answer]);
    }
  }
  return {
    items: [...items.values()],
    answers: [...answers.values()],
    jobs: [...jobs].map(([job, places]) => ({ job, function: 'set_parameters', places: [...places.values()] })),
    // What the real function asks for is not ours to know; these are the words of the layout's branches.
    compared: [
      { fact: 'branch', use: 'start', text: 'REL1_' },
      { fact: 'branch', use: 'start', text: 'wmf/' },
      { fact: 'branch', use: 'text', text: 'master' },
    ],
  };
}

function answerOf({ new: added = {}, changed = {}, removed = [] }: TruthOfJob): ParameterAnswer {
  const set = [...Object.entries({ ...added, ...changed }), ...removed.map((name) => [name, null] as const)];
  const parameters = set.map(([name, value]): [string, ParameterValue] => [
    name,
    { kind: 'static', text: value === null ? null : textOf(value), tried: [] },
  ]);
  return { parameters: Object.fromEntries(parameters.sort(([a], [b]) => (a < b ? -1 : 1))), odd: {} };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A function of our own over the whole layout: every use in few blocks, and equal in both systems. */
function ownFunction(): void {
  if (spawnSync('python3', ['-c', '0']).status !== 0) return skip('a function over the layout', 'there is no python3');
  const out = join(work, 'parameters');
  const given = [
    ...['--layout', join(shared, 'corpora/wikimedia/zuul/layout.yaml')],
    ...['--settings', join(import.meta.dirname, 'wikimedia.yaml')],
    ...['--parameter-functions', join(import.meta.dirname, 'parameter_functions.py')],
  ];
  const { status, stderr, seconds } = convert([...given, '--out', out]);
  check(
    'a function over the whole layout',
    status === 0,
    status === 0 ? `${seconds.toFixed(1)} s` : stderr.slice(-1000),
  );
  if (status !== 0) return;
  const run = spawnSync(process.execPath, [main, 'verify', '--json', '--no-evidence', '--converted', out, ...given], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.stdout === '') return check('… verified', false, run.stderr.slice(-1000));
  const { parameters } = JSON.parse(run.stdout) as VerificationReport;
  // Nodes are used once in Zuul, so that nobody has to be told.
  const other = parameters?.groups.filter(({ parameter }) => parameter !== 'OFFLINE_NODE_WHEN_COMPLETE') ?? [];
  check(
    '… gives every build the same parameters in both systems',
    parameters !== undefined && other.length === 0 && parameters.asked > 100_000,
    `${String(parameters?.equal)} of ${String(parameters?.asked)} uses, ${String(parameters?.announced)} announced; ${JSON.stringify(other.slice(0, 3))}`,
  );
}
