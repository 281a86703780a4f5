import type { Place } from '../model/place.js';
import { isText, valueOf, type YamlMap, type YamlNode } from '../read/yaml/node.js';
import { readYaml } from '../read/yaml/read-yaml.js';
import type { TreeFiles } from './tree-files.js';

/** One definition of a job, a variant where there are several of one name. */
export interface TreeJob {
  readonly name: string;
  /** `null`: a base job. */
  readonly parent?: string | null;
  readonly abstract: boolean;
  readonly run: readonly string[];
  /** Name of a nodeset, or the labels of one that is written into the job. */
  readonly nodeset?: string;
  /** The nodeset is written into the job. */
  readonly hasInlineNodeset: boolean;
  /** As written; the job is a variant for some branches. */
  readonly branches?: string;
  /** `file` is the path below the tree. */
  readonly at: Place;
}

export interface TreeNodeset {
  readonly name: string;
  readonly labels: readonly string[];
  readonly alternatives: readonly string[];
  readonly at: Place;
}

/** What a tree says about jobs and nodes, in the order in which Zuul reads it. */
export interface TreeObjects {
  readonly jobs: readonly TreeJob[];
  readonly nodesets: readonly TreeNodeset[];
  /** Names of `label` objects, which Zuul 14's launcher has. */
  readonly labels: readonly { readonly name: string; readonly at: Place }[];
}

const TAGS = ['!encrypted/pkcs1-oaep', '!override', '!inherit'];

/** @throws InputError for a file that is no YAML. */
export function treeObjects(files: TreeFiles): TreeObjects {
  const found = { jobs: [] as TreeJob[], nodesets: [] as TreeNodeset[], labels: [] as { name: string; at: Place }[] };
  for (const [path, text] of files) {
    if (path.startsWith('migration/')) continue;
    const { root } = readYaml(text, path, TAGS);
    if (root?.kind !== 'list') continue;
    for (const item of root.items) {
      if (item.kind !== 'map') continue;
      for (const [type, { value }] of item.entries) {
        if (value.kind !== 'map') continue;
        const name = textOf(valueOf(value, 'name'));
        if (name === undefined) continue;
        if (type === 'job') found.jobs.push(jobOf(name, value, item.at));
        if (type === 'nodeset') found.nodesets.push(nodesetOf(name, value, item.at));
        if (type === 'label') found.labels.push({ name, at: item.at });
      }
    }
  }
  return found;
}

function jobOf(name: string, map: YamlMap, at: Place): TreeJob {
  const parent = valueOf(map, 'parent');
  const abstract = valueOf(map, 'abstract');
  const nodeset = nodesetText(valueOf(map, 'nodeset'));
  const branches = valueOf(map, 'branches');
  return {
    name,
    ...(parent === undefined ? {} : { parent: textOf(parent) ?? null }),
    abstract: abstract?.kind === 'scalar' && abstract.value === true,
    run: textsOf(valueOf(map, 'run')),
    ...(nodeset === undefined ? {} : { nodeset }),
    hasInlineNodeset: valueOf(map, 'nodeset')?.kind === 'map',
    ...(branches === undefined ? {} : { branches: matcherText(branches) }),
    at,
  };
}

function nodesetOf(name: string, map: YamlMap, at: Place): TreeNodeset {
  const alternatives = valueOf(map, 'alternatives');
  const inline = alternatives?.kind === 'list' ? alternatives.items.flatMap(labelsOf) : [];
  return { name, labels: [...labelsOf(map), ...inline], alternatives: textsOf(alternatives), at };
}

/** Labels of the nodes of a nodeset. */
function labelsOf(node: YamlNode): string[] {
  const nodes = node.kind === 'map' ? valueOf(node, 'nodes') : undefined;
  if (nodes?.kind !== 'list') return [];
  return nodes.items.flatMap((one) => (one.kind === 'map' ? (textOf(valueOf(one, 'label')) ?? []) : []));
}

function nodesetText(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'map' ? nodesetOf('', node, node.at).labels.join(', ') : textOf(node);
}

/** `^x$`, or what is in a matcher that is a mapping: `not ^x$`. */
function matcherText(node: YamlNode): string {
  if (node.kind === 'list') return node.items.map(matcherText).join(' or ');
  if (node.kind === 'scalar') return node.text;
  const negate = valueOf(node, 'negate');
  const regex = textOf(valueOf(node, 'regex')) ?? '';
  return negate?.kind === 'scalar' && negate.value === true ? `not ${regex}` : regex;
}

function textOf(node: YamlNode | undefined): string | undefined {
  if (isText(node)) return node.value;
  return node?.kind === 'scalar' && node.type !== 'null' ? node.text : undefined;
}

/** Texts of a list or of one; of a playbook with more about it (`{name, semaphores}`) its name. */
function textsOf(node: YamlNode | undefined): string[] {
  if (node?.kind === 'list') return node.items.flatMap(textsOf);
  const text = node?.kind === 'map' ? textOf(valueOf(node, 'name')) : textOf(node);
  return text === undefined ? [] : [text];
}
