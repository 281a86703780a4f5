import {
  COLLECTION_STYLE,
  DEFAULT_SCALAR_STYLE_RULES,
  DUMP_SCHEMA,
  SCALAR_STYLE,
  present,
  type Node,
  type ScalarLayout,
  type ScalarNode,
} from 'js-yaml';
import type { YamlScalar } from './value.js';

/** Where a scalar stands; decides what may be written without quotes. */
type Position = 'value' | 'flow' | 'key';

/** What a reader of YAML 1.1 refuses, takes for a line break, or what nobody would see. Written as escapes. */
const NOT_VERBATIM = /[^\t\n\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * What cannot be a block scalar even so: nothing but white space, several line breaks at the end (an empty line after
 * the item would join them), or a tab where libyaml looks for the indentation.
 */
const NO_BLOCK = /^\s*$|\n\n$|^\n*\t/;

/** Whether a text is written as a literal block: several lines, and nothing in them that a reader would change. */
export function isBlockText(text: string): boolean {
  return text.includes('\n') && !NOT_VERBATIM.test(text) && !NO_BLOCK.test(text);
}

/** Words of which anybody can see that they are text: most of what we write. The library takes its time to say the same. */
const PLAIN = /^[A-Za-z_/](?:(?:[\w./ -]|:(?=\w))*[\w./-])?$/;
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

const memo: Record<Position, Map<string, string>> = { value: new Map(), flow: new Map(), key: new Map() };

/**
 * The text of one scalar on one line, quoted only where a reader of YAML 1.1 or 1.2 would take it for something else.
 * Quotes are double as is usual in Ansible's files, single where the text itself holds backslashes or double quotes.
 */
export function scalarText(value: YamlScalar, position: Position, tag?: string): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  // The library gives keys of several lines a form of their own, which escapes make needless.
  if (position === 'key' && value.includes('\n')) return scalarText(value, 'flow');
  if (tag !== undefined) return withoutFrame(scalarNode(value, tag), position);
  if (PLAIN.test(value) && !RESERVED.test(value)) return value;
  let text = memo[position].get(value);
  if (text === undefined) {
    text = withoutFrame(scalarNode(value), position);
    memo[position].set(value, text);
  }
  return text;
}

/**
 * A block scalar: what follows the key (`|`, `|2-`, `>-`), and its lines without indentation. They have to stand two
 * columns right of their parent.
 *
 * @param columns with it the text is folded: broken at blanks, so that lines are about that wide
 */
export function blockLines(
  text: string,
  tag?: string,
  columns?: number,
): { readonly head: string; readonly lines: readonly string[] } {
  const style = columns === undefined ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  // The frame indents by two.
  const rendered = withoutFrame({ ...scalarNode(text, tag), style }, 'value', columns === undefined ? -1 : columns + 2);
  const [head = '', ...lines] = rendered.split('\n');
  return { head, lines: lines.map((line) => line.slice(2)) };
}

/** Whether a text of one line reads better folded: prose, of which no reader changes the blanks. */
export function isProse(text: string): boolean {
  return /^\S+( \S+){9,}$/.test(text) && !NOT_VERBATIM.test(text);
}

/** Integers and decimals as they are. PyYAML wants a dot in a mantissa: it takes `1e+21` for a text. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  const text = String(value);
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
}

function scalarNode(value: string, tag?: string): ScalarNode {
  const style = needsEscapes(value) ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.PLAIN;
  return tag === undefined
    ? { kind: 'scalar', tag: 'tag:yaml.org,2002:str', tagged: false, style, value }
    : { kind: 'scalar', tag, tagged: true, style: quotedStyle(value), value };
}

function quotedStyle(value: string): ScalarNode['style'] {
  return /["\\]/.test(value) && !needsEscapes(value) ? SCALAR_STYLE.SINGLE_QUOTED : SCALAR_STYLE.DOUBLE_QUOTED;
}

function needsEscapes(value: string): boolean {
  return /[\n\t]/.test(value) || NOT_VERBATIM.test(value);
}

const PLAIN_BIT = 1 << SCALAR_STYLE.PLAIN;

/** In brackets libyaml ends a plain text at a question mark, and PyYAML lets none begin with a colon. */
const NOT_IN_BRACKETS = /^:|\?/;

function quoteWhatIsNotPlain(layout: ScalarLayout): void {
  if (layout.style !== SCALAR_STYLE.PLAIN) return;
  const plain =
    (layout.allowedStylesMask & PLAIN_BIT) !== 0 && !(layout.flowOnly && NOT_IN_BRACKETS.test(layout.node.value));
  if (!plain) layout.style = quotedStyle(layout.node.value);
}

const OPTIONS = {
  schema: DUMP_SCHEMA,
  lineWidth: -1,
  scalarStyleRules: [quoteWhatIsNotPlain, DEFAULT_SCALAR_STYLE_RULES.fallbackToDoubleQuoted],
};

const FRAME_KEY: ScalarNode = {
  kind: 'scalar',
  tag: 'tag:yaml.org,2002:str',
  tagged: false,
  style: SCALAR_STYLE.PLAIN,
  value: 'x',
};

/** Lets the library write the node in the smallest document that puts it into that position, and takes the rest away. */
function withoutFrame(node: ScalarNode, position: Position, lineWidth = -1): string {
  const flow: Node = {
    kind: 'sequence',
    tag: 'tag:yaml.org,2002:seq',
    tagged: false,
    style: COLLECTION_STYLE.FLOW,
    items: [node],
  };
  const pair =
    position === 'key' ? { key: node, value: FRAME_KEY } : { key: FRAME_KEY, value: position === 'flow' ? flow : node };
  const frame: Node = {
    kind: 'mapping',
    tag: 'tag:yaml.org,2002:map',
    tagged: false,
    style: COLLECTION_STYLE.BLOCK,
    items: [pair],
  };
  const options = lineWidth === -1 ? OPTIONS : { ...OPTIONS, lineWidth };
  const text = present([{ contents: frame, directives: [] }], options);
  if (position === 'key') return text.slice(0, -': x\n'.length);
  return position === 'flow' ? text.slice('x: ['.length, -']\n'.length) : text.slice('x: '.length, -1);
}
