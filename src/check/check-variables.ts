import { type YamlMap, type YamlNode, describeNode } from '../read/yaml/node.js';
import { type Path, type ShapeWalk, report, showPath } from './check-shape.js';

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Zuul source: `zuul.lib.varnames`, and the project parsers. */
const FORBIDDEN = new Set([
  'zuul',
  'zuul_node',
  'nodepool',
  'unsafe_vars',
  'ansible_connection',
  'ansible_host',
  'ansible_python_interpreter',
  'ansible_shell_executable',
  'ansible_user',
]);

/**
 * Variables of a job, project or template: the names on the first level are for Ansible, and all values have to survive
 * as JSON. Zuul reference: Job, attribute `vars`; a date loads and then fails the whole item when the job is frozen.
 */
export function checkVariables(node: YamlMap, path: Path, walk: ShapeWalk): void {
  for (const { key, value } of node.entries.values()) {
    const found = `${showPath(path)} has a variable ${key.text}`;
    if (key.type !== 'str' || !NAME.test(key.text)) {
      report(walk, key.at, 'variable-name', found, 'a letter, then letters, digits and _');
    } else if (FORBIDDEN.has(key.text)) {
      report(walk, key.at, 'variable-name', found, 'another name: this one is reserved');
    }
    checkJson(value, { name: key.text, above: path }, walk);
  }
}

function checkJson(node: YamlNode, path: Path, walk: ShapeWalk): void {
  if (node.kind === 'list') {
    for (const item of node.items) checkJson(item, path, walk);
  } else if (node.kind === 'map') {
    for (const { key, value } of node.entries.values()) {
      if (key.type !== 'str')
        report(walk, key.at, 'json', `${showPath(path)} has as a key ${describeNode(key)}`, 'text: put it in quotes');
      checkJson(value, { name: key.text, above: path }, walk);
    }
  } else if (node.type === 'timestamp' || (node.type === 'float' && !Number.isFinite(node.value))) {
    report(
      walk,
      node.at,
      'json',
      `${showPath(path)} is ${describeNode(node)}, which is not JSON`,
      'text: put it in quotes',
    );
  }
}
