import { markRead } from '../../model/leaf.js';
import type { V2Pipeline, V2Value } from '../../model/layout.js';
import { commentAbove, type YamlDocument } from '../yaml/document.js';
import { valueOf, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.js';
import { madeFrom } from './leaves.js';
import { placedText, valueReader } from './values.js';

const NUMBERS = new Set([
  'disable-after-consecutive-failures',
  'window',
  'window-floor',
  'window-increase-factor',
  'window-decrease-factor',
]);

/** `pipelines` of a layout that was checked. */
export function readPipelines(pipelines: YamlNode, document: YamlDocument): V2Pipeline[] {
  const readValue = valueReader();
  const items = pipelines.kind === 'list' ? pipelines.items : [];
  return items.map((item) => readPipeline(item as YamlMap, document, readValue));
}

function readPipeline(map: YamlMap, document: YamlDocument, readValue: (node: YamlNode) => V2Value): V2Pipeline {
  const manager = valueOf(map, 'manager') as YamlScalar;
  // Not a `Placed`, so nobody else can say that it was read.
  markRead(manager);
  const keys = new Map<string, V2Value>();
  for (const [key, { value }] of map.entries) {
    if (key !== 'name' && key !== 'manager') keys.set(key, NUMBERS.has(key) ? number(value) : readValue(value));
  }
  const comment = commentAbove(document, map);
  return madeFrom(
    {
      name: placedText(valueOf(map, 'name') as YamlNode),
      manager: manager.text === 'DependentPipelineManager' ? ('dependent' as const) : ('independent' as const),
      keys,
      ...(comment === undefined ? {} : { comment }),
      at: map.at,
    },
    map,
  );
}

/** Python's truth values are numbers too. */
function number(node: YamlNode): V2Value {
  return madeFrom({ kind: 'scalar', value: Number((node as YamlScalar).value), at: node.at }, node);
}
