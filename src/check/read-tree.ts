import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { InputError } from '../model/input-error.js';
import { readTextFile } from '../read/yaml/read-text.js';
import { readYaml } from '../read/yaml/read-yaml.js';
import type { YamlNode } from '../read/yaml/node.js';
import { withoutTags } from './local-tags.js';
import type { TreeProblem } from './tree-problem.js';

/** One YAML file of a tree. */
export interface TreeFile {
  /** Below the root of the tree, with `/` between its parts. */
  readonly path: string;
  /** Absent: nothing but comments, or not YAML at all. */
  readonly root?: YamlNode;
}

/** The files that Zuul and Ansible read. */
export interface TreeFiles {
  /** Below `zuul.d/`, in Zuul's order. */
  readonly config: readonly TreeFile[];
  /** Below `tenant/`. */
  readonly tenant: readonly TreeFile[];
  /** Below `playbooks/`, and of roles the tasks, handlers and meta data. */
  readonly ansible: readonly TreeFile[];
  /** Every path of the tree that a playbook or a job may name; folders without an end mark. */
  readonly paths: ReadonlySet<string>;
  readonly problems: readonly TreeProblem[];
}

/** Tags of Zuul's own loader. */
const ZUUL_TAGS = ['!encrypted/pkcs1-oaep', '!override', '!inherit'];
const ANSIBLE_TAGS = ['!unsafe', '!vault'];

const TOP_FOLDERS = ['zuul.d', 'tenant', 'playbooks', 'roles'];

/** Zuul reads the first of these that is there, and no other. */
const OTHER_ROOTS = ['zuul.yaml', '.zuul.yaml', '.zuul.d'];

/**
 * Reads a tree below a folder. A file that cannot be read becomes a problem.
 *
 * @throws InputError when there is no such folder
 */
export function readTree(folder: string): TreeFiles {
  const names = namesIn(folder);
  const paths = TOP_FOLDERS.filter((top) => names.includes(top)).flatMap((top) => listFiles(folder, top));
  const problems: TreeProblem[] = [...unreadFiles(names, paths)];
  const read = (path: string, tags: readonly string[]): TreeFile => readOne(folder, path, tags, problems);
  const isYaml = (path: string): boolean => path.endsWith('.yaml') || path.endsWith('.yml');
  return {
    config: paths
      .filter((path) => path.startsWith('zuul.d/') && path.endsWith('.yaml'))
      .map((path) => read(path, ZUUL_TAGS)),
    tenant: paths.filter((path) => path.startsWith('tenant/') && isYaml(path)).map((path) => read(path, ZUUL_TAGS)),
    ansible: paths.filter((path) => isAnsible(path) && isYaml(path)).map((path) => read(path, ANSIBLE_TAGS)),
    paths: new Set(paths.flatMap((path) => [path, ...foldersOf(path)])),
    problems,
  };
}

const isAnsible = (path: string): boolean => /^playbooks\/|^roles\/[^/]+\/(?:tasks|handlers|meta)\//.test(path);

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function readOne(folder: string, path: string, tags: readonly string[], problems: TreeProblem[]): TreeFile {
  try {
    const document = readYaml(withoutTags(readTextFile(join(folder, path), 'the file'), tags), path);
    for (const { at, message } of document.findings) {
      problems.push({ at, rule: 'yaml', found: message, expected: 'each key once: Zuul refuses the whole file' });
    }
    return document.root ? { path, root: document.root } : { path };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const { at, message } of error.faults) {
      problems.push({ at: { ...at, file: path }, rule: 'yaml', found: message, expected: 'YAML that Zuul reads' });
    }
    return { path };
  }
}

/** Files below a folder, in Zuul's order: by path, as plain text. */
function listFiles(folder: string, top: string): string[] {
  return readdirSync(join(folder, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES') throw error;
    throw new InputError({
      at: { file: folder, line: 0 },
      message: 'no folder that can be read; give the root of a converted tree',
    });
  }
}

/** Configuration that Zuul does not look at, or looks at instead of ours. */
function unreadFiles(names: readonly string[], paths: readonly string[]): readonly TreeProblem[] {
  const unread = paths.filter((path) => /^zuul\.d\/(?:.*\.yml|(?:.*\/)?\.zuul\.ignore)$/.test(path));
  return [
    ...unread.map((path) =>
      problem(path, 'Zuul reads *.yaml below zuul.d/, and nothing below a .zuul.ignore', 'the ending .yaml'),
    ),
    ...names
      .filter((name) => OTHER_ROOTS.includes(name))
      .map((name) => problem(name, 'it stands beside zuul.d, and Zuul reads one of them only', 'zuul.d alone')),
  ];
}

function problem(file: string, found: string, expected: string): TreeProblem {
  return { at: { file, line: 0 }, rule: 'unread-file', found, expected };
}
