import { valueOf } from '../../read/yaml/node.js';
import { asList, isTrue, numberAt } from '../../read/zuul-tree/nodes.js';
import { nameOf } from '../nodes.js';
import type { Report, Rule } from '../rule.js';
import type { TreeObject } from '../tree-index.js';

const DEFAULT_FLOOR = 3;

/** Keys of pipelines and queues that have to go together. */
export const pipelines: Rule = (tree, _tenant, report) => {
  for (const object of tree.objects) {
    if (object.type === 'pipeline') checkPipeline(object, report);
    if (object.type === 'queue') checkQueue(object, report);
  }
};

function checkPipeline({ name, node, at }: TreeObject, report: Report): void {
  const ceiling = numberAt(node, 'window-ceiling');
  if (ceiling !== undefined && ceiling < (numberAt(node, 'window-floor') ?? DEFAULT_FLOOR)) {
    report(
      at,
      'keys',
      `pipeline ${name} has a window-ceiling below its window-floor`,
      'a ceiling of at least the floor',
    );
  }
  const triggers = valueOf(node, 'trigger');
  if (triggers?.kind !== 'map') return;
  for (const trigger of [...triggers.entries.values()].flatMap(({ value }) => asList(value))) {
    if (trigger.kind !== 'map') continue;
    const onRefs = asList(valueOf(trigger, 'event')).some((event) => nameOf(event)?.text === 'ref-updated');
    if (onRefs && trigger.entries.has('branch')) {
      report(
        trigger.at,
        'keys',
        `pipeline ${name} asks for the branch of a ref-updated event`,
        'ref: ^refs/heads/…; a tag has no branch, and the event would be lost',
      );
    }
  }
}

function checkQueue({ name, node, at }: TreeObject, report: Report): void {
  if (node.entries.has('type') && node.entries.has('per-branch')) {
    report(at, 'keys', `queue ${name} has type and per-branch`, 'type alone');
  }
  if (isTrue(node, 'dependencies-by-topic') && !isTrue(node, 'allow-circular-dependencies')) {
    report(at, 'keys', `queue ${name} has dependencies-by-topic alone`, 'allow-circular-dependencies: true as well');
  }
}
