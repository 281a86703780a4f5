import type { Place } from '../model/place.js';
import { type YamlMap, isText, valueOf } from '../read/yaml/node.js';
import { listAt } from '../read/zuul-tree/nodes.js';
import type { Tree, TreeObject } from './tree-index.js';

/** An entry of a job list. */
export interface JobUse {
  readonly job: string;
  readonly at: Place;
  /** What differs in this place. */
  readonly attributes?: YamlMap;
}

/** The job list of one pipeline in one project stanza or template. */
export interface UseList {
  readonly owner: TreeObject;
  readonly pipeline: string;
  readonly uses: readonly JobUse[];
}

const NO_PIPELINES = new Set([
  'name',
  'description',
  'templates',
  'merge-mode',
  'default-branch',
  'vars',
  'queue',
  'branches',
]);

const known = new WeakMap<Tree, readonly UseList[]>();

/** All job lists of all stanzas and templates. */
export function useLists(tree: Tree): readonly UseList[] {
  let lists = known.get(tree);
  if (!lists) {
    lists = tree.objects.flatMap((owner) =>
      owner.type === 'project' || owner.type === 'project-template' ? listsOf(owner) : [],
    );
    known.set(tree, lists);
  }
  return lists;
}

function listsOf(owner: TreeObject): UseList[] {
  const lists: UseList[] = [];
  for (const [pipeline, { value }] of owner.node.entries) {
    if (NO_PIPELINES.has(pipeline) || value.kind !== 'map') continue;
    lists.push({ owner, pipeline, uses: listAt(value, 'jobs').flatMap((item) => useOf(item) ?? []) });
  }
  return lists;
}

function useOf(item: ReturnType<typeof listAt>[number]): JobUse | undefined {
  if (isText(item)) return { job: item.text, at: item.at };
  if (item.kind !== 'map') return undefined;
  // Of several keys Zuul reads the first.
  const [first] = item.entries.values();
  if (!first) return undefined;
  const { key, value } = first;
  return { job: key.text, at: key.at, ...(value.kind === 'map' ? { attributes: value } : {}) };
}

/** The `dependencies` of a job or an entry: `undefined` where they are not set. */
export function dependenciesOf(
  node: YamlMap,
): readonly { readonly name: string; readonly soft: boolean; readonly at: Place }[] | undefined {
  if (valueOf(node, 'dependencies') === undefined) return undefined;
  return listAt(node, 'dependencies').flatMap((item) => {
    if (isText(item)) return [{ name: item.text, soft: false, at: item.at }];
    const name = item.kind === 'map' ? valueOf(item, 'name') : undefined;
    if (item.kind !== 'map' || !isText(name)) return [];
    const soft = valueOf(item, 'soft');
    return [{ name: name.text, soft: soft?.kind === 'scalar' && soft.value === true, at: item.at }];
  });
}
