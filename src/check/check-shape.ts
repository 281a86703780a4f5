import type { Place } from '../model/place.js';
import { didYouMean } from '../read/yaml/did-you-mean.js';
import { type YamlMap, type YamlNode, type YamlScalar, describeNode } from '../read/yaml/node.js';
import { checkVariables } from './check-variables.js';
import { type DriverName, drivers } from '../read/zuul-tree/schema/drivers.js';
import type { DriverPart, MapShape, Reference, Shape } from '../read/zuul-tree/shape.js';
import { checkText } from './text-formats.js';
import type { TreeProblem } from './tree-problem.js';
import { describeShape } from './describe-shape.js';

/** A name that has to exist somewhere else. */
export interface FoundReference {
  readonly to: Reference;
  readonly name: string;
  readonly at: Place;
  readonly path: Path;
}

/** The way to a value: `job "nova-unit"`, then the keys. Made into text only when there is a problem. */
export interface Path {
  readonly name: string;
  readonly above?: Path;
}

/** What one walk gathers, and what it needs to know. */
export interface ShapeWalk {
  readonly problems: TreeProblem[];
  readonly references: FoundReference[];
  /** The driver of a connection; `undefined` where nothing tells. */
  readonly driverOf: (connection: string) => DriverName | undefined;
}

export function showPath(path: Path): string {
  return path.above ? `${showPath(path.above)}: ${path.name}` : path.name;
}

export function report(
  walk: Pick<ShapeWalk, 'problems'>,
  at: Place,
  rule: string,
  found: string,
  expected: string,
): void {
  walk.problems.push({ at, rule, found, expected });
}

/** Compares a value with what the tables say about it, and all that is below it. */
export function checkShape(node: YamlNode, shape: Shape, path: Path, walk: ShapeWalk): void {
  switch (shape.kind) {
    case 'anything':
      return;
    case 'any':
      checkAny(node, shape.of, path, walk);
      return;
    case 'by-connection':
      checkDriver(node, shape.part, path, walk);
      return;
    case 'variables':
      if (node.kind === 'map') checkVariables(node, path, walk);
      else wrongType(node, shape, path, walk);
      return;
    case 'list':
      if (node.kind !== 'list') wrongType(node, shape, path, walk);
      else if (node.items.length === 0 && !shape.mayBeEmpty) {
        report(
          walk,
          node.at,
          'empty-list',
          `${showPath(path)} is an empty list, which never matches`,
          'a pattern, or no such key',
        );
      } else for (const item of node.items) checkShape(item, shape.of, path, walk);
      return;
    case 'map':
      if (node.kind === 'map') checkMap(node, shape, path, walk);
      else wrongType(node, shape, path, walk);
      return;
    default:
      if (node.kind === 'scalar' && fitsScalar(node, shape)) checkScalar(node, shape, path, walk);
      else wrongType(node, shape, path, walk);
  }
}

function fitsScalar(node: YamlScalar, shape: Shape): boolean {
  switch (shape.kind) {
    case 'text':
      return node.type === 'str';
    case 'words':
      return node.type === 'str' && shape.words.includes(node.text);
    case 'integer':
      return (
        node.type === 'int' &&
        Number(node.value) >= (shape.min ?? -Infinity) &&
        Number(node.value) <= (shape.max ?? Infinity)
      );
    case 'number':
      return node.type === 'int' || node.type === 'float';
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

function checkScalar(node: YamlScalar, shape: Shape, path: Path, walk: ShapeWalk): void {
  if (shape.kind !== 'text') return;
  if (shape.refersTo) walk.references.push({ to: shape.refersTo, name: node.text, at: node.at, path });
  const fault = shape.format && checkText(shape.format, node.text);
  if (fault) report(walk, node.at, fault.rule, `${showPath(path)}: ${fault.found}`, fault.expected);
}

function wrongType(node: YamlNode, shape: Shape, path: Path, walk: ShapeWalk): void {
  report(walk, node.at, 'type', `${showPath(path)} is ${describeNode(node)}`, describeShape(shape));
}

/** The alternative without a problem, or else the one with the fewest among those of the right kind. */
function checkAny(node: YamlNode, shapes: readonly Shape[], path: Path, walk: ShapeWalk): void {
  const candidates = shapes.filter((shape) => suits(node, shape));
  const [only] = candidates;
  if (!only) {
    wrongType(node, { kind: 'any', of: shapes }, path, walk);
    return;
  }
  if (candidates.length === 1) {
    checkShape(node, only, path, walk);
    return;
  }
  let best: ShapeWalk | undefined;
  for (const shape of candidates) {
    const trial: ShapeWalk = { ...walk, problems: [], references: [] };
    checkShape(node, shape, path, trial);
    if (!best || trial.problems.length < best.problems.length) best = trial;
    if (best.problems.length === 0) break;
  }
  walk.problems.push(...(best?.problems ?? []));
  walk.references.push(...(best?.references ?? []));
}

function suits(node: YamlNode, shape: Shape): boolean {
  if (shape.kind === 'any') return shape.of.some((inner) => suits(node, inner));
  if (shape.kind === 'anything') return true;
  if (node.kind === 'list') return shape.kind === 'list';
  if (node.kind === 'map') return shape.kind === 'map' || shape.kind === 'variables';
  return fitsScalar(node, shape);
}

function checkMap(node: YamlMap, shape: MapShape, path: Path, walk: ShapeWalk): void {
  for (const [name, { key, value }] of node.entries) {
    const known = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined;
    if (known) {
      checkShape(value, known, { name, above: path }, walk);
    } else if (shape.others) {
      if (shape.otherNames) checkShape(key, shape.otherNames, { name: `the key ${key.text}`, above: path }, walk);
      checkShape(value, shape.others, { name: key.text, above: path }, walk);
    } else {
      const known = Object.keys(shape.keys);
      const guess = didYouMean(key.text, known);
      const expected = guess === undefined ? `one of ${known.join(', ')}` : `one that Zuul knows, perhaps ${guess}`;
      report(walk, key.at, 'unknown-key', `${showPath(path)} has the unknown key ${key.text}`, expected);
    }
  }
  for (const name of shape.required) {
    if (!node.entries.has(name))
      report(walk, node.at, 'missing-key', `${showPath(path)} has no ${name}`, `the key ${name}`);
  }
  if (shape.oneKey === true && node.entries.size !== 1) {
    const names = [...node.entries.values()].map(({ key }) => key.text).join(', ');
    report(
      walk,
      node.at,
      'one-key',
      `${showPath(path)} has an item with ${String(node.entries.size)} keys (${names})`,
      'one key in each item: Zuul reads the first only',
    );
  }
}

function checkDriver(node: YamlNode, part: DriverPart, path: Path, walk: ShapeWalk): void {
  const driver = walk.driverOf(path.name);
  if (driver === undefined) {
    if (node.kind === 'scalar')
      report(
        walk,
        node.at,
        'type',
        `${showPath(path)} is ${describeNode(node)}`,
        'a mapping; {} where there is nothing to say',
      );
    return;
  }
  const shape = drivers[driver][part];
  if (shape) checkShape(node, shape, path, walk);
  else
    report(walk, node.at, 'connection', `${showPath(path)}: the driver ${driver} has no ${part}`, 'another connection');
}
