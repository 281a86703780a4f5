import type { Block } from './blocks.js';

type Fields = Readonly<Record<string, unknown>>;

/** What jobs that name no parent descend from (Zuul reference: Tenant, `default-parent`). */
const DEFAULT_PARENT = 'base';

/** Keys of other objects, and folders of `playbooks/`, that an object names; they need not exist. */
export function needsOf({ key, value }: Block): string[] {
  switch (key.slice(0, key.indexOf(' '))) {
    case 'job': {
      const isBase = value['parent'] === null || value['name'] === DEFAULT_PARENT;
      const parent = isBase ? [] : [`job ${String(value['parent'] ?? DEFAULT_PARENT)}`];
      return [...parent, ...attributeNeeds(value)];
    }
    case 'project':
    case 'project-template':
      return [
        ...names(value['templates']).map((name) => `project-template ${name}`),
        ...names(value['queue']).map((name) => `queue ${name}`),
        ...Object.entries(value).flatMap(([pipeline, held]) => pipelineNeeds(pipeline, held)),
      ];
    case 'nodeset':
      return names(value['alternatives']).map((name) => `nodeset ${name}`);
    default:
      return [];
  }
}

function pipelineNeeds(pipeline: string, held: unknown): string[] {
  const jobs = isFields(held) ? held['jobs'] : undefined;
  if (!Array.isArray(jobs)) return [];
  const uses = jobs.flatMap((job: unknown): [string, unknown][] =>
    isFields(job) ? Object.entries(job) : [[String(job), undefined]],
  );
  return [
    `pipeline ${pipeline}`,
    ...uses.flatMap(([name, attributes]) => [
      `job ${name}`,
      ...(isFields(attributes) ? attributeNeeds(attributes) : []),
    ]),
  ];
}

function attributeNeeds(value: Fields): string[] {
  return [
    ...names(value['nodeset']).map((name) => `nodeset ${name}`),
    ...names(value['semaphores']).map((name) => `semaphore ${name}`),
    ...names(value['secrets'], 'secret').map((name) => `secret ${name}`),
    ...names(value['dependencies']).map((name) => `job ${name}`),
    ...['pre-run', 'run', 'post-run', 'cleanup-run'].flatMap((phase) => names(value[phase]).map(folderOf)),
  ];
}

/** `playbooks/unit` for `playbooks/unit/run.yaml`. */
export function folderOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** One name, or a list of names and of maps that hold one. */
function names(value: unknown, key = 'name'): string[] {
  return [value].flat().flatMap((one: unknown) => {
    const name = isFields(one) ? one[key] : one;
    return typeof name === 'string' ? [name] : [];
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
