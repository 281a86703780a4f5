import type { Fault } from '../../src/model/input-error.js';
import type { V2Refused } from './zuul2.js';

/** What Zuul v2 says when it refuses a layout, and what one of our faults has to say then. `§` stands for the last key of v2's path. */
const REASONS: readonly (readonly [v2: RegExp, ours: string])[] = [
  [/^extra keys not allowed/, 'has the key "§"|gives "§"|(?:a trigger|reports) "§"|as a mapping'],
  [/^required key not provided/, 'no "§"|does not give "§"'],
  [/^does not match regular expression/, 'without blanks'],
  [/^expected (?:str|string or buffer)\b/, 'has to be text|outside ASCII|needs names of jobs|has to be a mapping'],
  [/^expected (?:a )?dict/, 'has to be a mapping'],
  [/^expected (?:a )?list/, 'outside ASCII|"§".* has to be |"§".* needs |has to be a list'],
  [/^expected bool/, '"§".* has to be true or false'],
  [/^expected int/, '"§".* has to be a whole number'],
  [/^value must be at/, '"§".* has to be a whole number'],
  [/^not a valid value/, 'has to be '],
  [/^Duplicate name/, 'duplicate name'],
  [/does not include ref information/, 'has "ref"'],
  [/^error: |^OverflowError: /, 'no regular expression to Python'],
  [/format|^single '[{}]'|^end of format|^expected '/i, 'is no format string|cannot use template'],
  [/^More than one name assigned|^Exception: More than one name/, 'More than one name assigned|has two names'],
  [/^Exception: Unable to parse time value/, 'has to be a whole number and s, m, h, d or w'],
  [/cannot deepcopy this pattern|^AttributeError: 'int' object|^TypeError: expected string or buffer/, 'alias'],
  [/can only concatenate|unsupported operand type\(s\) for \+/, 'has to be a list|has to be a mapping'],
  [/^UnicodeEncodeError/, 'outside ASCII'],
  [/undefined alias|^while scanning an alias/, 'names no anchor'],
  [/^TypeError: argument of type 'NoneType' is not iterable/, 'alias|calls the template'],
  [/^KeyError/, 'has a source|no "|does not exist|is not given|does not use|"merge-mode"'],
  [
    /^(?:TypeError|AttributeError|IndexError)/,
    'has to be |by position|more than a letter|through an alias|a letter that',
  ],
];

/** What Python says when v2's schema stumbles over a value of a wrong kind before it can say anything itself. */
const STUMBLES =
  /is not iterable|has no attribute|indices must be integers|unhashable type|^(?:None|True|False|-?\d+(?:\.\d+)?|'.*'|u'.*'|.{0,30})$/;

/** Whether one of our faults says what Zuul v2 says. */
export function sameReason({ error, errors, kind }: V2Refused, faults: readonly Fault[]): boolean {
  return [error, ...(errors ?? [])].some((said) => {
    // Python shows what is outside ASCII, and what is no text, in a way of its own.
    const key = /\['([^']*)'\]$/.exec(said.split('\n')[0] ?? '')?.[1];
    const escaped = key === undefined ? '[^"]*' : key.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const wanted = REASONS.filter(([v2]) => v2.test(said)).map(([, ours]) => ours.replaceAll('§', escaped));
    if (kind === 'schema' && STUMBLES.test(said))
      wanted.push('has to be |no "|does not exist|called as a mapping|outside ASCII');
    return wanted.some((ours) => faults.some(({ message }) => new RegExp(ours).test(message)));
  });
}
