import type { Place } from '../../../model/place.js';
import { type YamlMap, type YamlNode, type YamlScalar, describeNode } from '../../../read/yaml/node.js';
import { type DriverName, drivers } from '../../../read/zuul-tree/schema/drivers.js';
import { objects } from '../../../read/zuul-tree/schema/objects.js';
import type { MapShape, Shape } from '../../../read/zuul-tree/shape.js';
import type { Connection } from './connections.js';
import { makeRegex } from './regex.js';
import { checkVariableNames } from './variable-names.js';

/** Tells a connection of zuul.conf; `undefined`: there is none of that name. */
export type FindConnection = (name: string) => Connection | undefined;

export interface ShapeFault {
  readonly at: Place;
  readonly message: string;
}

/** Attributes that may carry `!override` or `!inherit`. Zuul source: `JobParser.job_attributes`. */
const CONTROLLABLE: ReadonlySet<string> = new Set([
  'requires', 'provides', 'tags', 'files', 'irrelevant-files', 'required-projects', 'include-projects',
  'exclude-projects', 'vars', 'extra-vars', 'host-vars', 'group-vars', 'include-vars', 'dependencies', 'failure-output',
]); // prettier-ignore

/**
 * Compares an object with the tables of Zuul's vocabulary, as far as Zuul itself does (voluptuous): one fault costs it.
 *
 * @returns the first fault; `undefined`: Zuul takes it
 */
export function shapeFault(node: YamlNode, shape: Shape, connections: FindConnection): ShapeFault | undefined {
  return faultOf(node, shape, 'the object', false);

  function faultOf(node: YamlNode, shape: Shape, what: string, mayHaveTag: boolean): ShapeFault | undefined {
    if (shape.kind === 'anything') return undefined;
    if (node.localTag !== undefined && !mayHaveTag)
      return { at: node.at, message: `${what} may not be ${node.localTag}` };
    switch (shape.kind) {
      case 'any': {
        const faults = shape.of.map((inner) => faultOf(node, inner, what, mayHaveTag));
        return faults.includes(undefined) ? undefined : (faults.find((fault) => fault?.at !== node.at) ?? faults[0]);
      }
      case 'list':
        return node.kind === 'list'
          ? first(node.items, (item) => faultOf(item, shape.of, what, false))
          : wrong(node, what);
      case 'map':
        return node.kind === 'map' ? mapFault(node, shape, what) : wrong(node, what);
      case 'variables':
        return node.kind === 'map' ? checkVariableNames(node, what) : wrong(node, what);
      case 'by-connection':
        return node.kind === 'scalar' && node.type === 'null' ? wrong(node, what) : undefined;
      default:
        return node.kind === 'scalar' && fitsScalar(node, shape) ? undefined : wrong(node, what);
    }
  }

  function mapFault(node: YamlMap, shape: MapShape, what: string): ShapeFault | undefined {
    for (const [name, { key, value }] of node.entries) {
      const known = Object.hasOwn(shape.keys, name) ? shape.keys[name] : shape.others;
      if (!known || (key.type !== 'str' && !Object.hasOwn(shape.keys, name))) {
        return { at: key.at, message: `${what} has the unknown key ${key.text}` };
      }
      if (node.entries.size === 1 && value.kind === 'map' && Object.hasOwn(objects, name) && !takesMarks(known)) {
        return { at: key.at, message: `${name} alone in ${what} is taken for an object` };
      }
      const fault =
        known.kind === 'by-connection'
          ? connectionFault(value, name, known.part, key.at)
          : faultOf(value, known, name, CONTROLLABLE.has(name));
      if (fault) return fault;
    }
    const missing = shape.required.find((name) => !node.entries.has(name));
    return missing === undefined ? undefined : { at: node.at, message: `${what} has no ${missing}` };
  }

  function connectionFault(
    node: YamlNode,
    name: string,
    part: 'trigger' | 'require' | 'reject' | 'reporter',
    at: Place,
  ): ShapeFault | undefined {
    const connection = connections(name);
    if (!connection) return { at, message: `there is no connection ${name}` };
    // Zuul takes any mapping for a vote of Gerrit; nothing here knows these two drivers.
    const isOpen = connection.driver === 'gerrit' && part === 'reporter';
    if (isOpen || connection.driver === 'gitlab' || connection.driver === 'pagure') {
      return node.kind === 'scalar' && node.type !== 'str' ? wrong(node, name) : undefined;
    }
    const shape = drivers[connection.driver satisfies DriverName][part];
    if (!shape) return { at, message: `the connection ${name} is no ${part}` };
    return faultOf(node, shape, name, false);
  }
}

/**
 * Into a mapping below a key that is alone and called like a type of object (`semaphore`) Zuul's loader writes where it
 * stands, wherever that is. Whether what may stand there has room for it. Zuul source: `ZuulSafeLoader.construct_mapping`.
 */
function takesMarks(shape: Shape): boolean {
  if (shape.kind === 'any') return shape.of.some(takesMarks);
  if (shape.kind !== 'map') return shape.kind === 'anything';
  return ['voting', 'nodes', 'alternatives'].some((key) => key in shape.keys) || shape.others?.kind === 'anything';
}

function first<T>(items: readonly T[], find: (item: T) => ShapeFault | undefined): ShapeFault | undefined {
  for (const item of items) {
    const fault = find(item);
    if (fault) return fault;
  }
  return undefined;
}

function wrong(node: YamlNode, what: string): ShapeFault {
  return { at: node.at, message: `${what} may not be ${describeNode(node)}` };
}

function fitsScalar(node: YamlScalar, shape: Shape): boolean {
  switch (shape.kind) {
    case 'text':
      return (
        node.type === 'str' && (shape.format !== 'regex' || typeof makeRegex(node.text, false, node.at) !== 'string')
      );
    case 'words':
      return node.type === 'str' && shape.words.includes(node.text);
    case 'integer': {
      // To Python a truth value is a number.
      const value = Number(node.value);
      return (
        (node.type === 'int' || node.type === 'bool') &&
        value >= (shape.min ?? -Infinity) &&
        value <= (shape.max ?? Infinity)
      );
    }
    case 'number':
      return node.type === 'int' || node.type === 'float' || node.type === 'bool';
    case 'boolean':
      return node.type === 'bool';
    case 'exactly':
      return node.value === shape.value;
    case 'null':
      return node.type === 'null';
    default:
      return false;
  }
}
