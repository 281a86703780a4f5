/** A version number for the shell. */
export interface VersionExpression {
  /** What stands between double quotes. */
  readonly words: string;
  /** A counter of builds is in it. */
  readonly counts: boolean;
  /** Macros that nobody knows; they stand as they were written. */
  readonly unknown: readonly string[];
  /** The date on which the project began is in it. */
  readonly usesStart: boolean;
}

const MACRO = /\$\{(\w+)(?:\s*,\s*"([^"]*)")?\s*\}/g;

/** Counters of builds; an argument pads them: `"XX"` is two digits. */
const COUNTERS = /^BUILDS_(TODAY|THIS_WEEK|THIS_MONTH|THIS_YEAR|ALL_TIME|SINCE_.*)(_Z)?$/;

/** Parts of the date for `date`. */
const DATES: Readonly<Record<string, string>> = {
  BUILD_YEAR: '%Y',
  BUILD_MONTH: '%-m',
  BUILD_DAY: '%-d',
  BUILD_WEEK: '%-V',
};

/** Letters of SimpleDateFormat for `date`, longest first. Source: java.text.SimpleDateFormat. */
const LETTERS: readonly (readonly [letters: RegExp, directive: string])[] = [
  [/^y{4}/, '%Y'],
  [/^y{1,3}/, '%y'],
  [/^M{4,}/, '%B'],
  [/^MMM/, '%b'],
  [/^MM/, '%m'],
  [/^M/, '%-m'],
  [/^dd/, '%d'],
  [/^d/, '%-d'],
  [/^D{3}/, '%j'],
  [/^HH/, '%H'],
  [/^H/, '%-H'],
  [/^hh/, '%I'],
  [/^mm/, '%M'],
  [/^ss/, '%S'],
  [/^SSS/, '%3N'],
  [/^E{4,}/, '%A'],
  [/^E{1,3}/, '%a'],
  [/^a/, '%p'],
  [/^ww/, '%V'],
  [/^Z/, '%z'],
];

/**
 * The format of the Version Number plugin as words for the shell, in which dates are calls of `date` and counters are
 * BUILD_NUMBER. Source: VersionNumberCommon.formatVersionNumber; java.text.SimpleDateFormat.
 *
 * @param start When the project began, as Jenkins writes it: `2012-02-01 00:00:00.0 UTC`.
 */
export function versionExpression(format: string, start: string): VersionExpression {
  const unknown: string[] = [];
  let counts = false;
  let usesStart = false;
  let from = 0;
  let words = '';
  for (const match of format.matchAll(MACRO)) {
    const [whole, name, argument] = match as unknown as [string, string, string | undefined];
    words += quoted(format.slice(from, match.index));
    from = match.index + whole.length;
    if (COUNTERS.test(name)) {
      counts = true;
      words += '${BUILD_NUMBER}';
    } else if (name === 'BUILD_DATE_FORMATTED') {
      const directives = dateFormat(argument ?? 'yyyy-MM-dd');
      if (directives === undefined) unknown.push(whole);
      words += directives === undefined ? quoted(whole) : `$(date '+${directives}')`;
    } else if (DATES[name] !== undefined) {
      words += `$(date '+${padded(DATES[name], argument)}')`;
    } else if (name === 'MONTHS_SINCE_PROJECT_START' || name === 'YEARS_SINCE_PROJECT_START') {
      const since = sinceStart(name, start);
      usesStart = since !== undefined;
      if (since === undefined) unknown.push(whole);
      words += since ?? quoted(whole);
    } else words += `\${${name}}`;
  }
  return { words: words + quoted(format.slice(from)), counts, unknown, usesStart };
}

/** `"XX"` asks for two digits. */
function padded(directive: string, argument: string | undefined): string {
  return /^X{2,}$/i.test(argument ?? '') ? directive.replace('-', '') : directive;
}

function sinceStart(name: string, start: string): string | undefined {
  const date = /^(\d{4})-(\d\d)-\d\d/.exec(start);
  if (date === null) return undefined;
  const years = `$(date +%Y) - ${date[1]!}`;
  if (name.startsWith('YEARS')) return `$((${years}))`;
  return `$(((${years}) * 12 + $(date +%-m) - ${String(Number(date[2]))}))`;
}

function dateFormat(pattern: string): string | undefined {
  let directives = '';
  let rest = pattern;
  while (rest !== '') {
    const literal = /^(?:'([^']*)'|[^A-Za-z'])/.exec(rest);
    const known = LETTERS.find(([letters]) => letters.test(rest));
    if (literal !== null) {
      directives += (literal[1] ?? literal[0]).replaceAll('%', '%%');
      rest = rest.slice(literal[0].length);
    } else if (known !== undefined) {
      directives += known[1];
      rest = rest.slice(known[0].exec(rest)![0].length);
    } else return undefined;
  }
  return directives.replaceAll(/[^\w %:./+,-]/g, '_');
}

/** Text between double quotes; `$NAME` is a variable, as in Jenkins. */
function quoted(text: string): string {
  return text.replaceAll(/["\\`]|\$(?![A-Za-z_{])/g, '\\$&');
}
