import type { Place } from '../../../model/place.js';
import type { YamlNode } from '../../../read/yaml/node.js';
import { isText, valueOf } from '../../../read/yaml/node.js';
import { checkPattern } from '../../../regex/check-pattern.js';
import { evaluatePython } from '../../../regex/evaluate-python.js';
import { matches } from '../../../regex/matches.js';
import { re2Error } from '../../../regex/re2.js';
import { readsAlike } from '../../../regex/reads-alike.js';

/** A regular expression as Zuul ≥ 9.2 has them (Zuul reference, section 7.1). */
export interface Regex {
  readonly pattern: string;
  readonly negate: boolean;
  /** RE2, or Python where RE2 refuses the pattern. */
  readonly dialect: 're2' | 'python';
  readonly at: Place;
  /** Compared with the start of a text; `negate` is reckoned with. */
  readonly fits: (text: string) => boolean;
}

/** Reads a pattern, or `{regex, negate}`; a text where neither RE2 nor Python takes it: why. */
export function readRegex(node: YamlNode): Regex | string {
  if (node.kind !== 'map') return makeRegex(isText(node) ? node.value : '', false, node.at);
  const regex = valueOf(node, 'regex');
  const negate = valueOf(node, 'negate');
  return makeRegex(isText(regex) ? regex.value : '', negate?.kind === 'scalar' && negate.value === true, node.at);
}

/** The same for a pattern that stands nowhere by itself, such as the name of a branch. */
export function makeRegex(pattern: string, negate: boolean, at: Place): Regex | string {
  if (readsAlike(pattern) || re2Error(pattern) === undefined) {
    return { pattern, negate, dialect: 're2', at, fits: (text) => matches({ regex: pattern }, text) !== negate };
  }
  const error = checkPattern(pattern);
  if (error !== undefined)
    return `the pattern ${JSON.stringify(pattern)} is none for RE2 and none for Python: ${error}`;
  const fits = (text: string): boolean => evaluatePython(pattern, text, 'match') !== negate;
  return { pattern, negate, dialect: 'python', at, fits };
}
