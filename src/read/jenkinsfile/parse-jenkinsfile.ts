import { InputError } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';
import { sourceOf } from '../jenkins/lines.js';
import { parse, SyntaxError } from './grammar.js';
import type { Span, Statement } from './syntax.js';

/** A Jenkinsfile: its statements, which know where they stand. */
export interface Jenkinsfile {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** File and line of a piece of it. */
  at(span: Span): Place;
  /** A piece of it, as it is written. */
  textOf(span: Span): string;
}

/**
 * Reads a Jenkinsfile, declarative or scripted, without running anything. Groovy that the grammar has no words for is kept as
 * its text. Source: the Groovy language documentation; grammar.peggy.
 *
 * @param start Where the text begins: a file of its own begins in line 1, a script in a job's definition somewhere in it.
 * @throws InputError where brackets or quotes do not match, with the line.
 */
export function parseJenkinsfile(written: string, start: Place): Jenkinsfile {
  const text = written.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const source = sourceOf(start.file, text);
  const at = ({ from }: { readonly from: number }): Place => ({
    file: start.file,
    line: start.line + source.lineAt(from) - 1,
  });
  return { text, statements: statementsOf(text, at), at, textOf: ({ from, to }) => text.slice(from, to) };
}

function statementsOf(text: string, at: (place: { readonly from: number }) => Place): readonly Statement[] {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new InputError({
        at: at({ from: 0 }),
        message: 'is nested too deeply to be read as Groovy; write it anew',
      });
    }
    if (!(error instanceof SyntaxError)) throw error;
    const from = error.location.start.offset;
    const found =
      error.found === null
        ? 'the end of the text'
        : `'${text
            .slice(from, from + 20)
            .split('\n')[0]!
            .trim()}'`;
    const message = `is no Groovy: ${found} was not expected here; check that brackets and quotes match`;
    throw new InputError({ at: at({ from: Math.min(from, text.length) }), message });
  }
}
