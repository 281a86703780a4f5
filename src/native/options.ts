/** Options of a command line, sorted out. */
export interface Options {
  /** Option → its values in order; an empty string for one without a value. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly rest: readonly string[];
}

/**
 * Reads options the way most tools do: `-e a`, `-ea`, `--name a`, `--name=a`. `--` ends them.
 *
 * @param known Option → whether a value follows, or the name of the option that it is short for (then `-x: --long`).
 * @returns `undefined` when there is an option that is not known: nobody can tell then which word belongs to what.
 */
export function readOptions(
  words: readonly string[],
  known: Readonly<Record<string, 'flag' | 'value' | `--${string}`>>,
): Options | undefined {
  const given = new Map<string, string[]>();
  const rest: string[] = [];
  const add = (name: string, value: string): void => void given.set(name, [...(given.get(name) ?? []), value]);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    if (word === '--') return { given, rest: [...rest, ...words.slice(index)] };
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      continue;
    }
    const [written, value] = splitOption(word);
    const short = known[written];
    const name = short?.startsWith('--') === true ? short : written;
    const kind = known[name];
    if (kind === undefined || (kind === 'flag' && value !== undefined)) return undefined;
    if (kind === 'flag') add(name, '');
    else if (value !== undefined) add(name, value);
    else {
      index += 1;
      const next = words[index];
      if (next === undefined) return undefined;
      add(name, next);
    }
  }
  return { given, rest };
}

function splitOption(word: string): [name: string, value: string | undefined] {
  if (!word.startsWith('--')) return [word.slice(0, 2), word.length > 2 ? word.slice(2) : undefined];
  const equals = word.indexOf('=');
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** The words as one line for Ansible's `command` and for tools that split as a shell does. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`)).join(' ');
}
