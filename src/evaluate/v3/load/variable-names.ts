import { type YamlMap } from '../../../read/yaml/node.js';
import type { ShapeFault } from './check-shape.js';

/** Not for stanzas: their parser forbids these four only. Zuul source: `zuul.lib.varnames`. */
const RESERVED: readonly string[] = ['zuul', 'zuul_node', 'nodepool', 'unsafe_vars'];
const RESERVED_IN_JOBS: readonly string[] = [
  ...RESERVED,
  'ansible_connection',
  'ansible_host',
  'ansible_python_interpreter',
  'ansible_shell_executable',
  'ansible_user',
];

/** Names that Ansible does not take. */
export function checkVariableNames(map: YamlMap, what: string): ShapeFault | undefined {
  for (const { key } of map.entries.values()) {
    if (key.type !== 'str' || !/^[a-zA-Z][a-zA-Z0-9_]*$/.test(key.text)) {
      return { at: key.at, message: `${what} has the variable ${key.text}, which Ansible does not take` };
    }
  }
  return undefined;
}

/** Names that belong to Zuul. */
export function checkReserved(map: YamlMap, isJob: boolean): ShapeFault | undefined {
  const reserved = (isJob ? RESERVED_IN_JOBS : RESERVED).find((name) => map.entries.has(name));
  return reserved === undefined ? undefined : { at: map.at, message: `the variable name ${reserved} is reserved` };
}
