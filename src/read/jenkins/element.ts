import type { LeafState } from '../../model/leaf.js';
import { judge, markRead } from '../../model/leaf.js';
import { InputError } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';

/** An attribute is a leaf of its own. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  state: LeafState;
}

/** The file an element comes from. Lines are only counted when somebody asks for one. */
export interface Source {
  /** Path as the user gave it. */
  readonly file: string;
  /** Line, counted from 1, of a position in the decoded text. */
  lineAt(position: number): number;
  /** Where an element stands in what the file was made from, for a file that a program wrote. */
  placeOf?: (element: Element) => Place;
}

const NO_ATTRIBUTES: readonly Attribute[] = [];
const NO_ELEMENTS: readonly Element[] = [];

/**
 * One XML element that knows its place and whether somebody looked at it. Elements without children
 * are leaves, and so is every attribute. Reading text or an attribute marks that leaf.
 */
export class Element {
  readonly name: string;
  readonly parent: Element | undefined;
  readonly source: Source;
  /** Where its start tag begins in the text of the file. */
  readonly position: number;
  /** Character data as written, white space included. Meaningful in leaves only. */
  rawText = '';
  state: LeafState = 'unread';
  #attributes: readonly Attribute[] = NO_ATTRIBUTES;
  #elements: readonly Element[] = NO_ELEMENTS;

  /** Makes an element and hangs it below `parent`, as its last child. */
  constructor(name: string, parent: Element | undefined, source: Source, position: number) {
    this.name = name;
    this.parent = parent;
    this.source = source;
    this.position = position;
    if (parent === undefined) return;
    if (parent.#elements === NO_ELEMENTS) parent.#elements = [this];
    else (parent.#elements as Element[]).push(this);
  }

  get attributes(): readonly Attribute[] {
    return this.#attributes;
  }

  /** All child elements, in order. Unlike {@link children} this marks nothing. */
  get elements(): readonly Element[] {
    return this.#elements;
  }

  /** For the reader. */
  setAttributes(attributes: readonly Attribute[]): void {
    this.#attributes = attributes;
  }

  get file(): string {
    return this.source.file;
  }

  get line(): number {
    return this.source.lineAt(this.position);
  }

  get at(): Place {
    return this.source.placeOf?.(this) ?? { file: this.source.file, line: this.line };
  }

  get isLeaf(): boolean {
    return this.#elements.length === 0;
  }

  /**
   * The Java class this element stands for: its `class` attribute, else its name, both without
   * XStream's escapes (`__` is `_`, `_-` is `$`). Does not mark anything.
   */
  get type(): string {
    for (const attribute of this.#attributes) if (attribute.name === 'class') return attribute.value;
    return unescapeClassName(this.name);
  }

  /** The value of an attribute, marked as read; `undefined` if it is not there. */
  attribute(name: string): string | undefined {
    const attribute = this.#attributes.find((candidate) => candidate.name === name);
    if (attribute === undefined) return undefined;
    markRead(attribute);
    return attribute.value;
  }

  /** All child elements, in order. Marks nothing but an element without any content, which then has been looked at. */
  children(): readonly Element[] {
    if (this.isLeaf && this.rawText.trim() === '') markRead(this);
    return this.#elements;
  }

  /** The first child of that name. */
  child(name: string): Element | undefined {
    for (const candidate of this.#elements) if (candidate.name === name) return candidate;
    return undefined;
  }

  /** The child of that name; a definition that lacks it is refused with file and line. */
  need(name: string): Element {
    const found = this.child(name);
    if (found === undefined) {
      throw new InputError({ at: this.at, message: `<${this.name}> has no <${name}>, which Jenkins always writes` });
    }
    return found;
  }

  /** Text of this element, marked as read. CR LF is LF, as Jenkins reads it. */
  text(): string {
    markRead(this);
    return this.rawText.includes('\r') ? this.rawText.replaceAll('\r\n', '\n') : this.rawText;
  }

  /** Text of a child, or the plugin's default where the child is missing. */
  textOf(name: string, otherwise = ''): string {
    return this.child(name)?.text() ?? otherwise;
  }

  /** `true` and `yes` in any case are true. Missing: `otherwise`. */
  booleanOf(name: string, otherwise = false): boolean {
    const found = this.child(name);
    return found === undefined ? otherwise : /^(true|yes)$/i.test(found.text().trim());
  }

  /** A whole number, or `undefined` when the text is something else (a variable, empty). */
  integer(): number | undefined {
    const text = this.text().trim();
    return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  }

  /** Calls `visit` for this element and everything below it. */
  walk(visit: (element: Element) => void): void {
    visit(this);
    for (const element of this.#elements) element.walk(visit);
  }

  /** Judges this element and everything below it that nobody has judged yet, attributes included. */
  judgeAll(state: 'approximated' | 'dropped' | 'needs-human'): void {
    this.walk((element) => {
      if (element.isLeaf) judge(element, state);
      for (const attribute of element.attributes) judge(attribute, state);
    });
  }

  /** Marks everything below as read. For subtrees whose whole content is in the output (or whose default is). */
  readAll(): void {
    this.walk((element) => {
      if (element.isLeaf) markRead(element);
      for (const attribute of element.attributes) markRead(attribute);
    });
  }
}

/** XStream's escapes in element names. Source: XStream, XmlFriendlyNameCoder. */
export function unescapeClassName(name: string): string {
  return name.includes('_') ? name.replace(/__|_-/g, (mark) => (mark === '__' ? '_' : '$')) : name;
}
