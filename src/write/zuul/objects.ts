import type {
  Commented,
  ProjectPipeline,
  ZuulConfig,
  ZuulJob,
  ZuulNodeset,
  ZuulPipeline,
  ZuulProject,
  ZuulSecret,
  ZuulTemplate,
} from '../../model/zuul.js';
import type { YamlItem, YamlMap, YamlValue } from '../yaml/value.js';
import { families } from './families.js';
import { branchVariants, jobMap, jobUse } from './job.js';
import { unlessEmpty, zuulVars } from './values.js';

/** What a person has to replace by the output of `zuul-client encrypt`. */
const PLACEHOLDER = 'REPLACE-ME';

/** Objects of one type, as they stand in the file of that name. */
export interface ObjectFile {
  /** `jobs` for `zuul.d/jobs.yaml`. */
  readonly name: string;
  readonly items: readonly NamedItem[];
}

/** One object with the name it has in Zuul. */
export interface NamedItem extends YamlItem {
  readonly name: string;
  /** Path by which a long file is split, outermost first. Default: the parts of the name between slashes. */
  readonly group?: readonly string[];
}

/** The objects of a configuration by file, each with its keys in the order of Zuul's manual. Types without objects are there with no items. */
export function objectFiles(config: ZuulConfig): ObjectFile[] {
  return [
    { name: 'pipelines', items: config.pipelines.map((one) => item('pipeline', one, pipelineMap(one))) },
    { name: 'jobs', items: jobItems(config.jobs) },
    {
      name: 'project-templates',
      items: config.templates.map((one) => item('project-template', one, templateMap(one))),
    },
    { name: 'projects', items: config.projects.map((one) => item('project', one, projectMap(one))) },
    { name: 'queues', items: config.queues.map((one) => item('queue', one, { name: one.name })) },
    { name: 'nodesets', items: config.nodesets.map((one) => item('nodeset', one, nodesetMap(one))) },
    {
      name: 'semaphores',
      items: config.semaphores.map((one) => item('semaphore', one, { name: one.name, max: one.max })),
    },
    { name: 'secrets', items: config.secrets.map((one) => item('secret', one, secretMap(one))) },
  ];
}

function jobItems(jobs: readonly ZuulJob[]): NamedItem[] {
  const familyOf = families(jobs);
  return jobs.flatMap((one) => {
    const family = familyOf.get(one.name);
    const group = family === undefined ? [] : [family];
    const variants = branchVariants(one).map((map) => ({ ...item('job', { name: one.name }, map), group }));
    return [{ ...item('job', one, jobMap(one)), group }, ...variants];
  });
}

function item(type: string, object: Commented & { readonly name: string }, map: YamlMap): NamedItem {
  return { name: object.name, value: { [type]: map }, comment: object.comment };
}

function pipelineMap({ name, description, manager, settings }: ZuulPipeline): YamlMap {
  return { name, description, manager, ...settings };
}

function templateMap({ name, description, queue, pipelines }: ZuulTemplate): YamlMap {
  return { name, description, queue, ...pipelineJobs(pipelines) };
}

function projectMap({ name, templates, mergeMode, queue, vars, pipelines }: ZuulProject): YamlMap {
  return {
    name,
    templates: unlessEmpty(templates),
    'merge-mode': mergeMode,
    queue,
    vars: vars === undefined ? undefined : zuulVars(vars),
    ...pipelineJobs(pipelines),
  };
}

function pipelineJobs(pipelines: readonly ProjectPipeline[]): YamlMap {
  return Object.fromEntries(
    pipelines.map(({ pipeline, jobs }): [string, YamlValue] => [pipeline, { jobs: jobs.map(jobUse) }]),
  );
}

function nodesetMap({ name, nodes, alternatives }: ZuulNodeset): YamlMap {
  if (alternatives !== undefined) return { name, alternatives };
  return { name, nodes: nodes.map((node): YamlValue => ({ name: node.name, label: node.label })) };
}

function secretMap({ name, fields }: ZuulSecret): YamlMap {
  return { name, data: Object.fromEntries(fields.map((field) => [field, PLACEHOLDER])) };
}
