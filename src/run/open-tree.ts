import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { InputError } from '../model/input-error.js';
import type { ItemKind, JobPlan, PlannedPlaybook, Variables } from './job-plan.js';
import type { JobTree, PlanRequest } from './job-tree.js';

type Body = Readonly<Record<string, unknown>>;
interface Item {
  readonly type: string;
  readonly body: Body;
}

/** Opens a tree. */
export function openTree(path: string): JobTree {
  const folder = resolve(path);
  const items = configFiles(folder).flatMap((file) => readItems(folder, file));
  const of = (type: string): Body[] => items.filter((item) => item.type === type).map(({ body }) => body);
  const tenant = existsSync(join(folder, 'tenant/main.yaml')) ? readItems(folder, 'tenant/main.yaml') : [];
  const sources = Object.entries((tenant[0]?.body['source'] ?? {}) as Record<string, Body>);
  const hosts = new Map<string, string>();
  for (const [connection, body] of sources)
    for (const name of [...names(body['config-projects']), ...names(body['untrusted-projects'])])
      hosts.set(name, connection);
  const stanzas = of('project').filter(({ name }) => typeof name === 'string');
  return {
    projects: [...new Set([...hosts.keys(), ...stanzas.map(({ name }) => String(name))])],
    hostOf: (project) => hosts.get(project) ?? 'gerrit',
    plan: (request) => plan(folder, of, stanzas, String(tenant[0]?.body['name'] ?? 'example'), request),
  };
}

function names(list: unknown): string[] {
  return [list].flat().flatMap((entry): string[] => {
    if (typeof entry === 'string') return [entry];
    if (typeof entry !== 'object' || entry === null) return [];
    return 'projects' in entry ? names(entry.projects) : Object.keys(entry);
  });
}

