import { parseDocument, visit, type Document, type Node } from 'yaml';
import { canonicalOf } from './canonical.js';
import { mergeLines, type Versions } from './merge-lines.js';
import { nodeMerger, type ConflictPlace } from './merge-nodes.js';

export interface Merged {
  /** People's version with what is new brought into it, as far as there was no conflict. */
  readonly text: string;
  readonly conflicts: readonly ConflictPlace[];
}

/** How our own files look. */
const STYLE = { lineWidth: 0, indentSeq: true, flowCollectionPadding: false } as const;

/**
 * Three-way merge of YAML by what it says. Where merging by lines comes to the same, its text is taken, which keeps every
 * other byte; else the document that people edited is written anew, with its comments and its order.
 *
 * @returns undefined where one of the versions is no YAML that can be told apart (broken, several documents, double keys)
 */
export function mergeYaml(versions: Versions): Merged | undefined {
  const documents = {
    base: parsed(versions.base),
    edited: parsed(versions.edited),
    generated: parsed(versions.generated),
  };
  const { base, edited, generated } = documents;
  if (base === undefined || edited === undefined || generated === undefined) return undefined;
  const before = canonicalOf(edited)(edited.contents ?? undefined);
  const conflicts: ConflictPlace[] = [];
  const canonical = { base: canonicalOf(base), edited: canonicalOf(edited), generated: canonicalOf(generated) };
  const merge = nodeMerger(canonical, conflicts);
  const contents = (document: Document): Node | undefined => (document.contents ?? undefined) as Node | undefined;
  edited.contents = (merge({ base: contents(base), edited: contents(edited), generated: contents(generated) }, []) ??
    null) as typeof edited.contents;
  // The merge has changed the nodes, so they are told anew.
  const said = canonicalOf(edited)(contents(edited));
  if (conflicts.length > 0 && said === before) return { text: versions.edited, conflicts };

  const lines = mergeLines(versions);
  if (conflicts.length === 0 && lines.conflicts === 0 && saysOf(lines.text) === said)
    return { text: lines.text, conflicts };
  const text = edited.toString(STYLE);
  return saysOf(text) === said ? { text, conflicts } : undefined;
}

function saysOf(text: string): string | undefined {
  const document = parsed(text);
  return document && canonicalOf(document)((document.contents ?? undefined) as Node | undefined);
}

/** One document without anchors: an alias in a part that is taken over would lead nowhere. */
function parsed(text: string): Document | undefined {
  const document = parseDocument(text, { version: '1.1', logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  visit(document, {
    Alias: (_, alias) => alias.resolve(document)?.clone() as Node | undefined,
  });
  visit(document, {
    Node: (_, node) => {
      if ('anchor' in node) delete node.anchor;
    },
  });
  return document;
}
