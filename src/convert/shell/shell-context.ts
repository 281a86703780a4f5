import type { Statement } from 'unbash';
import type { Value } from '../../model/value.js';
import type { GivenOption } from './docker-arguments.js';
import type { ShellWord } from './jinja-value.js';
import type { ShellOptions } from './shell-options.js';
import type { Dialect, VariableSources } from './shell-variables.js';

/** A directory that has to exist for the script to go on, or the shell's options from then on. */
export type Effect = { readonly directory: Value } | { readonly options: ShellOptions };

/** What has to be known to give a word its meaning, and what is already known about words and statements under it. */
export interface ShellContext {
  readonly dialect: Dialect;
  readonly options: ShellOptions;
  /** Variables whose values hold neither blanks nor `*`, `?`, `[`: they stay one word, or none, without quotes. */
  readonly plain: ReadonlySet<string>;
  /** Variables that do not come from the build. */
  readonly sources: VariableSources;
  /** Words, by their text. */
  readonly words: Map<string, ShellWord>;
  /** Options of docker that are one word with their value, by its text. */
  readonly given: Map<string, GivenOption>;
  /** What environments handed in leave out, by the text of their process substitution. */
  readonly exclusions: Map<string, readonly string[]>;
  /** What statements before the container do. */
  readonly effects: Map<Statement, Effect>;
}

/** Makes contexts, each of them once. */
export function contextMaker(
  plain: ReadonlySet<string>,
): (dialect: Dialect, options: ShellOptions, sources: VariableSources) => ShellContext {
  const contexts = new Map<string, ShellContext>();
  return (dialect, options, sources) => {
    const key = [dialect, options.errexit ? 'e' : '', options.nounset ? 'u' : '', ...[...sources].flat()].join(' ');
    let context = contexts.get(key);
    if (context === undefined) {
      const memory = { words: new Map(), given: new Map(), exclusions: new Map(), effects: new Map() };
      // Of variables from elsewhere nobody knows what they hold, but a workspace is a workspace.
      const known = new Set([...plain].filter((name) => name === 'WORKSPACE' || !sources.has(name)));
      context = { dialect, options, plain: known, sources, ...memory };
      contexts.set(key, context);
    }
    return context;
  };
}
