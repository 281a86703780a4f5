import { InputError } from '../../model/input-error.js';
import { describeNode, isText, type YamlNode } from '../yaml/node.js';
import { readTextFile } from '../yaml/read-text.js';
import { readYaml } from '../yaml/read-yaml.js';
import type { BranchLists } from './branch-lists.js';

/**
 * Reads a file of branches, in one of three forms: a mapping of projects to lists of branches (YAML or JSON), a list of
 * branches that all projects have, or lines with a branch each (or a project and a branch, with a blank between).
 *
 * @throws InputError for a file that cannot be read, and for what is none of these, with the line.
 */
export function readBranches(path: string): BranchLists {
  const text = readTextFile(path, 'the branches');
  const first = /^\s*(?:#.*\s*)*(\S.*)/.exec(text)?.[1] ?? '';
  return /^[[{\-"']|:(\s|$)/.test(first) ? fromYaml(text, path) : fromLines(text, path);
}

function fromYaml(text: string, path: string): BranchLists {
  const { root } = readYaml(text, path);
  if (root === undefined) return { everywhere: [], ofProject: new Map() };
  if (root.kind === 'list') return { everywhere: names(root), ofProject: new Map() };
  if (root.kind !== 'map')
    return refuse(root, 'expected a mapping of projects to their branches, or a list of branches');
  return {
    everywhere: [],
    ofProject: new Map([...root.entries].map(([project, { value }]) => [project, names(value)])),
  };
}

function names(node: YamlNode): string[] {
  if (node.kind !== 'list') return refuse(node, 'expected a list of branches');
  return node.items.map((item) => {
    // A branch such as 1.10 is a number to YAML; its text is what is meant.
    if (item.kind === 'scalar' && item.type !== 'null') return isText(item) ? item.value : item.text;
    return refuse(item, 'expected the name of a branch');
  });
}

function refuse(node: YamlNode, expected: string): never {
  throw new InputError({ at: node.at, message: `${expected}, found ${describeNode(node)}` });
}

function fromLines(text: string, path: string): BranchLists {
  const everywhere: string[] = [];
  const ofProject = new Map<string, string[]>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const words = line.replace(/^#.*/, '').trim().split(/\s+/);
    if (words[0] === '') continue;
    if (words.length > 2) {
      const message = 'expected a branch, or a project and a branch, on each line';
      throw new InputError({ at: { file: path, line: index + 1 }, message });
    }
    const [first = '', branch] = words;
    if (branch === undefined) everywhere.push(first);
    else ofProject.set(first, [...(ofProject.get(first) ?? []), branch]);
  }
  return { everywhere, ofProject };
}
