import { z } from 'zod';
import { InputError, type Fault } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';
import type { Waiver } from '../../model/verification.js';
import { describeNode, type YamlNode } from '../../read/yaml/node.js';
import { readYamlFile } from '../../read/yaml/read-yaml.js';

/** What a waiver can be about: the aspects of an item, and `queue` and `events`. */
const ASPECTS = [
  'triggered',
  'outcome',
  'jobs',
  'voting',
  'dependencies',
  'order',
  'semaphores',
  'hold',
  'tags',
  'queue',
  'events',
] as const;

const text = z.string('expected a text').min(1, 'expected a text that is not empty');

const waiverShape = z.strictObject({
  owner: text,
  reason: text,
  expires: z.iso.date('expected a day, as 2027-03-31'),
  match: z
    .strictObject({
      project: text.optional(),
      pipeline: text.optional(),
      job: text.optional(),
      aspect: z.enum(ASPECTS, `expected one of ${ASPECTS.join(', ')}`).optional(),
      cause: text.optional(),
    })
    .refine(
      (match) => Object.keys(match).length > 0,
      'expected at least one of project, pipeline, job, aspect and cause: without any it would waive everything',
    ),
});

const fileShape = z.array(waiverShape, 'expected a list of waivers');

/**
 * Reads a file of waivers: a YAML list of `owner`, `reason`, `expires` (a day) and `match` (patterns of `project`,
 * `pipeline`, `job`, `cause` with `*`, and an `aspect`).
 *
 * @throws InputError for a file that is no YAML, and with every fault of its entries, each with its line.
 */
export function readWaivers(path: string): readonly Waiver[] {
  const { root, findings } = readYamlFile(path, 'the waivers');
  if (root === undefined) return [];
  const faults: Fault[] = findings.map(({ at }) => ({ at, message: 'this key is there twice; remove one' }));
  const parsed = fileShape.safeParse(plain(root));
  for (const { path: where, message, code, ...more } of parsed.error?.issues ?? []) {
    const { at, found, name } = locate(root, where);
    const keys = code === 'unrecognized_keys' ? (more as { keys: readonly string[] }).keys : undefined;
    const said = keys === undefined ? `${message}, found ${found}` : `knows no ${keys.join(', ')}; remove it`;
    faults.push({ at, message: `${name}: ${said}` });
  }
  if (faults.length > 0 || parsed.data === undefined) {
    throw new InputError(faults.sort((a, b) => a.at.line - b.at.line));
  }
  const items = root.kind === 'list' ? root.items : [];
  return parsed.data.map((waiver, index) => ({ ...waiver, at: items[index]?.at ?? root.at }) as Waiver);
}

/** The value as JSON would have it; a day keeps its text. */
function plain(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(plain);
  if (node.kind === 'map') return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
  return node.type === 'timestamp' ? node.text : node.value;
}

/** The node that an issue is about; of a key that is missing the mapping where it should be. */
function locate(root: YamlNode, path: readonly PropertyKey[]): { at: Place; found: string; name: string } {
  let node = root;
  let name = 'the file';
  for (const part of path) {
    const next =
      node.kind === 'list' && typeof part === 'number'
        ? node.items[part]
        : node.kind === 'map' && typeof part === 'string'
          ? node.entries.get(part)?.value
          : undefined;
    name = typeof part === 'number' ? `waiver ${String(part + 1)}` : `${name}, ${String(part)}`;
    if (next === undefined) return { at: node.at, found: 'nothing', name };
    node = next;
  }
  return { at: node.at, found: describeNode(node), name };
}
