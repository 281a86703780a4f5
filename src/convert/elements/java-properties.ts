/**
 * Reads text in Java's `.properties` format: `name=value`, `name: value` or `name value`, comments with `#` and `!`, a
 * backslash at the end of a line joins it with the next, `\t`, `\n`, `\r`, `\f` and `\uXXXX` in names and values.
 * The last of several lines for one name counts. Source: java.util.Properties.load.
 */
export function parseJavaProperties(text: string): Record<string, string> {
  const found = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const [name, value] = splitLine(line);
    found.delete(name);
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

/** Lines without comments and empty ones, continuations joined, leading blanks taken away. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open: string | undefined;
  for (const natural of text.split(/\r\n|\n|\r/)) {
    const line = natural.replace(/^[ \t\f]+/, '');
    if (open === undefined && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    const whole: string = (open ?? '') + line;
    const continues = (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1;
    open = continues ? whole.slice(0, -1) : undefined;
    if (!continues) lines.push(whole);
  }
  if (open !== undefined) lines.push(open);
  return lines;
}

function splitLine(line: string): [string, string] {
  let end = 0;
  while (end < line.length && !/[=: \t\f]/.test(line[end]!)) end += line[end] === '\\' ? 2 : 1;
  const rest = line.slice(end).replace(/^[ \t\f]*[=:]?[ \t\f]*/, '');
  return [unescape(line.slice(0, end)), unescape(rest)];
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(
    /\\(?:u([\dA-Fa-f]{4})|(.)|$)/gs,
    (_, code: string | undefined, character: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return character === undefined ? '' : (ESCAPES[character] ?? character);
    },
  );
}
