import type { Finding } from '../../model/finding.js';
import { judge } from '../../model/leaf.js';
import type { Placed, V2JobEntry, V2SkipIf } from '../../model/layout.js';
import { commentAbove, leavesBelow, type YamlDocument } from '../yaml/document.js';
import { valueOf, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.js';
import { isFalsy, toList } from './checks.js';
import { madeFrom } from './leaves.js';
import { placed, placedText } from './values.js';

/** Keys that may say something although Python takes their value for false. */
const MEANINGFUL = new Set(['name', 'voting', 'hold-following-changes', 'mutex', 'attempts']);

/** `jobs` of a layout that was checked. */
export function readJobEntries(jobs: YamlNode | undefined, document: YamlDocument, findings: Finding[]): V2JobEntry[] {
  if (jobs?.kind !== 'list') return [];
  return jobs.items.map((item) => readJobEntry(item as YamlMap, document, findings));
}

function readJobEntry(map: YamlMap, document: YamlDocument, findings: Finding[]): V2JobEntry {
  const name = placedText(valueOf(map, 'name') as YamlNode);
  const owner = `job "${name.value}"`;
  dropEmpty(map, owner, findings);
  const get = (key: string): YamlNode | undefined => valueOf(map, key);
  const entry: V2JobEntry = {
    name,
    ...optional('voting', get('voting'), placedTruth),
    ...optional('branch', given(get('branch')), placedTexts),
    ...optional('files', given(get('files')), placedTexts),
    ...optional('skipIf', given(get('skip-if')), (node) =>
      toList(node).map((item) => readSkipIf(item as YamlMap, owner, findings)),
    ),
    ...optional('successMessage', given(get('success-message')), placedText),
    ...optional('failureMessage', given(get('failure-message')), placedText),
    ...optional('successPattern', given(get('success-pattern')), placedText),
    ...optional('failurePattern', given(get('failure-pattern')), placedText),
    ...optional('parameterFunction', given(get('parameter-function')), placedText),
    ...optional('queueName', given(get('queue-name')), placedText),
    ...optional('holdFollowingChanges', get('hold-following-changes'), placedTruth),
    ...optional('mutex', get('mutex'), placedText),
    ...optional('attempts', get('attempts'), (node) => placed(Number((node as YamlScalar).value), node)),
    ...optional('tags', given(get('tags')), placedTexts),
    ...optional('swift', given(get('swift')), (node) => toList(node).map(readSwift)),
    ...optional('comment', commentAbove(document, map), (comment) => comment),
    at: map.at,
  };
  return madeFrom(entry, map);
}

/** `{ [key]: read(value) }`, or nothing where there is no value. */
function optional<K extends string, N, T>(key: K, value: N | undefined, read: (value: N) => T): { [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: read(value) } as { [key in K]: T });
}

function given(node: YamlNode | undefined): YamlNode | undefined {
  return isFalsy(node) ? undefined : node;
}

function placedTruth(node: YamlNode): Placed<boolean> {
  return placed((node as YamlScalar).value === true, node);
}

function placedTexts(node: YamlNode): Placed<string>[] {
  return toList(node).map(placedText);
}

function readSkipIf(map: YamlMap, owner: string, findings: Finding[]): V2SkipIf {
  dropEmpty(map, `"skip-if" of ${owner}`, findings);
  const entry: V2SkipIf = {
    ...optional('project', given(valueOf(map, 'project')), placedText),
    ...optional('branch', given(valueOf(map, 'branch')), placedText),
    ...optional('allFilesMatchAny', given(valueOf(map, 'all-files-match-any')), placedTexts),
    at: map.at,
  };
  return madeFrom(entry, map);
}

/** The name of a destination, standing for all its settings. */
function readSwift(node: YamlNode): Placed<string> {
  const name = valueOf(node as YamlMap, 'name') as YamlScalar;
  return madeFrom({ value: name.text, at: node.at }, node);
}

/** Empty texts and lists are for v2 as if they were not there. */
function dropEmpty(map: YamlMap, owner: string, findings: Finding[]): void {
  for (const [key, { value }] of map.entries) {
    if (MEANINGFUL.has(key) || !isFalsy(value)) continue;
    const message = `"${key}" of ${owner} is empty, which Zuul v2 takes as not given.`;
    findings.push({ outcome: 'dropped', code: 'layout/empty-value', message, at: value.at });
    for (const leaf of leavesBelow(value)) judge(leaf, 'dropped');
  }
}
