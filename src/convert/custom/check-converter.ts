import { SECTIONS, type Grade } from '../converter.js';

const GRADES: readonly Grade[] = ['exact', 'approximate', 'dropped', 'needs-human'];

/** What is wrong with the default export of a user's module, in words that follow its file's name; `undefined`: nothing. */
export function faultOfConverter(value: unknown): string | undefined {
  if (value === undefined) return 'has no default export; expected export default defineConverter({ … })';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `exports ${kindOf(value)} as its default; expected a converter, as defineConverter({ … }) makes it`;
  }
  const converter = value as Record<string, unknown>;
  const { element, section, grade, findings } = converter;
  const elements = Array.isArray(element) ? (element as unknown[]) : [element];
  if (elements.length === 0 || !elements.every((one) => typeof one === 'string' && one.trim() !== '')) {
    return wrong('element', element, 'a Java class, or a list of them');
  }
  if (typeof converter['convert'] !== 'function') return wrong('convert', converter['convert'], 'a function');
  if (!SECTIONS.some((one) => one === section)) return wrong('section', section, oneOf(SECTIONS));
  if (!GRADES.some((one) => one === grade)) return wrong('grade', grade, oneOf(GRADES));
  for (const key of ['plugin', 'summary', 'becomes']) {
    if (typeof converter[key] !== 'string') return wrong(key, converter[key], 'a text');
  }
  if (typeof findings !== 'object' || findings === null || Array.isArray(findings)) {
    return wrong('findings', findings, 'a mapping of cases to sentences; {} where there are none');
  }
  const odd = Object.entries(findings).find(([, sentence]) => typeof sentence !== 'string');
  return odd === undefined ? undefined : wrong(`findings['${odd[0]}']`, odd[1], 'a sentence');
}

function wrong(field: string, found: unknown, expected: string): string {
  return `has ${found === undefined ? 'no' : `${kindOf(found)} as`} '${field}'; expected ${expected}`;
}

function oneOf(words: readonly string[]): string {
  return `one of ${words.join(', ')}`;
}

/** A value in a few words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === undefined) return String(value);
  return value instanceof Promise ? 'a promise' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}
