import type { OutputFile } from '../../model/output-file.js';
import { textOfBlocks, type Block, type Blocks } from './blocks.js';
import { folderOf } from './needs.js';
import type { Parts } from './parts.js';

export interface Composed {
  /** Sorted by path. */
  readonly files: readonly OutputFile[];
  /** Files that were written wholly, for their objects share parts. */
  readonly whole: readonly string[];
}

/**
 * The files of the generation before, with the selected parts as they are now. Objects stay in their file and at their
 * place; new ones stand behind the one that they follow now. Files beside playbooks are added and replaced, and none goes:
 * what was not selected may use them.
 */
export function composePart(before: Parts, now: Parts, selected: ReadonlySet<string>): Composed {
  const files = new Map(before.files);
  const put = (path: string): void => {
    const content = now.files.get(path);
    if (content !== undefined) files.set(path, content);
  };
  const whole = new Set(sharedFiles(before, now, selected));
  for (const path of whole) put(path);
  const changed = composeObjects(before, now, selected, whole);
  for (const [path, text] of changed) {
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  for (const path of now.files.keys()) if (selected.has(folderOf(path))) put(path);
  if (needsTenant(before, now, selected)) put(TENANT);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: sorted.map(([path, content]) => ({ path, content })), whole: [...whole].sort() };
}

const TENANT = 'tenant/main.yaml';

/** Files with anchors in which something changes. */
function sharedFiles(before: Parts, now: Parts, selected: ReadonlySet<string>): string[] {
  const changes = (key: string): boolean =>
    selected.has(key) && before.parts.get(key)?.text !== now.parts.get(key)?.text;
  return [...now.zuul]
    .filter(([path, { isShared }]) => isShared || before.zuul.get(path)?.isShared === true)
    .filter(([path, { blocks }]) =>
      [...blocks, ...(before.zuul.get(path)?.blocks ?? [])].some(({ key }) => changes(key)),
    )
    .map(([path]) => path);
}

/** Path → text of the files in which something changes; undefined where no object is left. */
function composeObjects(
  before: Parts,
  now: Parts,
  selected: ReadonlySet<string>,
  whole: ReadonlySet<string>,
): Map<string, string | undefined> {
  const old = new Map([...before.zuul].filter(([path]) => !whole.has(path)));
  const result = new Map<string, Block[]>();
  const headers = new Map<string, string>();
  const blocksAt = (path: string, from: Blocks | undefined): Block[] => {
    const known = result.get(path);
    if (known !== undefined) return known;
    const blocks = [...(old.get(path)?.blocks ?? [])];
    headers.set(path, (old.get(path) ?? from)?.header ?? '');
    result.set(path, blocks);
    return blocks;
  };
  const home = placesOf(old);
  for (const key of selected) {
    const path = home.get(key);
    if (path === undefined || now.parts.has(key)) continue;
    const blocks = blocksAt(path, undefined);
    result.set(
      path,
      blocks.filter((block) => block.key !== key),
    );
  }
  for (const [path, file] of now.zuul) {
    if (whole.has(path)) continue;
    const order = [...new Set(file.blocks.map(({ key }) => key))];
    for (const key of order.filter((one) => selected.has(one))) {
      // What another file holds already is not written twice.
      if (before.parts.has(key) && !home.has(key)) continue;
      const target = home.get(key) ?? path;
      const blocks = blocksAt(target, file);
      const fresh = file.blocks.filter((block) => block.key === key);
      const at = blocks.findIndex((block) => block.key === key);
      const rest = blocks.filter((block) => block.key !== key);
      rest.splice(at >= 0 ? at : placeBehind(key, order, rest), 0, ...fresh);
      result.set(target, rest);
    }
  }
  return new Map([...result].map(([path, blocks]) => [path, textOfBlocks(headers.get(path) ?? '', blocks)]));
}

/** Object → file in which it stands. */
function placesOf(zuul: ReadonlyMap<string, Blocks>): Map<string, string> {
  const places = new Map<string, string>();
  for (const [path, { blocks }] of zuul) for (const { key } of blocks) if (!places.has(key)) places.set(key, path);
  return places;
}

/** Behind the nearest of those before it that is there. */
function placeBehind(key: string, order: readonly string[], blocks: readonly Block[]): number {
  for (let at = order.indexOf(key) - 1; at >= 0; at -= 1) {
    const place = blocks.findLastIndex((block) => block.key === order[at]);
    if (place >= 0) return place + 1;
  }
  return 0;
}

/** The tenant names all projects, and the longest time a job may have: it is written with a project that it does not know, and with a longer time. */
function needsTenant(before: Parts, now: Parts, selected: ReadonlySet<string>): boolean {
  const tenant = before.files.get(TENANT)?.toString();
  if (tenant === undefined) return true;
  if ([...selected].some((key) => key.startsWith('project ') && now.parts.has(key) && !before.parts.has(key)))
    return true;
  const limit = Number(/^ *max-job-timeout: (\d+)$/m.exec(tenant)?.[1] ?? Infinity);
  return [...now.zuul.values()]
    .flatMap(({ blocks }) => blocks)
    .some(({ key, value }) => selected.has(key) && Number(value['timeout'] ?? 0) > limit);
}
