import fc, { type Arbitrary } from 'fast-check';
import { JOBS, PARAMETERS, PROJECTS, TEMPLATE_JOBS } from './layout/pools.js';
import { isMap, layoutText, MERGED, type Plain, type PlainMap, type Writing } from './layout/text.js';
import { jobEntries, mapOf, merged, mostly, rarely } from './layout/jobs.js';
import { pipelines } from './layout/pipelines.js';

/** A Zuul v2 layout, and how it is written. */
export interface RandomLayout {
  readonly layout: PlainMap;
  readonly text: string;
}

const DEPTH = 3;

/** An item of a job list: a name, a mapping of parents, or rarely a list inside the list. */
function jobItem(name: Arbitrary<string>, depth: number): Arbitrary<Plain> {
  if (depth === 0) return name;
  const below = fc.array(jobItem(name, depth - 1), { maxLength: 2 });
  const parents = fc.dictionary(name, mostly<Plain>(25, below, fc.constantFrom<Plain[]>('ab', { unit: ['lint'] })), {
    minKeys: 1,
    maxKeys: 2,
    noNullPrototype: true,
  });
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 12, arbitrary: name },
    { weight: 6, arbitrary: parents },
    { weight: 1, arbitrary: fc.array(parents, { minLength: 1, maxLength: 2 }) },
  );
}

function jobList(name: Arbitrary<string>): Arbitrary<readonly Plain[]> {
  return fc.array(jobItem(name, DEPTH), { maxLength: 3 });
}

const ownName = fc.constantFrom<string[]>(...JOBS);
const ownList: Arbitrary<Plain> = mostly<Plain>(
  60,
  jobList(ownName),
  fc.constantFrom<Plain[]>('ab', { unit: ['lint'] }),
);
const templateList = jobList(mostly(2, ownName, fc.constantFrom<string[]>(...TEMPLATE_JOBS)));

/** Job lists for some of the pipelines. */
function sections(names: readonly string[], list: Arbitrary<Plain>): Arbitrary<PlainMap> {
  return mapOf(
    Object.fromEntries(names.map((name) => [name, mostly<Plain | undefined>(3, list, fc.constant(undefined))])),
  );
}

interface Call {
  readonly template: number;
  readonly value: string;
}

interface ProjectParts {
  readonly head: PlainMap;
  readonly calls: readonly Call[];
  readonly own: PlainMap;
}

function project(names: readonly string[]): Arbitrary<ProjectParts> {
  return fc.record({
    head: mapOf({
      [MERGED]: rarely(4, merged),
      name: fc.constantFrom<string[]>(...PROJECTS),
      'merge-mode': rarely(8, fc.constantFrom('merge', 'cherry-pick')),
    }),
    calls: fc.array(fc.record({ template: fc.nat(2), value: fc.constantFrom<string[]>(...PARAMETERS) }), {
      maxLength: 2,
    }),
    own: sections(names, ownList),
  });
}

/** What an alias may share: nothing, what v2 can share, or also what it fails on. */
const writing: Arbitrary<Writing> = fc
  .oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: fc.constant<string[]>([]) },
    {
      weight: 3,
      arbitrary: fc.constant(['branch', 'files', 'skip-if', 'tags', 'check', 'gate', 'post', 'success', 'trigger']),
    },
    { weight: 1, arbitrary: fc.constant(['approval', 'require', 'reject', 'require-approval', 'template', 'swift']) },
  )
  .map((shared) => ({ shared: new Set(shared) }));

/** Layouts with every key that Zuul v2 knows. Most of them load; what v2 takes and what it refuses, only v2 can tell. */
export const randomLayout: Arbitrary<RandomLayout> = pipelines.chain((list) => {
  const names = list.map(({ name }) => String(name));
  const templates = fc.array(sections(names, templateList), { maxLength: 3 });
  const many = (least: number): Arbitrary<ProjectParts[]> =>
    fc.uniqueArray(project(names), { minLength: least, maxLength: 4, selector: ({ head }) => head['name'] });
  const projects = mostly(25, many(1), many(0));
  return fc
    .record({ jobs: rarelyAbsent(jobEntries), templates, projects, writing })
    .map(({ jobs, templates: bodies, projects: parts, writing: how }) => {
      const named = bodies.map((body, index): PlainMap => ({ name: `t${String(index + 1)}`, ...body }));
      const layout: PlainMap = {
        pipelines: list,
        ...(jobs === undefined ? {} : { jobs }),
        ...(named.length === 0 ? {} : { 'project-templates': named }),
        projects: parts.map((one) => assemble(one, named)),
      };
      return { layout, text: layoutText(layout, how) };
    });
});

function rarelyAbsent<T>(value: Arbitrary<T>): Arbitrary<T | undefined> {
  return mostly<T | undefined>(5, value, fc.constant(undefined));
}

/** Calls give exactly what the templates need: what stands in keys alone cannot be given at all. */
function assemble({ head, calls, own }: ProjectParts, templates: readonly PlainMap[]): PlainMap {
  const good = calls.flatMap(({ template, value }): PlainMap[] => {
    const called = templates[template];
    if (called === undefined) return [];
    const [inValues, inKeys] = [fieldsOf(called, 'values'), fieldsOf(called, 'keys')];
    if (inKeys.some((field) => !inValues.includes(field) && field !== 'name')) return [];
    const given = inValues.filter((field) => field !== 'name').map((field) => [field, value] as const);
    return [{ name: String(called['name']), ...Object.fromEntries(given) }];
  });
  return { ...head, ...(good.length === 0 ? {} : { template: good }), ...own };
}

/** Placeholders of `str.format`. */
function fieldsOf(value: Plain, where: 'values' | 'keys'): string[] {
  if (Array.isArray(value)) return value.flatMap((item: Plain) => fieldsOf(item, where));
  if (isMap(value)) {
    const keys = where === 'keys' ? Object.keys(value).flatMap(placeholders) : [];
    return [...keys, ...Object.values(value).flatMap((item) => fieldsOf(item, where))];
  }
  return where === 'values' && typeof value === 'string' ? placeholders(value) : [];
}

function placeholders(text: string): string[] {
  const plain = text.replaceAll('{{', '').replaceAll('}}', '');
  return [...plain.matchAll(/\{([^{}]+)\}/g)].map(([, field]) => field ?? '');
}
