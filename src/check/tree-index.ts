import type { Place } from '../model/place.js';
import { type YamlMap, type YamlNode, type YamlScalar, describeNode, isText, valueOf } from '../read/yaml/node.js';
import { type FoundReference, type ShapeWalk, checkShape, report } from './check-shape.js';
import { didYouMean } from '../read/yaml/did-you-mean.js';
import { driverOf } from './drivers-of-connections.js';
import type { TreeFile, TreeFiles } from './read-tree.js';
import { objects } from '../read/zuul-tree/schema/objects.js';
import { tenantObjects } from '../read/zuul-tree/schema/tenant.js';
import type { Shape } from '../read/zuul-tree/shape.js';
import type { TreeProblem } from './tree-problem.js';

/** One object of the configuration, `- job: {…}`. */
export interface TreeObject {
  readonly type: string;
  /** Empty where it has none. */
  readonly name: string;
  readonly node: YamlMap;
  /** Where its name stands, or else the object. */
  readonly at: Place;
}

/** A tree, read and compared with the tables; the rules work on this. */
export interface Tree {
  readonly files: TreeFiles;
  /** In Zuul's order. */
  readonly objects: readonly TreeObject[];
  readonly tenantObjects: readonly TreeObject[];
  readonly references: readonly FoundReference[];
  /** Objects of one type by name; several of one name in their order. */
  byName(type: string): ReadonlyMap<string, readonly TreeObject[]>;
}

/** Walks all files; problems are added to the list. */
export function indexTree(files: TreeFiles, problems: TreeProblem[]): Tree {
  const walk: ShapeWalk = { problems, references: [], driverOf: driverOf(files.tenant) };
  const found = files.config.flatMap((file) => objectsIn(file, objects, walk));
  // Names in the tenant file are looked up by rules of their own.
  const tenants = files.tenant.flatMap((file) => objectsIn(file, tenantObjects, { ...walk, references: [] }));
  const indexes = new Map<string, Map<string, TreeObject[]>>();
  for (const object of found) {
    const index = getOrAdd(indexes, object.type, () => new Map<string, TreeObject[]>());
    getOrAdd(index, object.name, () => [] as TreeObject[]).push(object);
  }
  return {
    files,
    objects: found,
    tenantObjects: tenants,
    references: walk.references,
    byName: (type) => indexes.get(type) ?? new Map<string, TreeObject[]>(),
  };
}

export function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** The objects of a file: a list whose items are mappings of one key, the type. */
function objectsIn(file: TreeFile, shapes: Readonly<Record<string, Shape>>, walk: ShapeWalk): TreeObject[] {
  if (!file.root) return [];
  if (file.root.kind !== 'list') {
    report(walk, file.root.at, 'file', `the file is ${describeNode(file.root)}`, 'a list of objects');
    return [];
  }
  return file.root.items.flatMap((item) => objectOf(item, shapes, walk) ?? []);
}

function objectOf(item: YamlNode, shapes: Readonly<Record<string, Shape>>, walk: ShapeWalk): TreeObject | undefined {
  const [entry, ...more] = item.kind === 'map' ? [...item.entries.values()] : [];
  if (!entry || more.length > 0) {
    const found =
      item.kind === 'map' ? `an item with ${String(item.entries.size)} keys` : `an item that is ${describeNode(item)}`;
    report(walk, item.at, 'object', found, 'one key, the type of the object: Zuul drops all that follows in the file');
    return undefined;
  }
  const { key, value } = entry;
  const shape = Object.hasOwn(shapes, key.text) ? shapes[key.text] : undefined;
  if (!shape) {
    const guess = didYouMean(key.text, Object.keys(shapes));
    const known = guess === undefined ? Object.keys(shapes).join(', ') : `perhaps ${guess}`;
    report(walk, key.at, 'object', `an object of the unknown type ${key.text}`, known);
    return undefined;
  }
  if (value.kind !== 'map') {
    report(walk, value.at, 'object', `a ${key.text} that is ${describeNode(value)}`, 'a mapping');
    return undefined;
  }
  const named = valueOf(value, 'name');
  const name = isText(named) ? named.text : '';
  checkShape(value, shape, { name: name === '' ? `a ${key.text}` : `${key.text} ${name}` }, walk);
  return { type: key.text, name, node: value, at: (named as YamlScalar | undefined)?.at ?? value.at };
}
