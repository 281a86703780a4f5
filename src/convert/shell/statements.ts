import { parse, type Statement } from 'unbash';
import { CommandLines } from './command-lines.js';
import type { CommandWord } from './syntax.js';
import { Unproven } from './unproven.js';

/** A statement of a script, or the words of one that is a simple command. */
export type ScriptItem = ({ readonly statement: Statement } | { readonly words: readonly CommandWord[] }) & {
  /** Nothing but comments and blanks follows it. */
  readonly isLast: boolean;
};

/**
 * Statements at the heads of scripts, so that a head that many scripts share is parsed once. What has been added here
 * was followed by a line end, at which every complete command of the shell ends (POSIX, "Shell Grammar",
 * `complete_command`); no here-document may be open in it.
 */
export class KnownStatements {
  readonly #byFirstLine = new Map<string, { readonly text: string; readonly statement: Statement }[]>();

  readonly #lines = new CommandLines();
  readonly #programs: readonly string[];

  /** @param programs commands whose call ends the interest in a script: told by their words, line by line */
  constructor(programs: readonly string[]) {
    this.#programs = programs;
  }

  /**
   * Walks a script from its start. Asking for the next statement says that the last one was a plain command without
   * a here-document.
   *
   * @throws Unproven where the shell would not read the text
   */
  *walk(body: string): Generator<ScriptItem, void, undefined> {
    let offset = skipToStatement(body, 0);
    for (let known = this.#find(body, offset); known !== undefined; known = this.#find(body, offset)) {
      offset = skipToStatement(body, offset + known.text.length);
      yield { statement: known.statement, isLast: offset >= body.length };
    }
    const command = startsWithOne(body, offset, this.#programs) ? this.#lines.read(body, offset) : undefined;
    if (command !== undefined) {
      yield { words: command.words, isLast: skipToStatement(body, command.end) >= body.length };
      return;
    }
    const rest = body.slice(offset);
    const script = parse(rest);
    const [error] = script.errors ?? [];
    if (error !== undefined) throw new Unproven(`a text the shell would not read: ${error.message}`);
    for (const [index, statement] of script.commands.entries()) {
      yield { statement, isLast: index === script.commands.length - 1 };
      this.#add(rest, statement);
    }
  }

  #find(body: string, offset: number): { readonly text: string; readonly statement: Statement } | undefined {
    const candidates = this.#byFirstLine.get(lineAt(body, offset));
    return candidates?.find(({ text }) => body.startsWith(text, offset) && body[offset + text.length] === '\n');
  }

  #add(body: string, statement: Statement): void {
    if (body[statement.end] !== '\n') return;
    const text = body.slice(statement.pos, statement.end);
    const line = lineAt(text, 0);
    this.#byFirstLine.set(line, [...(this.#byFirstLine.get(line) ?? []), { text, statement }]);
  }
}

/** Whether one of the words stands there, with a blank behind it. */
function startsWithOne(body: string, offset: number, words: readonly string[]): boolean {
  return words.some((word) => body.startsWith(word, offset) && body[offset + word.length] === ' ');
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? undefined : end);
}

/** The place of the next character behind blanks, line ends and comments. */
function skipToStatement(body: string, offset: number): number {
  let at = offset;
  for (;;) {
    const character = body[at];
    if (character === ' ' || character === '\t' || character === '\n') at += 1;
    else if (character === '#') at = body.indexOf('\n', at) < 0 ? body.length : body.indexOf('\n', at);
    else return at;
  }
}
