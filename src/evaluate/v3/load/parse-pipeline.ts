import { type YamlMap, valueOf } from '../../../read/yaml/node.js';
import { asList, booleanAt, numberAt, textAt } from '../../../read/zuul-tree/nodes.js';
import type { FindConnection } from './check-shape.js';
import { readFilters } from '../events/read-filters.js';
import { Refused } from './refused.js';
import type { ConnectionNode, Manager, Pipeline } from './tree.js';

const REPORTERS = [
  'enqueue', 'start', 'success', 'failure', 'merge-conflict', 'config-error', 'no-jobs', 'disabled', 'dequeue',
] as const; // prettier-ignore

const DEFAULT_FLOOR = 3;

/**
 * Reads a pipeline whose shape was checked. Zuul source: `PipelineParser`.
 *
 * @throws Refused for what Zuul finds only here
 */
export function parsePipeline(node: YamlMap, connections: FindConnection): Pipeline & { reporters: readonly string[] } {
  if ((numberAt(node, 'window-ceiling') ?? Infinity) < (numberAt(node, 'window-floor') ?? DEFAULT_FLOOR))
    throw new Refused(node.at, 'window-ceiling is below window-floor');
  const triggers = nodesAt(node, 'trigger', connections);
  const requires = nodesAt(node, 'require', connections);
  const rejects = nodesAt(node, 'reject', connections);
  const reporters = REPORTERS.flatMap((key) => namesAt(node, key));
  const pipeline = {
    name: textAt(node, 'name') ?? '',
    manager: (textAt(node, 'manager') ?? 'independent') as Manager,
    postReview: booleanAt(node, 'post-review') ?? false,
    allowOtherConnections: booleanAt(node, 'allow-other-connections') ?? true,
    triggers,
    requires,
    rejects,
    connections: [...new Set([...reporters, ...['require', 'reject', 'trigger'].flatMap((key) => namesAt(node, key))])],
    reporters,
    at: valueOf(node, 'name')?.at ?? node.at,
  };
  return { ...pipeline, filters: readFilters(pipeline) };
}

function namesAt(node: YamlMap, key: string): readonly string[] {
  const map = valueOf(node, key);
  return map?.kind === 'map' ? [...map.entries.keys()] : [];
}

function nodesAt(node: YamlMap, key: string, connections: FindConnection): readonly ConnectionNode[] {
  const map = valueOf(node, key);
  if (map?.kind !== 'map') return [];
  return [...map.entries].flatMap(([connection, { value }]) => {
    const driver = connections(connection)?.driver ?? 'gerrit';
    return asList(value).flatMap((item) => (item.kind === 'map' ? [{ connection, driver, node: item }] : []));
  });
}
