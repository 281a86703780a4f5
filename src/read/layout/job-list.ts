import type { Finding } from '../../model/finding.js';
import type { Fault } from '../../model/input-error.js';
import { judge } from '../../model/leaf.js';
import type { V2JobNode, V2Section } from '../../model/layout.js';
import { countKey, leavesBelow, type YamlDocument } from '../yaml/document.js';
import { isText, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.js';
import { isAscii } from './checks.js';
import { madeFrom } from './leaves.js';
import { hasBraces } from './python-format.js';

/** A job list, read. */
export interface JobList {
  readonly jobs: readonly V2JobNode[];
  /** What v2 fails on, but only where the list is used: in a project, or in a template that a project calls. */
  readonly faults: readonly Fault[];
}

/**
 * Makes a reader of job lists that does to them what v2's `add_jobs` does, its misreadings included: it goes through
 * the letters of a text and the keys of a mapping where a list is meant, takes names in a list inside a list for texts
 * of that kind, and drops names with characters outside ASCII. Each misreading is a finding. A list that several
 * sections share through an alias is read once and gives the same objects.
 * Source: Zuul 2.6, `scheduler.py`, `Scheduler._parseConfig`.
 *
 * @param findings Takes the findings. What is lost is judged with them.
 * @param isTemplate Whether braces have a meaning in the names.
 */
export function jobListReader(
  document: YamlDocument,
  findings: Finding[],
  isTemplate: boolean,
): (node: YamlNode) => JobList {
  const known = new Map<YamlNode, JobList>();
  return (node) => {
    let list = known.get(node);
    if (list === undefined) {
      const reading: Reading = { document, findings, isTemplate, faults: [] };
      list = { jobs: readJobs(node, reading), faults: reading.faults };
      known.set(node, list);
    }
    return list;
  };
}

interface Reading {
  readonly document: YamlDocument;
  readonly findings: Finding[];
  readonly isTemplate: boolean;
  readonly faults: Fault[];
}

/** `add_jobs(tree, node)`. */
function readJobs(node: YamlNode, reading: Reading): readonly V2JobNode[] {
  if (node.kind === 'scalar') return readLetters(node, reading);
  if (node.kind === 'map') return readKeys(node, reading);
  const jobs: V2JobNode[] = [];
  for (const item of node.items) {
    if (item.kind === 'list') for (const inner of item.items) jobs.push(...readJobs(inner, reading));
    else if (item.kind === 'map') jobs.push(...readParents(item, reading));
    else if (isAscii(item.text)) jobs.push(job(item, []));
    else drop(item, reading);
  }
  return jobs;
}

function readParents(map: YamlMap, reading: Reading): V2JobNode[] {
  const keys = [...map.entries.values()];
  const mapping = mappingOf(keys.map(({ key }) => key));
  return keys.map(({ key, value }) => {
    countKey(reading.document, key);
    if (!isText(key)) {
      reading.faults.push({ at: key.at, message: `a parent job has to be text, found ${key.text}; put it in quotes` });
    } else if (!isAscii(key.value)) {
      const message = `the parent job "${key.text}" holds characters outside ASCII; Zuul v2 fails on them`;
      reading.faults.push({ at: key.at, message });
    }
    return job(key, readJobs(value, reading), mapping);
  });
}

const MAX_SHOWN = 8;

/** A text where a list is meant. */
function readLetters(node: YamlScalar, reading: Reading): V2JobNode[] {
  if (!isAscii(node.text)) {
    drop(node, reading);
    return [];
  }
  const letters = [...node.text];
  const shown = letters.length > MAX_SHOWN ? `${letters.slice(0, MAX_SHOWN).join(', ')}, …` : letters.join(', ');
  reading.findings.push({
    outcome: 'needs-human',
    code: 'layout/string-as-list',
    message: `"${node.text}" stands where a list of jobs is meant, so Zuul v2 runs the jobs ${shown}. Write "- ${node.text}".`,
    at: node.at,
  });
  judge(node, 'needs-human');
  if (reading.isTemplate && hasBraces(node.text)) {
    return [madeFrom({ name: node.text, at: node.at, children: [], letters: true as const }, node)];
  }
  return letters.map((letter) => madeFrom({ name: letter, at: node.at, children: [] }, node));
}

/** A mapping where a list is meant: its keys are jobs, what stands below them is lost. */
function readKeys(map: YamlMap, reading: Reading): V2JobNode[] {
  const keys = [...map.entries.values()];
  if (keys.length === 0) return [];
  reading.findings.push({
    outcome: 'needs-human',
    code: 'layout/mapping-as-list',
    message: `A mapping stands where a list of jobs is meant, so Zuul v2 runs ${keys
      .map(({ key }) => `"${key.text}"`)
      .slice(0, MAX_SHOWN)
      .join(', ')} and nothing of what stands below. Write "- ${keys[0]?.key.text ?? ''}:".`,
    at: map.at,
  });
  const mapping = mappingOf(keys.map(({ key }) => key).filter(isName));
  return keys.flatMap(({ key, value }) => {
    for (const leaf of leavesBelow(value)) judge(leaf, 'needs-human');
    countKey(reading.document, key);
    if (isName(key)) return [job(key, [], mapping)];
    drop(key, reading);
    return [];
  });
}

function isName(key: YamlScalar): boolean {
  return isText(key) && isAscii(key.value);
}

function mappingOf(keys: readonly YamlScalar[]): readonly string[] | undefined {
  return keys.length < 2 ? undefined : keys.map(({ text }) => text);
}

function job(name: YamlScalar, children: readonly V2JobNode[], mapping?: readonly string[]): V2JobNode {
  const node = { name: name.text, at: name.at, children };
  return madeFrom(mapping === undefined ? node : { ...node, mapping }, name);
}

/** v2 takes only Python's `str` for a name: text outside ASCII is `unicode`, and passed over. */
function drop(name: YamlScalar, reading: Reading): void {
  reading.findings.push({
    outcome: 'dropped',
    code: 'layout/non-ascii-name',
    message: `The job "${name.text}" has characters outside ASCII in its name. Zuul v2 passes over such jobs without a word, so it never ran.`,
    at: name.at,
  });
  judge(name, 'dropped');
}

/** v2 compiles names that begin with `^`, wherever they stand. */
export function checkNames(
  sections: readonly V2Section[],
  checkPattern: (pattern: string) => string | undefined,
  faults: Fault[],
): void {
  const visit = (node: V2JobNode): void => {
    const problem = node.name.startsWith('^') ? checkPattern(node.name) : undefined;
    if (problem !== undefined) {
      faults.push({ at: node.at, message: `the job "${node.name}" is no regular expression to Python: ${problem}` });
    }
    node.children.forEach(visit);
  };
  for (const section of sections) section.jobs.forEach(visit);
}
