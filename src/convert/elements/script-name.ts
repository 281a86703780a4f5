import { memoised } from '../memo.js';

/** Commands that only prepare: they name a step when it has nothing else. */
const QUIET = new Set([
  'mkdir',
  'rmdir',
  'rm',
  'chmod',
  'chown',
  'ls',
  'cat',
  'find',
  'cp',
  'mv',
  'touch',
  'ln',
  'sleep',
  'ps',
  'df',
  'tee',
  'pwd',
  'date',
  'which',
  'setfacl',
  'id',
  'hostname',
  'uname',
  'xargs',
]);

/** Words of the shell itself, and commands that say nothing about what a step is for. */
const SILENT = new Set([
  'set',
  'export',
  'echo',
  'printf',
  'cd',
  'pushd',
  'popd',
  'source',
  '.',
  'eval',
  'true',
  'false',
  ':',
  'exit',
  'return',
  'local',
  'declare',
  'readonly',
  'typeset',
  'unset',
  'shopt',
  'trap',
  'function',
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'for',
  'while',
  'until',
  'do',
  'done',
  'case',
  'esac',
  'select',
  'in',
  'test',
  '[',
  '[[',
  '{',
  '}',
  'read',
  'shift',
  'wait',
  'umask',
  'ulimit',
  'alias',
  'hash',
  'getopts',
  'break',
  'continue',
  'set+x',
]);

/** Words before a command that leave its meaning as it is. */
const PREFIXES = new Set(['exec', 'sudo', 'env', 'time', 'nice', 'nohup', 'command', 'xvfb-run']);

const LANGUAGES: Readonly<Record<string, string>> = {
  py: 'Python',
  pl: 'Perl',
  rb: 'Ruby',
  js: 'JavaScript',
  php: 'PHP',
  groovy: 'Groovy',
  lua: 'Lua',
  awk: 'AWK',
  ps1: 'PowerShell',
  bat: 'batch',
};

/**
 * A name for a script, for the console and for a file: "Run tox", "Run mkdir and chmod". It is a hint for people, found by
 * looking at the words that begin the lines; nothing depends on it.
 *
 * @param extension As in `ScriptStep`; other languages than shell are only named.
 */
export function scriptName(body: string, extension: string): string {
  const language = LANGUAGES[extension];
  if (language !== undefined) return `Run a ${language} script`;
  if (extension !== 'sh') return 'Run a script';
  const commands = commandsOf(body);
  const loud = commands.filter((command) => !QUIET.has(command));
  const named = (loud.length > 0 ? loud : commands).slice(0, NAMED);
  return named.length === 0 ? 'Run a shell script' : `Run ${named.join(' and ')}`;
}

/** A name lists so many commands at most. */
const NAMED = 2;

const FUNCTION = /^(?:function\s+)?([\w-]+)\s*\(\)/;

/** Names of the commands at the beginnings of lines, each once, in order. */
const commandsOf = memoised((body: string): readonly string[] => {
  const found = new Set<string>();
  const own = new Set<string>();
  let continued = false;
  let loud = 0;
  for (const line of body.split('\n')) {
    const isContinuation = continued;
    continued = line.endsWith('\\');
    if (isContinuation) continue;
    const defined = FUNCTION.exec(line.trim());
    if (defined !== null) own.add(defined[1]!);
    const command = defined === null ? commandOf(line) : undefined;
    if (command !== undefined && !own.has(command) && !found.has(command)) {
      found.add(command);
      if (!QUIET.has(command)) loud += 1;
    }
    if (loud === NAMED) break;
    // What follows is text for a command or a word that spans lines: no longer commands.
    if (/<<-?\s*['"\\]?\w/.test(line) || hasOpenQuote(line)) break;
  }
  return [...found];
});

function commandOf(line: string): string | undefined {
  for (const word of line.trim().split(/\s+/)) {
    if (word.startsWith('#')) return undefined;
    if (/^[({!]+$/.test(word) || PREFIXES.has(word) || /^\w+\+?=/.test(word)) continue;
    const name = word.replace(/^[(]+/, '').split('/').at(-1)!.replace(/;$/, '');
    return SILENT.has(word) || !/^[A-Za-z][\w.+-]*$/.test(name) || SILENT.has(name) ? undefined : name;
  }
  return undefined;
}

function hasOpenQuote(line: string): boolean {
  let quote = '';
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index]!;
    if (character === '\\' && quote !== "'") index += 1;
    else if (quote === '' && character === '#' && /(^|\s)$/.test(line.slice(0, index))) return false;
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return quote !== '';
}
