import type { Matcher } from '../model/zuul.js';
import { type Pattern, branchesOf, contains, itemsOf } from './ast.js';
import { verbatim } from './atoms.js';
import { isWords, parsePattern } from './check-pattern.js';
import { decompose } from './decompose.js';
import type { RegexUse } from './evaluate-python.js';
import { type Clause, FALSE, type Formula, not, or, toClauses } from './formula.js';
import { flatten } from './prefix.js';
import { printFlags } from './print.js';
import type { PrintContext } from './print-class.js';
import { characterRules } from './python-characters.js';
import { NEVER } from './restrict.js';
import { Untranslatable } from './untranslatable.js';
import { withoutLook, withoutLookFromStart } from './without-look.js';

export interface TranslateOptions {
  /** How Zuul lays the pattern against the text, in v2 and in v3 alike. */
  readonly use: RegexUse;
  /**
   * What the text is. A `name` (of a branch, ref, file, project, user; an address) is not empty and holds no newline or
   * other control character; `prose` (a comment) may. Default: a name under `match`, prose under `search`.
   */
  readonly text?: 'name' | 'prose';
  /** The condition is that no pattern matches, as in `skip-if`. Default false. */
  readonly negated?: boolean;
  /**
   * How many conditions the caller can write that all have to hold. Triggers, `files` and `irrelevant-files` take 1;
   * `branches` take 2, on the job definition and on the project's entry. Default 2.
   */
  readonly places?: 1 | 2;
}

/**
 * What Python patterns become for Zuul ≥ 9.2.
 *
 * - `always`, `never`: no matcher is needed; nothing matches.
 * - `conditions`: all of them have to hold. Each is the list of matchers of one attribute, of which one has to match; see `TranslateOptions.places`.
 * - `impossible`: RE2 cannot say it, for this reason. A finding, never a different matcher.
 */
export type Translation =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'conditions'; readonly conditions: readonly (readonly Matcher[])[] }
  | { readonly kind: 'impossible'; readonly reason: string };

const known = new Map<string, Translation>();

/**
 * Translates one Python 2.7 pattern to RE2 with `negate` (Zuul reference: `zuul.lib.re2util.ZuulRegex`). What RE2 takes with
 * the same meaning is unchanged. Memoised.
 *
 * Two differences are accepted: under `(?i)` RE2 also takes the long s (U+017F) and the Kelvin sign (U+212A) for `s` and `k`,
 * and `\B` fits an empty text.
 */
export function translate(pattern: string, options: TranslateOptions): Translation {
  return translateAny([pattern], options);
}

/** The same for a list of patterns, of which one has to match: v2 reads `branch` and `files` so. */
export function translateAny(patterns: readonly string[], options: TranslateOptions): Translation {
  const key = JSON.stringify([patterns, options.use, options.text, options.negated, options.places]);
  let translation = known.get(key);
  if (!translation) known.set(key, (translation = translateNow(patterns, options)));
  return translation;
}

function translateNow(patterns: readonly string[], options: TranslateOptions): Translation {
  try {
    return combine(
      patterns.map((pattern) => formulaOf(pattern, options, asConditions)),
      options,
    );
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return spelledOut(patterns, options) ?? { kind: 'impossible', reason: error.message };
  }
}

/** The second way: one pattern without look-around instead of conditions. */
function spelledOut(patterns: readonly string[], options: TranslateOptions): Translation | undefined {
  try {
    return combine(
      patterns.map((pattern) => formulaOf(pattern, options, asOnePattern)),
      options,
    );
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
}

function combine(formulas: readonly Formula[], options: TranslateOptions): Translation {
  const any = or(...formulas);
  return fromClauses(toClauses(options.negated === true ? not(any) : any), options);
}

/** What becomes of a pattern with look-around. */
type LookWay = (pattern: Pattern, context: PrintContext, options: TranslateOptions) => Formula;

function formulaOf(source: string, options: TranslateOptions, way: LookWay): Formula {
  const prose = (options.text ?? (options.use === 'match' ? 'name' : 'prose')) === 'prose';
  if (!prose && isWords(source)) return { kind: 'atom', flags: '', regex: source };
  const { pattern, error } = parsePattern(source);
  if (pattern === undefined) throw new Untranslatable(`Python does not accept it: ${error}`);
  const context: PrintContext = {
    rules: characterRules(pattern.flags),
    multiline: pattern.flags.includes('m'),
    prose,
  };
  return contains(pattern.body, (node) => node.kind === 'look')
    ? way(pattern, context, options)
    : verbatim(pattern, context);
}

const asConditions: LookWay = (pattern, context, { use }) =>
  or(
    ...branchesOf(pattern.body).map((branch) => {
      if (use === 'search') needStart(branch, pattern);
      return decompose(branch, printFlags(pattern.flags, context), context);
    }),
  );

const asOnePattern: LookWay = (pattern, context, { use }) => {
  const body = (use === 'match' ? withoutLookFromStart : withoutLook)(pattern.body, context);
  if (body === NEVER) return FALSE;
  const formula = verbatim({ ...pattern, body }, context);
  if (formula.kind === 'atom' && formula.regex.length > LONGEST)
    throw new Untranslatable('nobody could read the result');
  return formula;
};

const LONGEST = 400;

function needStart(branch: Pattern['body'], { flags }: Pattern): void {
  const [first] = flatten(itemsOf(branch));
  const starts =
    first?.kind === 'anchor' && (first.at === 'text-start' || (first.at === 'line-start' && !flags.includes('m')));
  if (!starts) throw new Untranslatable('RE2 has no look-around, and this pattern may match anywhere in the text');
}

function fromClauses(clauses: readonly Clause[] | undefined, options: TranslateOptions): Translation {
  if (clauses === undefined) throw new Untranslatable('it needs too many conditions');
  if (clauses.length === 0) return { kind: 'always' };
  if (clauses.some((clause) => clause.length === 0)) return { kind: 'never' };
  const places = options.places ?? 2;
  if (clauses.length > places) {
    throw new Untranslatable(
      `it is ${String(clauses.length)} conditions at once, and Zuul takes ${String(places)} here`,
    );
  }
  return { kind: 'conditions', conditions: clauses.map((clause) => clause.map(toMatcher)) };
}

function toMatcher({ atom, negated }: Clause[number]): Matcher {
  const regex = atom.flags + atom.regex;
  return negated ? { regex, negate: true } : { regex };
}
