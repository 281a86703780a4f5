import { InputError } from '../../../model/input-error.js';
import type { Place } from '../../../model/place.js';
import { type YamlMap, type YamlNode, describeNode, isText, valueOf } from '../../../read/yaml/node.js';
import { readYaml } from '../../../read/yaml/read-yaml.js';
import { booleanAt, isTrue, numberAt, textAt } from '../../../read/zuul-tree/nodes.js';
import { objects } from '../../../read/zuul-tree/schema/objects.js';
import { type FindConnection, shapeFault } from './check-shape.js';
import { contentOf } from './content.js';
import { branchMatchersAt, parseJob } from './parse-job.js';
import { parseNodeset } from './parse-nodeset.js';
import { parsePipeline } from './parse-pipeline.js';
import { parseStanza } from './parse-stanza.js';
import { Refused } from './refused.js';
import type {
  DeclaredSemaphore,
  NamedObject,
  Nodeset,
  Problem,
  Queue,
  QueueType,
  Source,
  Stanza,
  Variant,
} from './tree.js';

/** Tags of Zuul's own loader. */
const TAGS = ['!encrypted/pkcs1-oaep', '!override', '!inherit'];

/** The objects of files by type. Of the objects of node providers only images decide something here. */
export interface Objects {
  readonly pipelines: ReturnType<typeof parsePipeline>[];
  readonly nodesets: Nodeset[];
  readonly secrets: NamedObject[];
  readonly semaphores: DeclaredSemaphore[];
  readonly images: NamedObject[];
  readonly jobs: Variant[];
  readonly queues: Queue[];
  readonly templates: Stanza[];
  readonly projects: Stanza[];
}

export function noObjects(): Objects {
  return {
    pipelines: [],
    nodesets: [],
    secrets: [],
    semaphores: [],
    images: [],
    jobs: [],
    queues: [],
    templates: [],
    projects: [],
  };
}

/** The item of a file: its type and its mapping. */
interface Item {
  readonly type: string;
  readonly at: Place;
  readonly node: YamlMap;
}

/**
 * Reads one file of configuration. What Zuul loses is lost here too, with a problem that says so. Zuul reference, section
 * 2.1.
 *
 * @param source The pragmas of the file are set in it.
 * @param found Takes the objects.
 */
export function parseFile(
  text: string,
  source: Source,
  connections: FindConnection,
  found: Objects,
  problems: Problem[],
): void {
  const items = itemsOf(text, source.file, problems);
  // Pragmas act on the whole file, wherever they stand.
  for (const pass of [true, false]) {
    for (const item of items) {
      if ((item.type === 'pragma') !== pass || !(pass || mayHold(source, item, problems))) continue;
      try {
        addObject(item, source, connections, found);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        problems.push({ at: error.at, severity: 'error', message: `${error.message}: Zuul drops this ${item.type}` });
      }
    }
  }
}

/** The tenant says which types are read from a project; pipelines of others than config-projects are an error. */
function mayHold({ project }: Source, { type, at }: Item, problems: Problem[]): boolean {
  if (!project.classes.has(type)) return false;
  if (type !== 'pipeline' || project.trusted) return true;
  problems.push({ at, severity: 'error', message: 'a pipeline has to be in a config-project; Zuul drops it' });
  return false;
}

/** The items up to the first that is none. */
function itemsOf(text: string, file: string, problems: Problem[]): readonly Item[] {
  const items: Item[] = [];
  const lose = (at: Place, message: string): void => {
    problems.push({ at, severity: 'error', message });
  };
  const root = readRoot(text, file, lose);
  if (root === undefined) return items;
  if (root.kind !== 'list') {
    lose(root.at, `the file is ${describeNode(root)}, not a list of objects: Zuul drops all of it`);
    return items;
  }
  for (const item of root.items) {
    const [entry, ...more] = item.kind === 'map' ? [...item.entries.values()] : [];
    if (!entry || more.length > 0 || entry.value.kind !== 'map' || !Object.hasOwn(objects, entry.key.text)) {
      lose(item.at, 'no object of a known type alone in its item: Zuul drops it and all that follows in the file');
      break;
    }
    items.push({ type: entry.key.text, at: entry.key.at, node: entry.value });
  }
  return items;
}

function readRoot(text: string, file: string, lose: (at: Place, message: string) => void): YamlNode | undefined {
  try {
    const { root, findings } = readYaml(text, file, TAGS);
    const [twice] = findings;
    if (twice) lose(twice.at, 'a key is there twice in one mapping: Zuul drops the whole file');
    const bad = root && /!(?:override|inherit)/.test(text) ? badControl(root) : undefined;
    if (bad)
      lose(bad.at, `${String(bad.localTag)} may not stand before ${describeNode(bad)}: Zuul drops the whole file`);
    return twice || bad ? undefined : root;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const { at, message } of error.faults) lose(at, `${message}: Zuul drops the whole file`);
    return undefined;
  }
}

/** `!override` may stand before a map, a list or text. */
function badControl(node: YamlNode): YamlNode | undefined {
  if (node.kind === 'scalar') {
    const isControl = node.localTag === '!override' || node.localTag === '!inherit';
    return isControl && node.type !== 'str' ? node : undefined;
  }
  const below = node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value);
  for (const item of below) {
    const bad = badControl(item);
    if (bad) return bad;
  }
  return undefined;
}

function addObject(item: Item, source: Source, connections: FindConnection, found: Objects): void {
  const { type, node } = item;
  const shape = objects[type];
  const fault = shape && shapeFault(node, shape, connections);
  if (fault) throw new Refused(fault.at, fault.message);
  const name = textAt(node, 'name') ?? '';
  const at = valueOf(node, 'name')?.at ?? item.at;
  switch (type) {
    case 'pragma':
      readPragma(node, source);
      break;
    case 'pipeline':
      found.pipelines.push(parsePipeline(node, connections));
      break;
    case 'nodeset':
      found.nodesets.push(parseNodeset(node, source));
      break;
    case 'secret':
      found.secrets.push({ name, source, at, content: contentOf(node) });
      break;
    case 'semaphore':
      found.semaphores.push({ name, max: numberAt(node, 'max') ?? 1, source, at, content: contentOf(node) });
      break;
    case 'image':
      found.images.push({ name, source, at, content: contentOf(node) });
      break;
    case 'job':
      found.jobs.push(parseJob(node, { name, source, at, isEntry: false }));
      break;
    case 'queue':
      found.queues.push({ name, type: queueType(node), source, at, content: contentOf(node) });
      break;
    case 'project-template':
      found.templates.push(parseStanza(node, source, true));
      break;
    case 'project':
      found.projects.push(parseStanza(node, source, false));
      break;
  }
}

function readPragma(node: YamlMap, source: Source): void {
  source.impliedBranchMatchers = booleanAt(node, 'implied-branch-matchers') ?? source.impliedBranchMatchers;
  if (node.entries.has('implied-branches')) source.impliedBranches = branchMatchersAt(node, 'implied-branches');
  source.pragma = true;
}

function queueType(node: YamlMap): QueueType {
  if (node.entries.has('per-branch') && node.entries.has('type'))
    throw new Refused(node.at, 'per-branch and type do not go together');
  if (isTrue(node, 'dependencies-by-topic') && !isTrue(node, 'allow-circular-dependencies'))
    throw new Refused(node.at, 'dependencies-by-topic needs allow-circular-dependencies');
  if (isTrue(node, 'per-branch')) return 'per-branch';
  const type = valueOf(node, 'type');
  return isText(type) ? (type.value as QueueType) : 'all-branches';
}
