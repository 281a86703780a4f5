import { type YamlMap, type YamlNode, isText, valueOf } from '../../read/yaml/node.js';
import { asList, listAt, textAt } from '../../read/zuul-tree/nodes.js';
import type { TreeFile } from '../read-tree.js';
import type { Report, Rule } from '../rule.js';
import type { Tree } from '../tree-index.js';

const INCLUDES = ['include_role', 'import_role'].flatMap((name) => [
  name,
  `ansible.builtin.${name}`,
  `ansible.legacy.${name}`,
]);

/** A path from the root of the tree, as text of a variable. */
const PATH = /^(?:playbooks|roles)\/[^\s{}]+$/;

/** The roles that playbooks and roles name are there, and so are the files. */
export const playbooks: Rule = (tree, _tenant, report) => {
  const roles = new Set([...tree.files.paths].flatMap((path) => /^roles\/([^/]+)$/.exec(path)?.[1] ?? []));
  const elsewhere = playbooksWithOtherRoles(tree);
  for (const file of tree.files.ansible) {
    if (file.root) visit(file.root, { file, roles: elsewhere.has(file.path) ? undefined : roles, tree, report });
  }
};

interface Visit {
  readonly file: TreeFile;
  /** Absent: roles may come from another repository. */
  readonly roles: ReadonlySet<string> | undefined;
  readonly tree: Tree;
  readonly report: Report;
}

/** Playbooks of jobs that bring roles of other projects; a role that is not here may be there. */
function playbooksWithOtherRoles(tree: Tree): ReadonlySet<string> {
  const paths = tree.objects.flatMap(({ type, node }) => {
    if (type !== 'job' || listAt(node, 'roles').length === 0) return [];
    return ['pre-run', 'run', 'post-run', 'cleanup-run'].flatMap((key) =>
      listAt(node, key).flatMap(
        (item) => (item.kind === 'map' ? textAt(item, 'name') : isText(item) ? item.text : undefined) ?? [],
      ),
    );
  });
  return new Set(paths);
}

function visit(node: YamlNode, context: Visit): void {
  if (node.kind === 'list') {
    for (const item of node.items) visit(item, context);
  } else if (node.kind === 'map') {
    checkRoles(node, context);
    for (const { value } of node.entries.values()) visit(value, context);
  } else if (isText(node) && PATH.test(node.text) && !context.tree.files.paths.has(node.text)) {
    context.report(
      node.at,
      'playbook',
      `${context.file.path} names the file ${node.text}, which does not exist`,
      'the path of a file in this tree',
    );
  }
}

function checkRoles(node: YamlMap, context: Visit): void {
  for (const name of INCLUDES) {
    const include = valueOf(node, name);
    if (include) checkRole(include, context);
  }
  // A play has hosts, the meta data of a role has dependencies.
  if (node.entries.has('hosts')) for (const role of asList(valueOf(node, 'roles'))) checkRole(role, context);
  if (/^roles\/[^/]+\/meta\//.test(context.file.path))
    for (const role of listAt(node, 'dependencies')) checkRole(role, context);
}

/** `name`, `{name: …}` or `{role: …}` */
function checkRole(node: YamlNode, { roles, file, report }: Visit): void {
  const named = node.kind === 'map' ? (valueOf(node, 'role') ?? valueOf(node, 'name')) : node;
  // Templates are known at run time only; a name with dots is in a collection.
  if (!roles || !isText(named) || named.text.includes('{{') || named.text.includes('.')) return;
  if (!roles.has(named.text))
    report(
      named.at,
      'role',
      `${file.path} names the role ${named.text}, which does not exist`,
      'a folder below roles/',
    );
}
