import { PatternError } from './pattern-error.js';

/**
 * Cuts a pattern the way Python's `sre_parse` does: one character, or a backslash with the character behind it.
 * The next token is always known; `undefined` is the end.
 */
export class Lexer {
  next: string | undefined;
  /** Where the next token starts, in characters. */
  position = 0;
  private readonly characters: readonly string[];
  private index = 0;

  constructor(readonly source: string) {
    this.characters = Array.from(source);
    this.advance();
  }

  /** Takes the next token. */
  get(): string | undefined {
    const token = this.next;
    this.advance();
    return token;
  }

  /** Takes the next token if it is this one. */
  match(token: string): boolean {
    if (this.next !== token) return false;
    this.advance();
    return true;
  }

  /** Takes tokens while they pass, up to a number of them, and returns them joined. */
  takeWhile(test: (token: string) => boolean, limit = Infinity): string {
    let taken = '';
    for (let count = 0; count < limit && this.next !== undefined && test(this.next); count += 1)
      taken += this.get() ?? '';
    return taken;
  }

  /** Goes back to a position that was read before. */
  seek(position: number): void {
    this.index = position;
    this.advance();
  }

  /** The text between a position and the next token. */
  since(position: number): string {
    return this.characters.slice(position, this.position).join('');
  }

  private advance(): void {
    const character = this.characters[this.index];
    this.position = this.index;
    this.next = character;
    if (character === undefined) return;
    this.index += 1;
    if (character !== '\\') return;
    const escaped = this.characters[this.index];
    if (escaped === undefined) throw new PatternError('bogus escape (end of line)');
    this.index += 1;
    this.next = character + escaped;
  }
}

export const isDigit = (token: string): boolean => token >= '0' && token <= '9' && token.length === 1;
export const isOctalDigit = (token: string): boolean => token >= '0' && token <= '7' && token.length === 1;
export const isHexDigit = (token: string): boolean => /^[0-9a-fA-F]$/.test(token);
