/** What Python raises for a format string or its arguments. The message is for the user. */
export class FormatError extends Error {}

/** One piece of a format string: literal text, then a field, if one follows. */
interface Piece {
  readonly literal: string;
  readonly field: Field | undefined;
}

interface Field {
  /** `v`, `v[0]`, `v.x`, empty. */
  readonly name: string;
  /** `r` or `s`. */
  readonly conversion: string;
  readonly spec: string;
}

/** Whether `str.format` would do anything to a text. */
export function hasBraces(text: string): boolean {
  return text.includes('{') || text.includes('}');
}

/**
 * The names of all fields of a format string, as `string.Formatter().parse` gives them: `v[0]` is a name of its own.
 *
 * @throws FormatError if the string is none.
 */
export function formatFields(text: string): string[] {
  if (!hasBraces(text)) return [];
  return parse(text).flatMap(({ field }) => (field === undefined ? [] : [field.name]));
}

/**
 * `text.format(**parameters)` of Python 2.7, for values that are text: `{name}`, `{name[0]}`, `!s`, `!r`, format specs
 * of text, doubled braces. Source: Python 2.7, "Format String Syntax".
 *
 * @throws FormatError where Python raises, and for attributes of a value, which have no meaning outside Python.
 */
export function formatText(text: string, parameters: Readonly<Record<string, string>>, depth = 2): string {
  if (!hasBraces(text)) return text;
  if (depth === 0) throw new FormatError('braces are nested too deeply');
  return parse(text)
    .map(({ literal, field }) => literal + (field === undefined ? '' : render(field, parameters, depth)))
    .join('');
}

function render(field: Field, parameters: Readonly<Record<string, string>>, depth: number): string {
  const value = convert(lookUp(field.name, parameters), field.conversion);
  const spec = formatText(field.spec, parameters, depth - 1);
  return spec === '' ? value : applySpec(value, spec);
}

/** Follows CPython 2.7, `string_format.h`, `MarkupIterator_next`. */
function parse(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    while (at < text.length && text[at] !== '{' && text[at] !== '}') at += 1;
    const brace = text[at];
    const doubled = brace !== undefined && text[at + 1] === brace;
    if (brace === undefined || doubled) {
      pieces.push({ literal: text.slice(start, doubled ? at + 1 : at), field: undefined });
      at += 2;
      continue;
    }
    if (brace === '}') throw new FormatError('a single "}" stands in it');
    if (at + 1 >= text.length) throw new FormatError('a single "{" stands at its end');
    const end = closingBrace(text, at + 1);
    pieces.push({ literal: text.slice(start, at), field: parseField(text.slice(at + 1, end)) });
    at = end + 1;
  }
  return pieces;
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') open += 1;
    else if (text[at] === '}') open -= 1;
    if (open === 0) return at;
  }
  throw new FormatError('a "{" in it is not closed');
}

function parseField(text: string): Field {
  const end = text.search(/[!:]/);
  if (end === -1) return { name: text, conversion: '', spec: '' };
  const name = text.slice(0, end);
  const rest = text.slice(end + 1);
  if (text[end] === ':') return { name, conversion: '', spec: rest };
  if (rest === '') throw new FormatError('a conversion is missing after "!"');
  if (rest.length > 1 && rest[1] !== ':') throw new FormatError('":" is expected after a conversion');
  return { name, conversion: rest.slice(0, 1), spec: rest.slice(2) };
}

function lookUp(field: string, parameters: Readonly<Record<string, string>>): string {
  const [, name = '', path = ''] = /^([^.[]*)(.*)$/s.exec(field) ?? [];
  if (name === '' || /^[0-9]+$/.test(name))
    throw new FormatError(`{${field}} asks for a value by position, there is none`);
  if (!Object.hasOwn(parameters, name)) throw new FormatError(`the parameter "${name}" is not given`);
  let value = parameters[name] ?? '';
  if (path === '') return value;
  const indexes = /^(?:\[[0-9]+\])+$/.test(path) ? path.match(/[0-9]+/g) : null;
  if (indexes === null) throw new FormatError(`{${field}} asks for more than a letter of a text`);
  for (const index of indexes) {
    const letter = value[Number(index)];
    if (letter === undefined) throw new FormatError(`{${field}} asks for a letter that "${value}" does not have`);
    value = letter;
  }
  return value;
}

function convert(value: string, conversion: string): string {
  if (conversion === '' || conversion === 's') return value;
  if (conversion !== 'r') throw new FormatError(`"!${conversion}" is no conversion`);
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const inner = value.replace(/[\\\n\r\t]|[^ -~]|['"]/g, (found) => {
    if (found === '\\') return '\\\\';
    if (found === "'" || found === '"') return found === quote ? `\\${found}` : found;
    const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[found];
    return short ?? `\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `${quote}${inner}${quote}`;
}

/** `[[fill]align][0][width][.precision][s]`, which is all that Python allows for text. */
function applySpec(value: string, spec: string): string {
  const found = /^(?:(.)?([<>^]))?([0-9]*)(?:\.([0-9]+))?s?$/s.exec(spec);
  if (found === null) throw new FormatError(`":${spec}" is no format of text`);
  const [, fill = ' ', align, width = '', precision] = found;
  // A leading 0 asks for padding behind a sign, which text does not have.
  if (align === undefined && width.startsWith('0'))
    throw new FormatError(`":${spec}" is a format of numbers, not of text`);
  const padding = align !== undefined && found[1] === undefined && width.startsWith('0') ? '0' : fill;
  const cut = precision === undefined ? value : value.slice(0, Number(precision));
  const missing = Math.max(0, Number(width) - cut.length);
  if (missing > MAX_WIDTH) throw new FormatError(`":${spec}" asks for ${width} characters`);
  if (align === '>') return padding.repeat(missing) + cut;
  if (align === '^') return padding.repeat(missing >> 1) + cut + padding.repeat(missing - (missing >> 1));
  return cut + padding.repeat(missing);
}

const MAX_WIDTH = 10_000;
