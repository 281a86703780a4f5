import type { TextCondition } from '../../../model/item-conditions.js';
import type { YamlNode } from '../../../read/yaml/node.js';
import { isText, valueOf } from '../../../read/yaml/node.js';
import { checkPattern } from '../../../regex/check-pattern.js';
import { type RegexUse, compilePython } from '../../../regex/evaluate-python.js';
import { matches } from '../../../regex/matches.js';
import { re2Error } from '../../../regex/re2.js';
import { readsAlike } from '../../../regex/reads-alike.js';
import { Refused } from '../load/refused.js';

/** A pattern of a filter. Zuul source: `zuul.lib.re2util.ZuulRegex`. */
export interface TextPattern {
  readonly pattern: string;
  readonly negate: boolean;
  /** `negate` is reckoned with. */
  readonly fits: (text: string) => boolean;
  readonly condition: TextCondition;
}

/**
 * Reads a pattern, or `{regex, negate}`: RE2, or Python where RE2 refuses it.
 *
 * @throws Refused where neither takes it: Zuul loses the pipeline.
 */
export function readPattern(node: YamlNode, use: RegexUse): TextPattern {
  const regex = node.kind === 'map' ? valueOf(node, 'regex') : node;
  const negation = node.kind === 'map' ? valueOf(node, 'negate') : undefined;
  const negate = negation?.kind === 'scalar' && negation.value === true;
  const pattern = isText(regex) ? regex.value : '';
  const turned = negate ? { negate } : {};
  if (readsAlike(pattern) || re2Error(pattern) === undefined) {
    const fits = (text: string): boolean => matches({ regex: pattern }, text, use) !== negate;
    return { pattern, negate, fits, condition: { dialect: 're2', pattern, use, ...turned } };
  }
  const error = checkPattern(pattern);
  if (error !== undefined) {
    throw new Refused(node.at, `the pattern ${JSON.stringify(pattern)} is none for RE2 and none for Python: ${error}`);
  }
  const fits = (text: string): boolean => compilePython(pattern, use)(text) !== negate;
  return { pattern, negate, fits, condition: { dialect: 'python', pattern, use, ...turned } };
}

/** Whether any pattern fits. */
export function anyFits(patterns: readonly TextPattern[], text: string): boolean {
  return patterns.some(({ fits }) => fits(text));
}

/** Patterns in words: `^a or not ^b`. */
export function patternsInWords(patterns: readonly TextPattern[]): string {
  return patterns.map(({ pattern, negate }) => (negate ? `not ${pattern}` : pattern)).join(' or ');
}
