import type { Place } from '../../../model/place.js';
import { type YamlMap, type YamlNode, isText, valueOf } from '../../../read/yaml/node.js';
import { booleanAt, listAt, textAt, textsAt } from '../../../read/zuul-tree/nodes.js';
import { branchMatchersAt, parseJob } from './parse-job.js';
import { Refused } from './refused.js';
import type { JobList, Source, Stanza, Variant } from './tree.js';
import { checkReserved } from './variable-names.js';
import { variablesOf } from './variables.js';

const NOT_PIPELINES: ReadonlySet<string> = new Set([
  'name', 'description', 'templates', 'merge-mode', 'default-branch', 'vars', 'queue', 'branches',
]); // prettier-ignore

const NO_ATTRIBUTES: YamlMap = { kind: 'map', entries: new Map(), at: { file: '', line: 0 }, state: 'read' };

/**
 * Reads a `project` or a `project-template` whose shape was checked. Zuul source: `ProjectParser`, `ProjectTemplateParser`.
 *
 * @throws Refused for what Zuul finds only here: a fault in one entry costs the whole stanza
 */
export function parseStanza(node: YamlMap, source: Source, isTemplate: boolean): Stanza {
  const pipelines = new Map<string, JobList>();
  for (const [name, { key, value }] of node.entries) {
    if (NOT_PIPELINES.has(name) || value.kind !== 'map') continue;
    const entries = listAt(value, 'jobs').map((item) => parseEntry(item, source, node.at));
    pipelines.set(name, { failFast: booleanAt(value, 'fail-fast'), entries, at: key.at });
  }
  const written = textAt(node, 'name') ?? '';
  const vars = valueOf(node, 'vars');
  const fault = vars?.kind === 'map' ? checkReserved(vars, false) : undefined;
  if (fault) throw new Refused(fault.at, fault.message);
  const branches = isTemplate ? [] : branchMatchersAt(node, 'branches');
  return {
    name: written === '' && !isTemplate ? source.project.canonicalName : written,
    isTemplate,
    source,
    at: valueOf(node, 'name')?.at ?? node.at,
    templates: [...new Set(textsAt(node, 'templates'))],
    pipelines,
    // An empty list is as good as none.
    branches: branches.length === 0 ? undefined : branches,
    variables: vars?.kind === 'map' && vars.entries.size > 0 ? variablesOf(vars) : undefined,
    queue: textAt(node, 'queue'),
  };
}

/** `- name`, or `- name: {attributes}`: of several names the first counts. */
function parseEntry(item: YamlNode, source: Source, stanza: Place): Variant {
  if (isText(item)) return parseJob(NO_ATTRIBUTES, { name: item.value, source, at: item.at, isEntry: true, stanza });
  const [entry] = item.kind === 'map' ? item.entries.values() : [];
  if (!entry) throw new Refused(item.at, 'an entry of a list of jobs is empty');
  const { key, value } = entry;
  if (value.kind !== 'map') throw new Refused(value.at, `the attributes of ${key.text} have to be a mapping`);
  return parseJob(value, { name: key.text, source, at: key.at, isEntry: true, stanza });
}