function configFiles(folder: string): string[] {
  const root = ['zuul.yaml', 'zuul.d', '.zuul.yaml', '.zuul.d'].find((name) => existsSync(join(folder, name)));
  if (root === undefined)
    throw new InputError({
      at: { file: folder, line: 0 },
      message: 'no zuul.yaml and no zuul.d/ in it; --converted needs the root of a Zuul tree, such as convert writes',
    });
  if (!statSync(join(folder, root)).isDirectory()) return [root];
  return readdirSync(join(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${root}/${name}`);
}

function readItems(folder: string, file: string): Item[] {
  const text = readFileSync(join(folder, file), 'utf8').replace(
    /!(encrypted\/pkcs1-oaep|override|inherit)(?=\s|$)/g,
    '',
  );
  const list = (load(text, { schema: YAML11_SCHEMA }) ?? []) as Record<string, Body>[];
  return list.flatMap((entry) => Object.entries(entry).map(([type, body]) => ({ type, body })));
}

const asList = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat());

interface Use {
  readonly project: string;
  readonly pipeline: string;
  readonly body: Body;
}

function plan(
  folder: string,
  of: (type: string) => Body[],
  stanzas: Body[],
  tenant: string,
  request: PlanRequest,
): JobPlan {
  const jobs = of('job');
  const chain: Body[] = [];
  const walk = (name: string, child: string): void => {
    const found = jobs.filter((job) => job['name'] === name);
    if (found.length === 0) {
      const message =
        child === ''
          ? `no job ${name} in ${folder}`
          : `job ${child} has the parent ${name}, which is not defined in ${folder}: run-job needs the tree in which all parents of a job are`;
      throw new InputError({ at: { file: folder, line: 0 }, message });
    }
    const first = found[0] ?? {};
    if (!chain.some((job) => job['name'] === name)) {
      if (first['parent'] !== null) {
        const parent = (first['parent'] as string | undefined) ?? 'base';
        if (parent !== name) walk(parent, name);
      }
      chain.push(...found.filter((job) => fits(job, request.branch)));
    }
  };
  walk(request.job, '');
  const use = chooseUse(of, stanzas, request);
  const all = [...chain, ...(use === undefined ? [] : [use.body])];
  const last = (key: string): unknown => all.findLast((job) => job[key] !== undefined)?.[key];
  const merged = (key: string): Variables =>
    all.reduce<Variables>((sum, job) => merge(sum, (job[key] ?? {}) as Variables), {});
  const playbooks = (key: string): PlannedPlaybook[][] =>
    chain.map((job, level) =>
      asList(job[key]).map((entry) => {
        const name = typeof entry === 'string' ? entry : String((entry as Body)['name']);
        const path = ['', '.yaml', '.yml']
          .map((end) => join(folder, name + end))
          .find((one) => existsSync(one) && statSync(one).isFile());
        if (path === undefined)
          throw new InputError({
            at: { file: folder, line: 0 },
            message: `job ${String(job['name'])}: no playbook ${name} in the tree`,
          });
        return { path, name, level, secrets: secretsOf(job, of('secret'), request) };
      }),
    );
  const number = (key: string): number | undefined => last(key) as number | undefined;
  const nodeset = last('nodeset');
  const set =
    (typeof nodeset === 'string' ? of('nodeset').find(({ name }) => name === nodeset) : (nodeset as Body)) ?? {};
  const nodes = asList(set['nodes']).map((node) => ({
    names: asList((node as Body)['name']).map(String),
    label: String((node as Body)['label']),
  }));
  const pipeline = of('pipeline').find(({ name }) => name === use?.pipeline) ?? {};
  const limits = { timeout: number('timeout'), preTimeout: number('pre-timeout'), postTimeout: number('post-timeout') };
  return {
    job: request.job,
    tenant,
    pipeline: use?.pipeline ?? request.pipeline ?? 'check',
    kind: kindOf(pipeline),
    project: request.project ?? use?.project ?? 'example',
    voting: last('voting') !== false,
    postReview: pipeline['post-review'] === true,
    tags: [...new Set(all.flatMap((job) => asList(job['tags']).map(String)))].sort(),
    attempts: number('attempts') ?? 3,
    ...(Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)) as object),
    pre: playbooks('pre-run').flat(),
    run: playbooks('run').findLast((list) => list.length > 0) ?? [],
    post: playbooks('post-run').reverse().flat(),
    rolePaths: existsSync(join(folder, 'roles')) ? [join(folder, 'roles')] : [],
    nodes,
    groups: Object.fromEntries(
      asList(set['groups']).map((group) => [
        String((group as Body)['name']),
        asList((group as Body)['nodes']).map(String),
      ]),
    ),
    vars: merged('vars'),
    extraVars: merged('extra-vars'),
    hostVars: merged('host-vars') as Record<string, Variables>,
    groupVars: merged('group-vars') as Record<string, Variables>,
    requiredProjects: all
      .flatMap((job) => asList(job['required-projects']))
      .map((entry) =>
        typeof entry === 'string'
          ? { name: entry }
          : {
              name: String((entry as Body)['name']),
              ...((entry as Body)['override-checkout'] === undefined
                ? {}
                : { overrideCheckout: String((entry as Body)['override-checkout']) }),
            },
      ),
    remarks: [],
  };
}

function fits(job: Body, branch: string): boolean {
  const wanted = asList(job['branches']);
  return (
    wanted.length === 0 ||
    wanted.some((one) =>
      typeof one === 'string'
        ? new RegExp(`^(?:${one})`).test(branch)
        : new RegExp(`^(?:${String((one as Body)['regex'])})`).test(branch) !== ((one as Body)['negate'] === true),
    )
  );
}

function chooseUse(of: (type: string) => Body[], stanzas: Body[], request: PlanRequest): Use | undefined {
  const templates = of('project-template');
  for (const stanza of stanzas) {
    if (request.project !== undefined && stanza['name'] !== request.project) continue;
    const bodies = [
      ...asList(stanza['templates']).flatMap((name) => templates.filter((one) => one['name'] === name)),
      stanza,
    ];
    for (const body of bodies) {
      for (const [pipeline, value] of Object.entries(body)) {
        if (request.pipeline !== undefined && pipeline !== request.pipeline) continue;
        if (typeof value !== 'object' || value === null || !('jobs' in value)) continue;
        for (const entry of asList(value.jobs)) {
          const [name, more] =
            typeof entry === 'string' ? [entry, {}] : (Object.entries(entry as object)[0] ?? ['', {}]);
          if (name === request.job) return { project: String(stanza['name']), pipeline, body: more as Body };
        }
      }
    }
  }
  return undefined;
}

function kindOf(pipeline: Body): ItemKind {
  const events = Object.entries((pipeline['trigger'] ?? {}) as Record<string, unknown>).flatMap(([name, list]) =>
    asList(list).flatMap((entry) => (name === 'timer' ? ['timer'] : asList((entry as Body)['event']).map(String))),
  );
  if (events.length > 0 && events.every((event) => event === 'timer')) return 'timer';
  return events.length > 0 && events.every((event) => event === 'ref-updated' || event === 'timer') ? 'ref' : 'change';
}

function secretsOf(job: Body, secrets: Body[], request: PlanRequest): Record<string, unknown> {
  return Object.fromEntries(
    asList(job['secrets']).map((entry) => {
      const name = typeof entry === 'string' ? entry : String((entry as Body)['secret']);
      const variable = typeof entry === 'string' ? entry : String((entry as Body)['name']);
      const data = secrets.find((one) => one['name'] === name)?.['data'] ?? {};
      return [variable, request.secrets[name] ?? data];
    }),
  );
}

function merge(base: Variables, over: Variables): Variables {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const old = result[key];
    result[key] = isMap(old) && isMap(value) ? merge(old, value) : value;
  }
  return result;
}

const isMap = (value: unknown): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
