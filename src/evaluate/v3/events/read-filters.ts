import type { YamlMap, YamlNode } from '../../../read/yaml/node.js';
import { isText, valueOf } from '../../../read/yaml/node.js';
import { cronError } from '../../../read/zuul-tree/cron.js';
import type { RegexUse } from '../../../regex/evaluate-python.js';
import { Refused } from '../load/refused.js';
import type { ConnectionNode, Pipeline } from '../load/tree.js';
import type {
  ApprovalFilter,
  ApprovalPart,
  GerritTrigger,
  PipelineFilters,
  PlainValue,
  RequirementFilter,
  Trigger,
} from './filters.js';
import { isTrue, listOf, mapsOf, plainOf, secondsOf, textAt, truthAt } from './node-values.js';
import { type TextPattern, readPattern } from './text-pattern.js';

/**
 * Reads how items get into a pipeline. Zuul reference: sections on triggers and requirements of the Gerrit, timer, git and
 * Zuul drivers; filters of other drivers are not judged.
 *
 * @throws Refused where Zuul 14.2 loses the pipeline over it: a pattern that nobody takes, an age that is none, hashtags
 *   among the requirements of a trigger (it cannot write those as JSON).
 */
export function readFilters(pipeline: Omit<Pipeline, 'filters'>): PipelineFilters {
  const ofGerrit = ({ driver }: ConnectionNode): boolean => driver === 'gerrit';
  return {
    name: pipeline.name,
    manager: pipeline.manager,
    allowOtherConnections: pipeline.allowOtherConnections,
    connections: pipeline.connections,
    requirements: [
      ...pipeline.requires.filter(ofGerrit).map((one) => readRequirement(one.node, one.connection, 'require')),
      ...pipeline.rejects.filter(ofGerrit).map((one) => readRequirement(one.node, one.connection, 'reject')),
    ],
    triggers: pipeline.triggers.map(readTrigger),
  };
}

function readTrigger({ connection, driver, node }: ConnectionNode): Trigger {
  const { at } = node;
  switch (driver) {
    case 'gerrit':
      return readGerritTrigger(node, connection);
    case 'git':
      return {
        driver,
        connection,
        refs: patternsAt(node, 'ref', 'match'),
        ignoreDeletes: truthAt(node, 'ignore-deletes') ?? true,
        at,
      };
    case 'timer': {
      const time = textAt(node, 'time') ?? '';
      return { driver, time, never: cronError(time), at };
    }
    case 'zuul':
      return { driver, events: textsAt(node, 'event'), at };
    default:
      return { driver: 'unjudged', name: driver, at };
  }
}

function readGerritTrigger(node: YamlMap, connection: string): GerritTrigger {
  const either = (key: string): readonly TextPattern[] =>
    patternsAt(node, node.entries.has(key) ? key : `${key}_filter`, 'search');
  const require = triggerRequirement(node, connection, 'require');
  const reject = triggerRequirement(node, connection, 'reject');
  return {
    driver: 'gerrit',
    connection,
    types: textsAt(node, 'event'),
    branches: patternsAt(node, 'branch', 'match'),
    refs: patternsAt(node, 'ref', 'match'),
    ignoreDeletes: truthAt(node, 'ignore-deletes') ?? true,
    comments: either('comment'),
    emails: either('email'),
    usernames: either('username'),
    approvals: valuesAt(node, 'approval'),
    approvalChanges: valuesAt(node, 'approval-change'),
    added: patternsAt(node, 'added', 'search'),
    removed: patternsAt(node, 'removed', 'search'),
    uuid: textAt(node, 'uuid'),
    scheme: textAt(node, 'scheme'),
    require,
    reject,
    at: node.at,
  };
}

/** A trigger's own `require` and `reject`, or their older forms, which count only where the newer are not written. */
function triggerRequirement(
  node: YamlMap,
  connection: string,
  kind: 'require' | 'reject',
): RequirementFilter | undefined {
  const written = valueOf(node, kind);
  if (written === undefined) {
    const older = valueOf(node, `${kind}-approval`);
    if (listOf(older).length === 0) return undefined;
    return { ...requirement(connection, kind), approvals: mapsOf(older).map(readApproval) };
  }
  if (written.kind !== 'map' || !isTrue(written)) return undefined;
  const hashtags = valueOf(written, 'hashtags');
  if (listOf(hashtags).length > 0) {
    throw new Refused(written.at, `hashtags in ${kind} of a trigger: Zuul 14.2 fails on them, and drops the pipeline`);
  }
  return readRequirement(written, connection, kind);
}

function requirement(connection: string, kind: 'require' | 'reject'): RequirementFilter {
  return {
    kind,
    connection,
    open: undefined,
    current: undefined,
    wip: undefined,
    statuses: [],
    hashtags: [],
    approvals: [],
  };
}

function readRequirement(node: YamlMap, connection: string, kind: 'require' | 'reject'): RequirementFilter {
  const wanted = (key: string): boolean | undefined => {
    const value = truthAt(node, key);
    return value === undefined ? undefined : value === (kind === 'require');
  };
  return {
    ...requirement(connection, kind),
    open: wanted('open'),
    current: wanted('current-patchset'),
    wip: wanted('wip'),
    statuses: listOf(valueOf(node, 'status')).map(plainOf),
    hashtags: patternsAt(node, 'hashtags', 'search'),
    approvals: mapsOf(valueOf(node, 'approval')).map(readApproval),
  };
}

function readApproval(node: YamlMap): ApprovalFilter {
  const parts = [...node.entries].map(([key, { value }]): ApprovalPart => {
    if (key === 'username' || key === 'email') return { kind: key, pattern: readPattern(value, 'search') };
    if (key === 'newer-than' || key === 'older-than') return { kind: key, seconds: secondsOf(value) };
    const values = value.kind === 'list' ? value.items : [value];
    return { kind: 'label', label: key, values: values.map(plainOf) };
  });
  return { parts, words: parts.map(partInWords).join(', ') };
}

function partInWords(part: ApprovalPart): string {
  switch (part.kind) {
    case 'username':
    case 'email':
      // An address may stand in the pattern, and reports are passed around.
      return part.kind === 'email' ? 'email …' : `username ${part.pattern.pattern}`;
    case 'label':
      return `${part.label} ${part.values.map(String).join(' or ')}`;
    case 'newer-than':
    case 'older-than':
      return `${part.kind} ${String(part.seconds)} s`;
  }
}

function patternsAt(node: YamlMap, key: string, use: RegexUse): readonly TextPattern[] {
  return listOf(valueOf(node, key)).map((one) => readPattern(one, use));
}

function textsAt(node: YamlMap, key: string): readonly string[] {
  return listOf(valueOf(node, key)).flatMap((one: YamlNode) => (isText(one) ? [one.value] : []));
}

/** A list of maps as one map: the last value of a key counts. */
function valuesAt(node: YamlMap, key: string): ReadonlyMap<string, PlainValue> {
  return new Map(
    mapsOf(valueOf(node, key)).flatMap((map) =>
      [...map.entries].map(([label, { value }]): [string, PlainValue] => [label, plainOf(value)]),
    ),
  );
}
