import { isTemplate, type Value } from '../../../src/model/value.js';

/** What Ansible leaves out of a list. */
export const OMIT = Symbol('omit');

/** A variable that is not there was used. */
export class Undefined extends Error {}

type Result = string | boolean | undefined | typeof OMIT;

/**
 * Templates as the recogniser writes them, evaluated in the way Jinja does: enough of Jinja for these tests, written
 * apart from what writes the templates.
 */
export function evaluate(value: Value, env: Readonly<Record<string, string>>): string | typeof OMIT {
  if (!isTemplate(value)) return String(value);
  let output = '';
  let rest = value.jinja;
  for (let start = rest.indexOf('{{'); start >= 0; start = rest.indexOf('{{')) {
    output += rest.slice(0, start);
    const reader = new Reader(rest.slice(start + 2), env);
    const result = reader.expression();
    if (result === OMIT) return OMIT;
    if (result === undefined) throw new Undefined(value.jinja);
    output += String(result);
    rest = reader.afterClose();
  }
  return output + rest;
}

class Reader {
  readonly #text: string;
  readonly #env: Readonly<Record<string, string>>;
  #at = 0;

  constructor(text: string, env: Readonly<Record<string, string>>) {
    this.#text = text;
    this.#env = env;
  }

  /** `A or B`, `A if TEST else B`. */
  expression(): Result {
    const value = this.#concatenation();
    if (this.#take('or ')) {
      const other = this.#concatenation();
      if (value === undefined) throw new Undefined(this.#text);
      return value === '' ? other : value;
    }
    if (!this.#take('if ')) return value;
    const tested = this.#concatenation();
    const isDefined = this.#take('is defined');
    if (!this.#take('else ')) throw new Error(`no else in ${this.#text}`);
    const other = this.#concatenation();
    return (isDefined ? tested !== undefined : tested !== '') ? value : other;
  }

  afterClose(): string {
    if (!this.#take('}}')) throw new Error(`expected }} at ${this.#text.slice(this.#at)}`);
    return this.#text.slice(this.#at);
  }

  #concatenation(): Result {
    let value = this.#filtered();
    while (this.#take('~ ')) value = text(value) + text(this.#filtered());
    return value;
  }

  #filtered(): Result {
    let value = this.#primary();
    while (this.#take('| ')) {
      const name = this.#match(/ *[a-z]+/y).trim();
      const args: Result[] = [];
      if (this.#take('('))
        do args.push(this.expression());
        while (this.#take(', '));
      this.#take(')');
      value = applyFilter(name, value, args);
    }
    return value;
  }

  #primary(): Result {
    if (this.#take('(')) {
      const inner = this.expression();
      this.#take(')');
      return inner;
    }
    if (this.#take('omit')) return OMIT;
    if (this.#take('true')) return true;
    if (this.#take('13')) return '\r';
    if (this.#take('92')) return '\\';
    if (this.#take('1')) return '1';
    for (const quote of ["'", '"']) {
      if (!this.#take(quote)) continue;
      // Ansible doubles backslashes: they escape nothing.
      const literal = this.#match(quote === "'" ? /[^']*/y : /[^"]*/y);
      this.#take(quote);
      return literal;
    }
    if (!this.#take('jenkins_env')) throw new Error(`expected a value at ${this.#text.slice(this.#at)}`);
    const name = this.#take("['") ? this.#match(/\w+/y) : (this.#take('.'), this.#match(/\w+/y));
    this.#take("']");
    return Object.hasOwn(this.#env, name) ? this.#env[name] : undefined;
  }

  #take(token: string): boolean {
    this.#match(/ */y);
    const found = this.#text.startsWith(token.trim(), this.#at);
    if (found) this.#at += token.trim().length;
    return found;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [''];
    this.#at += found.length;
    return found;
  }
}

function applyFilter(name: string, value: Result, args: readonly Result[]): Result {
  if (name === 'default') return value === undefined || (args[1] === true && value === '') ? args[0] : value;
  if (name === 'string') return text(value);
  if (name === 'format') return args[0];
  if (name === 'replace') {
    const [from, to, count] = args.map(text);
    return count === '1'
      ? text(value).replace(from ?? '', () => to ?? '')
      : text(value).replaceAll(from ?? '', () => to ?? '');
  }
  throw new Error(`filter ${name}`);
}

function text(value: Result): string {
  if (typeof value !== 'string') throw new Undefined();
  return value;
}
