import type { Matcher } from '../../model/zuul.js';

/** Holds when any of its matchers does. Never empty. */
export type Clause = readonly Matcher[];

/** Holds when all of its clauses do. Empty: always. */
export type Condition = readonly Clause[];

export function matcherKey(matcher: Matcher): string {
  return `${matcher.negate === true ? '!' : '='}${matcher.regex}`;
}

export function clauseKey(clause: Clause): string {
  return clause.map(matcherKey).join('\n');
}

export function conditionKey(condition: Condition): string {
  return condition.map(clauseKey).join('\n\n');
}

/** The same matchers in another order are the same clause; the first spelling is kept. */
function sameSetKey(clause: Clause): string {
  return clause.map(matcherKey).sort().join('\n');
}

/** Both conditions together, each clause once, in the order of their appearance. */
export function both(one: Condition, other: Condition): Condition {
  if (other.length === 0) return one;
  if (one.length === 0) return other;
  const seen = new Set(one.map(sameSetKey));
  const added = other.filter((clause) => !seen.has(sameSetKey(clause)));
  return added.length === 0 ? one : [...one, ...added];
}

/** The clauses of `condition` that are not among `known`. */
export function without(condition: Condition, known: Condition): Condition {
  if (known.length === 0) return condition;
  const keys = new Set(known.map(sameSetKey));
  return condition.filter((clause) => !keys.has(sameSetKey(clause)));
}

/** Whether `condition` says everything that `other` says. */
export function covers(condition: Condition, other: Condition): boolean {
  return without(other, condition).length === 0;
}

/** "Any of these conditions" as one condition; `undefined` when that would get out of hand. */
export function anyOf(conditions: readonly Condition[]): Condition | undefined {
  if (conditions.some((condition) => condition.length === 0)) return [];
  let clauses: Matcher[][] = [[]];
  for (const condition of conditions) {
    clauses = clauses.flatMap((before) => condition.map((clause) => [...before, ...clause]));
    if (clauses.length > 4) return undefined;
  }
  return clauses.map(distinct);
}

/** The opposite of a condition: one clause where each clause is a single matcher, which all translations of one pattern are. */
export function not(condition: Condition): Condition | undefined {
  if (condition.some((clause) => clause.length !== 1)) return undefined;
  return [distinct(condition.map((clause) => negated(clause[0]!)))];
}

export function negated(matcher: Matcher): Matcher {
  return matcher.negate === true ? { regex: matcher.regex } : { regex: matcher.regex, negate: true };
}

function distinct(matchers: readonly Matcher[]): Matcher[] {
  const seen = new Set<string>();
  return matchers.filter((matcher) => {
    const key = matcherKey(matcher);
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/**
 * Puts clauses that are one negated matcher each into one: neither a nor b is "not (a or b)".
 * Clauses with alternatives stay as they are.
 */
export function mergeNegations(condition: Condition): Condition {
  const negations = condition.filter(isNegation);
  if (negations.length < 2) return condition;
  const merged: Clause = [{ regex: unionOf(negations.map((clause) => clause[0]!.regex)), negate: true }];
  const rest = condition.filter((clause) => !isNegation(clause));
  return [...rest, merged];
}

function isNegation(clause: Clause): boolean {
  return clause.length === 1 && clause[0]!.negate === true;
}

/** A regular expression (RE2, matched from the start) that fits what any of these fits. */
export function unionOf(regexes: readonly string[]): string {
  const distinctOnes = [...new Set(regexes)];
  if (distinctOnes.length === 1) return distinctOnes[0]!;
  const bodies = distinctOnes.map((regex) =>
    regex.startsWith('^') && !hasAlternatives(regex) ? regex.slice(1) : regex,
  );
  const anchored = bodies.every((body, index) => body !== distinctOnes[index]);
  return anchored ? `^(${bodies.map(scoped).join('|')})` : `(${distinctOnes.map(scoped).join('|')})`;
}

/** Flags at the front of an expression would reach into the other alternatives. */
function scoped(regex: string): string {
  const flags = /^\(\?([imsU]+)\)/.exec(regex);
  return flags === null ? regex : `(?${flags[1]!}:${regex.slice(flags[0].length)})`;
}

/** Whether a `|` stands outside of groups and classes. */
export function hasAlternatives(regex: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < regex.length; at++) {
    const char = regex[at];
    if (char === '\\') at++;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') {
      inClass = true;
      if (regex[at + 1] === '^') at++;
      if (regex[at + 1] === ']') at++;
    } else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === '|' && depth === 0) return true;
  }
  return false;
}
