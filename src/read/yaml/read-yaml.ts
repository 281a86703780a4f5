import { EVENT_ID, type Event } from 'js-yaml';
import { judge } from '../../model/leaf.js';
import { InputError } from '../../model/input-error.js';
import { compose } from './compose.js';
import { leavesBelow, type YamlDocument } from './document.js';
import { indexLines, type LineIndex } from './line-index.js';
import { parse } from './parse.js';
import { readPlainLines } from './plain-lines.js';
import { readTextFile } from './read-text.js';
import { checkSource, checkTabs, isQuotedOrBlock } from './source-guard.js';
import { treeBuilder, type Tree } from './tree-builder.js';

/**
 * Reads a YAML file as PyYAML's full loader on Python 2.7 does, with the line of every node.
 *
 * @param what What the file is, for messages: `the layout`.
 * @throws InputError for everything `readTextFile` and `readYaml` refuse.
 */
export function readYamlFile(path: string, what: string): YamlDocument {
  return readYaml(readTextFile(path, what), path);
}

/**
 * Reads YAML text as PyYAML's full loader on Python 2.7 does (YAML 1.1, merges, last duplicate wins), with the line of
 * every node. Every leaf begins `unread`; what is overridden and so can never be reached is `dropped`.
 *
 * @param file Path for places and messages.
 * @param localTags Tags that the reader of this kind of file knows besides YAML's own; nodes then carry them.
 * @throws InputError for what is not YAML to PyYAML (tabs between tokens, undefined aliases, unknown tags, two
 *   documents) or has no end (cyclic aliases, aliases that multiply), and for left-over merge marks.
 */
export function readYaml(source: string, file: string, localTags: readonly string[] = []): YamlDocument {
  const written = source.startsWith('\ufeff') ? source.slice(1) : source;
  checkSource(written, file);
  const { tree, lines } = readPlainLines(written, file) ?? readEvents(written, file, localTags);
  dropUnreachable(tree);
  return {
    file,
    root: tree.root,
    leaves: tree.leaves,
    findings: tree.findings,
    longScalars: tree.longScalars,
    source: written,
    startOf: (line) => lines.startOf(line),
  };
}

/** The long way, through js-yaml: takes all of YAML, and says what is wrong. */
function readEvents(source: string, file: string, localTags: readonly string[]): { tree: Tree; lines: LineIndex } {
  const { events, text } = parse(source, file);
  const lines = indexLines(text);
  checkSingle(events, text, file, lines);
  if (text.includes('\t')) {
    const scalars = events.filter((event) => event.type === EVENT_ID.SCALAR);
    checkTabs(text, scalars.filter(isQuotedOrBlock), file, lines);
  }
  const builder = treeBuilder(file);
  compose(events, text, file, lines, builder, { localTags });
  return { tree: builder.tree, lines: indexLines(source) };
}

function checkSingle(events: readonly Event[], source: string, file: string, lines: LineIndex): void {
  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT);
  if (documents.length < 2) return;
  const marks = [...source.matchAll(/^---(?=\s|$)/gm)];
  // The first document may have a mark of its own.
  const second = marks[documents[0]?.explicitStart === true ? 1 : 0];
  const at = { file, line: lines.lineAt(second?.index ?? 0) };
  throw new InputError({ at, message: 'a second document begins here; the file has to be one document' });
}

/** Leaves below a key that a later one replaced, or below a merged one that an own one replaced. */
function dropUnreachable(tree: Tree): void {
  if (tree.root === undefined || !(tree.hasUnreachable || tree.findings.length > 0)) return;
  const reachable = new Set(leavesBelow(tree.root));
  if (reachable.size === tree.leaves.length) return;
  for (const leaf of tree.leaves) if (!reachable.has(leaf)) judge(leaf, 'dropped');
}
