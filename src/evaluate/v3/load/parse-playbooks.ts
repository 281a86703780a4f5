import { type YamlMap, type YamlNode, isText, valueOf } from '../../../read/yaml/node.js';
import { asList, isTrue, listAt, textAt, textsAt } from '../../../read/zuul-tree/nodes.js';
import { Refused } from './refused.js';
import type { Playbook, Role, SecretUse, Semaphore, Source } from './tree.js';

/** A name alone, or under `name` in a mapping. */
const nameOf = (item: YamlNode): string =>
  item.kind === 'map' ? (textAt(item, 'name') ?? '') : isText(item) ? item.value : '';

export function playbooksAt(
  node: YamlMap,
  key: string,
  source: Source,
  secrets: readonly SecretUse[],
): readonly Playbook[] {
  return listAt(node, key).map((item) => ({
    source,
    path: nameOf(item),
    cleanup: item.kind === 'map' && isTrue(item, 'cleanup'),
    semaphores: item.kind === 'map' ? [...textsAt(item, 'semaphores')].sort() : [],
    secrets,
  }));
}

export function secretsAt(node: YamlMap): readonly SecretUse[] {
  return listAt(node, 'secrets').map((item) =>
    item.kind === 'map'
      ? {
          alias: textAt(item, 'name') ?? '',
          secret: textAt(item, 'secret') ?? '',
          passToParent: isTrue(item, 'pass-to-parent'),
        }
      : { alias: nameOf(item), secret: nameOf(item), passToParent: false },
  );
}

/** `semaphores`, or else the older `semaphore`; by name. */
export function semaphoresAt(node: YamlMap): readonly Semaphore[] {
  const written = valueOf(node, 'semaphores') ?? valueOf(node, 'semaphore');
  return asList(written)
    .map((item) => ({ name: nameOf(item), resourcesFirst: item.kind === 'map' && isTrue(item, 'resources-first') }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/**
 * Roles of other repositories; a definition also has those of its own.
 *
 * @throws Refused for a mapping alone: Zuul goes through its keys and fails
 */
export function rolesAt(node: YamlMap, source: Source, isEntry: boolean): readonly Role[] {
  const roles = valueOf(node, 'roles');
  if (roles?.kind === 'map') throw new Refused(roles.at, 'roles has to be a list');
  const written = listAt(node, 'roles').flatMap((item) => {
    const project = item.kind === 'map' ? textAt(item, 'zuul') : undefined;
    if (item.kind !== 'map' || project === undefined) return [];
    return [{ name: textAt(item, 'name') ?? lastPart(project), project, implicit: false }];
  });
  if (isEntry) return written;
  const own = lastPart(source.project.name);
  const name = own.replace(/^(?:ansible[-_.+]*)*(?:role[-_.+]*)*/, '') || own;
  return [{ name, project: source.project.canonicalName, implicit: true }, ...written];
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
