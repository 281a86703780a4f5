import type { Matcher } from '../model/zuul.js';
import { type RegexUse, type TextTest, compilePython } from './evaluate-python.js';
import { compileRe2 } from './re2.js';
import { readsAlike } from './reads-alike.js';
import type { Translation } from './translate.js';

const tests: Readonly<Record<RegexUse, Map<string, TextTest>>> = { match: new Map(), search: new Map() };

/**
 * Whether Zuul ≥ 9.2 finds that a matcher fits a text: from its start, or under `search` anywhere; `negate` turns the whole
 * result over (Zuul reference: `zuul.lib.re2util.ZuulRegex`). Throws for a pattern that RE2 refuses.
 */
export function matches(matcher: Matcher, text: string, use: RegexUse = 'match'): boolean {
  let test = tests[use].get(matcher.regex);
  if (!test) tests[use].set(matcher.regex, (test = testOf(matcher.regex, use)));
  return test(text) !== (matcher.negate ?? false);
}

/** Whether a text meets a whole translation. */
export function fits(
  translation: Exclude<Translation, { kind: 'impossible' }>,
  text: string,
  use: RegexUse = 'match',
): boolean {
  if (translation.kind !== 'conditions') return translation.kind === 'always';
  return translation.conditions.every((list) => list.some((matcher) => matches(matcher, text, use)));
}

function testOf(regex: string, use: RegexUse): TextTest {
  if (!readsAlike(regex)) return engineTest(regex, use);
  const python = compilePython(regex, use);
  let engine: TextTest | undefined;
  return (text) => {
    if (SAME_TEXT.test(text)) return python(text);
    engine ??= engineTest(regex, use);
    return engine(text);
  };
}

/** Texts in which `$`, `\s`, `\B` and `(?i)` have no room for a difference. */
const SAME_TEXT = /^[\t\r -~]+$/;

function engineTest(regex: string, use: RegexUse): TextTest {
  const compiled = compileRe2(use === 'match' ? `\\A(?:${regex})` : regex);
  return (text) => compiled.matcher(text).find();
}
