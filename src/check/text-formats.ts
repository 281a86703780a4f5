import { checkPattern } from '../regex/check-pattern.js';
import { re2Error } from '../regex/re2.js';
import { readsAlike } from '../regex/reads-alike.js';
import { cronError } from '../read/zuul-tree/cron.js';
import type { TextFormat } from '../read/zuul-tree/shape.js';

export interface TextFault {
  readonly rule: string;
  readonly found: string;
  readonly expected: string;
}

type Check = (text: string) => Omit<TextFault, 'rule'> | undefined;

/** Names longer than this came to be refused after Zuul 14.2; its database cuts them before. */
const LONGEST_NAME = 255;

const checks: Readonly<Record<TextFormat, Check>> = {
  regex(text) {
    const reason = readsAlike(text) ? undefined : re2Error(text);
    return reason === undefined
      ? undefined
      : { found: `RE2 refuses ${quoted(text)}: ${reason}`, expected: 'a pattern for RE2' };
  },
  'python-regex'(text) {
    const reason = checkPattern(text);
    return reason === undefined
      ? undefined
      : { found: `Python refuses ${quoted(text)}: ${reason}`, expected: 'a pattern for Python' };
  },
  timer(text) {
    const reason = cronError(text);
    return reason === undefined
      ? undefined
      : {
          found: `the time ${quoted(text)} never comes: ${reason}`,
          expected: 'minute hour day month weekday [second [jitter]]',
        };
  },
  'report-message': (text) => formatFault(text, /^(?:item_url|pipeline(?:\.name)?)$/, '{pipeline.name} and {item_url}'),
  'mail-subject': (text) =>
    formatFault(text, /^(?:change|changes|pipeline)(?:[.[].*)?$/, '{change}, {changes} and {pipeline.name}'),
  'variable-name'(text) {
    return /^[A-Za-z][A-Za-z0-9_]*$/.test(text)
      ? undefined
      : { found: `${quoted(text)} is no variable name`, expected: 'a letter, then letters, digits and _' };
  },
  name(text) {
    if (text.length > LONGEST_NAME)
      return { found: `a name of ${String(text.length)} characters`, expected: `at most ${String(LONGEST_NAME)}` };
    return text === '' ? { found: 'an empty name', expected: 'a name' } : undefined;
  },
};

/** Whether a text follows the rule for its content; `undefined` when it does. */
export function checkText(format: TextFormat, text: string): TextFault | undefined {
  const fault = checks[format](text);
  return fault && { rule: format, ...fault };
}

/** Python's `str.format`: a wrong field loads, and then the report fails when it is sent. */
function formatFault(text: string, fields: RegExp, known: string): Omit<TextFault, 'rule'> | undefined {
  const rest = text.replaceAll('{{', '').replaceAll('}}', '');
  const wrong = [...rest.matchAll(/\{([^{}]*)\}/g)]
    .map((match) => match[1] ?? '')
    .find((field) => !fields.test(field.split(/[!:]/)[0] ?? ''));
  if (wrong !== undefined)
    return {
      found: `Zuul does not fill in {${wrong}}`,
      expected: `${known} only; a brace that is text is written twice`,
    };
  const alone = /[{}]/.exec(rest.replaceAll(/\{[^{}]*\}/g, ''));
  return alone ? { found: `a single ${alone[0]}`, expected: 'braces that are text written twice' } : undefined;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
