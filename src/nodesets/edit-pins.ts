import { isMap, isScalar, isSeq, parseDocument, YAMLMap, YAMLSeq, type Document, type Pair } from 'yaml';
import { InputError } from '../model/input-error.js';
import type { NodesetPin } from '../model/settings.js';

/** A settings file before and after an edit, both as the document model writes them. */
export interface EditedText {
  /** The text without the edit, for a merge that leaves every other byte as it is. */
  readonly before: string;
  readonly after: string;
}

export type Pin = Omit<NodesetPin, 'at'>;

const LONG_KEYS: ReadonlySet<string> = new Set(['labels', 'offered', 'legacy', 'native', 'native-jobs', 'pins']);
const PIN_KEYS = ['job', 'nodeset', 'branches', 'reason', 'owner', 'blocker', 'expires'] as const;

/**
 * Adds a pin to the text of a settings file, or replaces the one that the job has on the same branches. Comments stay. Where
 * `nodesets` is in its short form, its labels move below `labels`.
 *
 * @throws InputError for a text that is no YAML, or whose `nodesets` is no mapping.
 */
export function withPin(text: string, file: string, pin: Pin): EditedText {
  return edit(text, file, (document) => {
    const pins = pinsOf(document, file);
    const known = pins.items.find((item) => isPinOf(item, pin.job) && item.get('branches') === pin.branches);
    if (!isMap(known)) {
      pins.add(
        document.createNode(
          Object.fromEntries(PIN_KEYS.flatMap((key) => (pin[key] === undefined ? [] : [[key, pin[key]]]))),
        ),
      );
      return;
    }
    for (const key of PIN_KEYS) {
      if (pin[key] === undefined) known.delete(key);
      else known.set(key, pin[key]);
    }
  });
}

/**
 * Removes all pins of a job from the text of a settings file.
 *
 * @returns `undefined` where it has none.
 * @throws InputError as `withPin` does.
 */
export function withoutPins(text: string, file: string, job: string): EditedText | undefined {
  let removed = 0;
  const edited = edit(text, file, (document) => {
    const nodesets = document.get('nodesets');
    const pins = isMap(nodesets) ? nodesets.get('pins') : undefined;
    if (!isMap(nodesets) || !isSeq(pins)) return;
    const rest = pins.items.filter((item) => !isPinOf(item, job));
    removed = pins.items.length - rest.length;
    pins.items = rest;
    if (rest.length > 0) return;
    nodesets.delete('pins');
    if (nodesets.items.length === 0) document.delete('nodesets');
  });
  return removed === 0 ? undefined : edited;
}

function edit(text: string, file: string, change: (document: Document) => void): EditedText {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 0;
    throw new InputError({ at: { file, line }, message: `not YAML: ${error.message.split('\n')[0]!}` });
  }
  // Lines stay as long as they are, and brackets as narrow.
  const print = (): string => document.toString({ lineWidth: 0, flowCollectionPadding: /\{ /.test(text) });
  const before = print();
  if (document.contents === null) document.contents = new YAMLMap() as never;
  change(document);
  const isEmpty = isMap(document.contents) && document.contents.items.length === 0;
  return { before, after: isEmpty ? '' : print() };
}

function pinsOf(document: Document, file: string): YAMLSeq {
  const nodesets = longForm(document, file);
  const pins = nodesets.get('pins');
  if (isSeq(pins)) return pins;
  const created = new YAMLSeq();
  nodesets.set('pins', created);
  return created;
}

function longForm(document: Document, file: string): YAMLMap {
  const known = document.get('nodesets');
  if (known !== undefined && known !== null && !isMap(known)) {
    throw new InputError({ at: { file, line: 0 }, message: '"nodesets" has to be a mapping' });
  }
  if (isMap(known) && known.items.length > 0) {
    const names = known.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
    const isLong = names.every((name) => LONG_KEYS.has(name)) || known.items.some((pair) => hasCollection(pair, names));
    if (isLong) return known;
  }
  const long = new YAMLMap();
  if (isMap(known) && known.items.length > 0) {
    // One line of braces inside one line of braces would be hard to read.
    long.set('labels', known);
  }
  document.set('nodesets', long);
  return long;
}

function hasCollection({ key, value }: Pair, names: readonly string[]): boolean {
  const name = isScalar(key) ? String(key.value) : '';
  return names.includes(name) && LONG_KEYS.has(name) && value !== null && !isScalar(value);
}

function isPinOf(item: unknown, job: string): item is YAMLMap {
  return isMap(item) && String(item.get('job')) === job;
}
