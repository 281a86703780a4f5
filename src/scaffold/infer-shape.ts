import { isMechanical } from '../convert/jenkins/mechanical.js';
import { unescapeClassName, type Element } from '../read/jenkins/element.js';

/** What the occurrences of an element, or of a field of it, have in them. */
export type Shape =
  | { readonly kind: 'boolean' | 'number' | 'text'; readonly values: readonly string[] }
  /** One element around items of one name. */
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  /** Elements of other plugins: steps inside steps. */
  | { readonly kind: 'elements' };

export interface Field {
  /** Name of the child element or attribute, as it is written. */
  readonly name: string;
  readonly from: 'child' | 'children' | 'attribute';
  /** How many of the elements have it, of how many. */
  readonly found: number;
  readonly of: number;
  readonly shape: Shape;
}

/** Names of items in lists of plain values, as XStream writes them. */
const PLAIN_ITEM = new Set(['string', 'int', 'long', 'boolean']);

/**
 * Infers what the fields of an element are from all its occurrences. Fields come in the order of the occurrence that has
 * most of them, then as they are met.
 */
export function inferShape(elements: readonly Element[]): Shape {
  const names = childNames(elements);
  const attributes = attributeNames(elements);
  if (names.length === 0 && attributes.length === 0) return plainShape(elements.map(({ rawText }) => rawText.trim()));
  if (attributes.length === 0 && isList(names, elements)) {
    return { kind: 'list', of: inferShape(elements.flatMap((element) => element.elements)) };
  }
  if (attributes.length === 0 && names.every(isClass)) return { kind: 'elements' };
  const fields = [
    ...attributes.map((name) => attributeField(name, elements)),
    ...names.map((name) => childField(name, elements)),
  ];
  return { kind: 'object', fields };
}

function childField(name: string, elements: readonly Element[]): Field {
  const having = elements.filter((element) => element.child(name) !== undefined);
  const children = having.flatMap((element) => element.elements.filter((child) => child.name === name));
  const from = children.length > having.length ? 'children' : 'child';
  return { name, from, found: having.length, of: elements.length, shape: inferShape(children) };
}

function attributeField(name: string, elements: readonly Element[]): Field {
  const values = elements.flatMap((element) => element.attributes.filter((one) => one.name === name));
  const shape = plainShape(values.map(({ value }) => value));
  return { name, from: 'attribute', found: values.length, of: elements.length, shape };
}

/** Elements with children of one name, which repeats or is that of a value or class. */
function isList(names: readonly string[], elements: readonly Element[]): boolean {
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return false;
  return PLAIN_ITEM.has(name) || isClass(name) || elements.some((element) => element.elements.length > 1);
}

function isClass(name: string): boolean {
  return unescapeClassName(name).includes('.');
}

function plainShape(texts: readonly string[]): Shape {
  const filled = texts.filter((text) => text !== '');
  const all = (pattern: RegExp): boolean => filled.length > 0 && filled.every((text) => pattern.test(text));
  const kind = all(/^(?:true|false)$/i) ? 'boolean' : all(/^[+-]?\d{1,15}$/) ? 'number' : 'text';
  return { kind, values: mostFrequent(filled) };
}

function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([value]) => value);
}

function childNames(elements: readonly Element[]): string[] {
  return inOrder(elements, (element) => element.elements.map(({ name }) => name));
}

function attributeNames(elements: readonly Element[]): string[] {
  return inOrder(elements, ({ attributes }) => attributes.filter((one) => !isMechanical(one)).map(({ name }) => name));
}

function inOrder(elements: readonly Element[], namesOf: (element: Element) => readonly string[]): string[] {
  const lists = elements.map((element) => [...new Set(namesOf(element))]);
  const longest = lists.reduce<readonly string[]>((most, list) => (list.length > most.length ? list : most), []);
  return [...new Set([...longest, ...lists.flat()])];
}
