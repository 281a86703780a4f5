/**
 * Values of variables in playbooks and jobs: JSON, plus text that Ansible shall template.
 * A plain string is always literal; the writers keep Jinja from touching it.
 */
export type Value = string | number | boolean | null | Template | readonly Value[] | { readonly [key: string]: Value };

/** Text for Jinja. Literal parts in it are already escaped. */
export interface Template {
  readonly jinja: string;
}

export function isTemplate(value: unknown): value is Template {
  return typeof value === 'object' && value !== null && typeof (value as Template).jinja === 'string';
}

/** Makes a template. */
export function jinja(text: string): Template {
  return { jinja: text };
}

const MARKS = /\{\{|\{%|\{#/;

/** Whether Ansible would template a string that was meant literally. */
export function hasJinjaMarks(text: string): boolean {
  return MARKS.test(text);
}

/** Escapes literal text so that it can stand inside a template. */
export function jinjaText(text: string): string {
  if (!hasJinjaMarks(text)) return text;
  return text.replace(/\{(?=[{%#])/g, "{{ '{' }}");
}

/** A string literal inside a Jinja expression: `'it\'s'`. */
export function jinjaString(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r')}'`;
}
