import { isSecretField } from '../convert/elements/element-xml.js';
import { unescapeClassName } from '../read/jenkins/element.js';
import { counted, lastPart } from './describe-element.js';
import type { Field, Shape } from './infer-shape.js';

/** A field as it becomes TypeScript. */
export interface FieldCode {
  /** `retryCount`, with `?` where it is missing in some. */
  readonly property: string;
  readonly isOptional: boolean;
  readonly type: string;
  readonly doc: string;
  /** Expression that reads it from `input`. */
  readonly read: string;
}

/** An interface and the function that reads it. */
export interface TypeCode {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly FieldCode[];
}

/** Examples are cut off here. */
const LONGEST_EXAMPLE = 40;
const MOST_EXAMPLES = 3;

/**
 * The types of an element: its own first, then those of the objects in it.
 *
 * @param name Name of the first interface.
 */
export function typesOf(shape: Shape & { readonly kind: 'object' }, name: string, doc: string): readonly TypeCode[] {
  const types: TypeCode[] = [];
  const names = new Set([name]);
  const add = (object: Shape & { readonly kind: 'object' }, own: string, described: string): void => {
    const at = types.push({ name: own, doc: described, fields: [] }) - 1;
    const properties = new Set<string>();
    const fields = object.fields.map((field) => fieldCode(field, free(propertyName(field.name), properties), typeFor));
    types[at] = { name: own, doc: described, fields };
  };
  const typeFor = (object: Shape & { readonly kind: 'object' }, field: string): string => {
    const own = free(name + pascalCase(field), names);
    add(object, own, `What stands in \`${field}\`.`);
    return own;
  };
  add(shape, name, doc);
  return types;
}

type TypeFor = (object: Shape & { readonly kind: 'object' }, field: string) => string;

function fieldCode(field: Field, property: string, typeFor: TypeFor): FieldCode {
  const { type, read } = codeOf(field, typeFor);
  const isList = field.from === 'children' || field.shape.kind === 'list' || field.shape.kind === 'elements';
  // Of a list nothing is the same as an empty one.
  const isOptional = field.found < field.of && !isList;
  return { property, isOptional, type, doc: docOf(field), read };
}

function codeOf(field: Field, typeFor: TypeFor): { readonly type: string; readonly read: string } {
  const { shape, from, found, of } = field;
  const name = quote(field.name);
  const isOptional = found < of;
  if (from === 'attribute') {
    return isOptional
      ? { type: 'string | undefined', read: `input.attribute(${name})` }
      : { type: 'string', read: `input.attribute(${name}) ?? ''` };
  }
  if (from === 'children') {
    const item = itemCode(shape, field.name, typeFor);
    return {
      type: `readonly ${item.type}[]`,
      read: `input.elements.filter(({ name }) => name === ${name}).map(${item.read})`,
    };
  }
  switch (shape.kind) {
    case 'boolean':
      return isOptional
        ? { type: 'boolean | undefined', read: `input.child(${name}) && input.booleanOf(${name})` }
        : { type: 'boolean', read: `input.booleanOf(${name})` };
    case 'number':
      return { type: 'number | undefined', read: `input.child(${name})?.integer()` };
    case 'text':
      return isOptional
        ? { type: 'string | undefined', read: `input.child(${name})?.text()` }
        : { type: 'string', read: `input.textOf(${name})` };
    case 'elements':
      return { type: 'readonly Element[]', read: `input.child(${name})?.children() ?? []` };
    case 'list': {
      const item = itemCode(shape.of, field.name, typeFor);
      return {
        type: `readonly ${item.type}[]`,
        read: `(input.child(${name})?.children() ?? []).map(${item.read})`,
      };
    }
    case 'object': {
      const type = typeFor(shape, field.name);
      if (!isOptional) return { type, read: `read${type}(input.need(${name}))` };
      return { type: `${type} | undefined`, read: `input.child(${name}) && read${type}(input.need(${name}))` };
    }
  }
}

/** One item of a list: its type, in brackets where it has to be, and a function that reads it. */
function itemCode(shape: Shape, field: string, typeFor: TypeFor): { readonly type: string; readonly read: string } {
  switch (shape.kind) {
    case 'number':
      return { type: '(number | undefined)', read: '(item) => item.integer()' };
    case 'boolean':
    case 'text':
      return { type: 'string', read: '(item) => item.text()' };
    case 'elements':
    case 'list':
      return { type: 'Element', read: '(item) => item' };
    case 'object': {
      const type = typeFor(shape, /s$/.test(field) ? field.slice(0, -1) : field);
      return { type, read: `(item) => read${type}(item)` };
    }
  }
}

function docOf(field: Field): string {
  const { shape, found, of } = field;
  const sentences: string[] = [];
  const plain = shape.kind === 'list' ? shape.of : shape;
  if ('values' in plain) sentences.push(examplesOf(field.name, plain.values));
  if (plain.kind === 'number') sentences.push('Not there where it is no whole number.');
  if (plain.kind === 'elements') sentences.push('Other elements: `walk.convert` converts them.');
  if (found < of) sentences.push(`Missing in ${String(of - found)} of ${String(of)}.`);
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function examplesOf(name: string, values: readonly string[]): string {
  if (values.length === 0) return 'Always empty.';
  if (values.some((value) => isSecretField(name, value))) return 'A secret.';
  const shown = values.slice(0, MOST_EXAMPLES).map(exampleOf);
  const more = values.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${counted(more, 'more value')}` : ''}.`;
}

/** One value for a comment: one line, which ends neither the comment nor its quotes. */
function exampleOf(value: string): string {
  const line = value.replace(/\s+/g, ' ').replaceAll('*/', '* /').replaceAll('`', "'");
  return `\`${line.length > LONGEST_EXAMPLE ? `${line.slice(0, LONGEST_EXAMPLE)}…` : line}\``;
}

/** A name for a property: `retry-count` → `retryCount`; of a class its last part. */
export function propertyName(name: string): string {
  const pascal = pascalCase(name);
  const camel = pascal.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, (start) => start.toLowerCase());
  return /^[0-9]/.test(camel) || camel === '' ? `field${camel}` : camel;
}

/** A name for a type: `site-targets` → `SiteTargets`. */
export function pascalCase(name: string): string {
  const words = lastPart(unescapeClassName(name)).split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

function free(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number += 1) candidate = `${name}${String(number)}`;
  taken.add(candidate);
  return candidate;
}

/** A string literal in single quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
