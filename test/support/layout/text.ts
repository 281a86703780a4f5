/** A value as YAML has them. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainMap;

export interface PlainMap {
  readonly [key: string]: Plain;
}

/** How a layout is written. */
export interface Writing {
  /** Keys whose values are written once and named again where they are the same. */
  readonly shared: ReadonlySet<string>;
}

/** Key of an entry that takes the keys of an entry above: how many entries above. */
export const MERGED = '<<';

/**
 * Writes a layout as YAML: a line for each entry of a list at the top, which is a mapping in flow style. What occurs
 * twice below one of the keys of `shared` becomes an anchor and aliases; entries with `<<` become merge keys.
 */
export function layoutText(layout: PlainMap, { shared }: Writing): string {
  const writer = new Writer(shared);
  return Object.entries(layout)
    .map(([key, value]) => writer.section(key, value))
    .join('');
}

class Writer {
  private readonly anchors = new Map<string, string>();

  constructor(private readonly shared: ReadonlySet<string>) {}

  section(key: string, value: Plain): string {
    if (!Array.isArray(value) || value.length === 0) return `${key}: ${this.flow(value)}\n`;
    const used = new Set(value.map((item: Plain, index) => mergedFrom(item, index)));
    const lines = value.map((item: Plain, index) => {
      const from = mergedFrom(item, index);
      const merge = from === undefined ? [] : [`<<: *${anchorOf(key, from)}`];
      const anchor = used.has(index) && isMap(item) ? `&${anchorOf(key, index)} ` : '';
      return `  - ${anchor}${isMap(item) ? this.map(item, merge) : this.flow(item)}\n`;
    });
    return `${key}:\n${lines.join('')}`;
  }

  private map(map: PlainMap, first: readonly string[] = []): string {
    const pairs = Object.entries(map)
      .filter(([key, value]) => key !== MERGED || typeof value !== 'number')
      .map(([key, value]) => `${scalar(key)}: ${this.shared.has(key) ? this.once(value) : this.flow(value)}`);
    return `{${[...first, ...pairs].join(', ')}}`;
  }

  private flow(value: Plain): string {
    if (Array.isArray(value)) return `[${value.map((item: Plain) => this.flow(item)).join(', ')}]`;
    return isMap(value) ? this.map(value) : scalar(value);
  }

  private once(value: Plain): string {
    const text = this.flow(value);
    if (!isMap(value) && !Array.isArray(value)) return text;
    const known = this.anchors.get(text);
    // A blank behind: a comma could be part of the name.
    if (known !== undefined) return `*${known} `;
    const name = `a${String(this.anchors.size + 1)}`;
    this.anchors.set(text, name);
    return `&${name} ${text}`;
  }
}

function mergedFrom(item: Plain, index: number): number | undefined {
  const above = isMap(item) ? item[MERGED] : undefined;
  return typeof above === 'number' && above > 0 && above <= index ? index - above : undefined;
}

function anchorOf(key: string, index: number): string {
  return `${key.replaceAll(/\W/g, '')}${String(index)}`;
}

export function isMap(value: Plain | undefined): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const PLAIN = /^[a-z][\w./-]*$/i;

/** Words that YAML 1.1 takes for something else than text. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|[.\d].*)$/i;

function scalar(value: string | number | boolean | null | Plain): string {
  return typeof value === 'string' && PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
}
