import type { Leaf } from '../../model/leaf.js';
import type { Place } from '../../model/place.js';

/** What PyYAML makes of a scalar. A `timestamp` keeps its text: nothing here computes with dates. */
export type ScalarType = 'str' | 'int' | 'float' | 'bool' | 'null' | 'timestamp';

/** Fields of every node. A node is one object however often aliases and merges name it. */
interface NodeBase extends Leaf {
  /** Where the node begins: its anchor or tag, else its first character. */
  readonly at: Place;
  /** Name of the anchor, where it has one. */
  readonly anchor?: string | undefined;
  /** A tag that only the reader of this kind of file knows, as written: `!override`. */
  readonly localTag?: string | undefined;
}

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly type: ScalarType;
  readonly value: string | number | boolean | null;
  /** The text after quotes, escapes and folding: `014` of a scalar whose value is 12. */
  readonly text: string;
  /** Whether it is a leaf that accounting counts: values are, keys only once `countKey` said so. */
  counted: boolean;
}

export interface YamlList extends NodeBase {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  /** Merges resolved (merged keys stand first), last duplicate wins. Keys that are not text are under `keyName`. */
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

export type YamlNode = YamlScalar | YamlList | YamlMap;

/**
 * The name under which a key stands in `entries`: text as it is, everything else with a leading NUL, so that `1`,
 * `1.0` and `true` are one key (as in Python) and differ from the text `"1"`.
 */
export function keyName(key: YamlScalar): string {
  if (key.type === 'str') return key.value as string;
  if (key.type === 'bool') return key.value === true ? '\0n1' : '\0n0';
  if (key.type === 'int' || key.type === 'float') return `\0n${String(key.value)}`;
  return `\0${key.type}${key.type === 'timestamp' ? key.text : ''}`;
}

/** The value under a text key, or `undefined`. */
export function valueOf(map: YamlMap, key: string): YamlNode | undefined {
  return map.entries.get(key)?.value;
}

/** Whether a node is text, as PyYAML sees it. */
export function isText(
  node: YamlNode | undefined,
): node is YamlScalar & { readonly type: 'str'; readonly value: string } {
  return node !== undefined && node.kind === 'scalar' && node.type === 'str';
}

/** A short description for messages: `the number 014`, `a list`, `nothing`. */
export function describeNode(node: YamlNode): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  switch (node.type) {
    case 'null':
      return 'nothing';
    case 'int':
    case 'float':
      return `the number ${node.text}`;
    case 'bool':
      return `the truth value ${node.text}`;
    case 'timestamp':
      return `the date ${node.text}`;
    default:
      return `the text ${JSON.stringify(shorten(node.text))}`;
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
