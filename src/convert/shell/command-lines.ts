import { parse } from 'unbash';
import { joinedWords, type CommandWord } from './syntax.js';

/** The words of a simple command, and the offset of the line end behind it. */
export interface CommandText {
  readonly words: readonly CommandWord[];
  readonly end: number;
}

/**
 * Reads simple commands line by line, each distinct line once: scripts that call the same program with the same options
 * share most of their lines.
 *
 * A blank, a backslash and a line end outside quotes part two words, whatever follows. So a command of several such
 * lines has the words of its lines, where every line for itself is nothing but complete words.
 */
export class CommandLines {
  readonly #words = new Map<string, readonly CommandWord[] | undefined>();

  /**
   * @param offset start of a statement
   * @returns `undefined` where a line is anything but complete words: the statement then has to be parsed as a whole
   */
  read(body: string, offset: number): CommandText | undefined {
    const words: CommandWord[] = [];
    for (let start = offset; ;) {
      const newline = body.indexOf('\n', start);
      const end = newline < 0 ? body.length : newline;
      const line = body.slice(start, end);
      const goesOn = newline >= 0 && (line.endsWith(' \\') || line.endsWith('\t\\'));
      // A backslash behind anything but a blank: the word goes on, or the backslash is escaped.
      if (!goesOn && line.endsWith('\\')) return undefined;
      const found = this.#wordsOf(goesOn ? line.slice(0, -1) : line);
      if (found === undefined) return undefined;
      words.push(...found);
      if (!goesOn) return { words, end };
      start = end + 1;
    }
  }

  #wordsOf(line: string): readonly CommandWord[] | undefined {
    if (!this.#words.has(line)) this.#words.set(line, parseWords(line));
    return this.#words.get(line);
  }
}

/** The words of a line, as arguments of a command that takes any. */
function parseWords(line: string): readonly CommandWord[] | undefined {
  const source = `: ${line}`;
  const { commands, errors } = parse(source);
  const [statement, ...others] = commands;
  if (statement?.command.type !== 'Command' || statement.background === true) return undefined;
  if (others.length > 0 || (errors ?? []).length > 0) return undefined;
  const words = statement.command.suffix.filter((argument) => argument.type === 'Word');
  // Comments and operators end before the line does, an escaped blank behind what can be seen.
  const isComplete = (words.at(-1)?.end ?? 1) === source.trimEnd().length;
  return isComplete && words.length === statement.command.suffix.length ? joinedWords(words) : undefined;
}
