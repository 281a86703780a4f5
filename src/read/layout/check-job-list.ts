import type { YamlNode } from '../yaml/node.js';
import { describeNode } from '../yaml/node.js';
import { fault, type Check } from './checks.js';

// Python's `\S`; `$` also matches before a final line feed.
const JOB_NAME = /^[^ \t\n\r\f\v]+\n?$/;

/**
 * A job list as v2's schema takes it: any nesting of lists and mappings, with names without blanks at the leaves. The
 * keys (parents) are not looked at. Source: Zuul 2.6, `layoutvalidator.py`, `validateJob`.
 */
export const jobList: Check = (c, node, key, owner) => {
  if (node.kind === 'list') {
    for (const item of node.items) jobList(c, item, key, owner);
  } else if (node.kind === 'map') {
    for (const { value } of node.entries.values()) jobList(c, value, key, owner);
  } else if (node.type !== 'str') {
    fault(c, node.at, `"${key}" of ${owner} needs names of jobs, found ${describeNode(node)}${adviceFor(node)}`);
  } else if (!JOB_NAME.test(node.text)) {
    fault(c, node.at, `"${key}" of ${owner} needs names of jobs without blanks, found ${describeNode(node)}`);
  }
};

function adviceFor(node: YamlNode): string {
  const isNull = node.kind === 'scalar' && node.type === 'null';
  return isNull ? '; an empty job list is written []' : '; put it in quotes if it is a name';
}
