import { commandLine, readOptions } from '../options.js';
import type { Proposal, Recogniser } from '../recogniser.js';

/** Environments that have a job of their own. */
const OWN = /^(py(27|36|37|38|39|310|311|312)|docs|linters|pep8|cover|bashate)$/;

const OPTIONS = {
  '-e': 'value',
  '-v': 'flag',
  '-q': 'flag',
  '-r': 'flag',
  '--recreate': 'flag',
  '-p': 'value',
  '--parallel': 'value',
  '--notest': 'flag',
  '-c': 'value',
  '--skip-missing-interpreters': 'flag',
  '--develop': 'flag',
} as const;

/** tox, with environments by name. zuul-jobs manual: Python Jobs. */
export const recogniser: Recogniser = {
  tool: 'tox',
  parents: [
    'tox',
    ...[
      'py27',
      'py36',
      'py37',
      'py38',
      'py39',
      'py310',
      'py311',
      'py312',
      'docs',
      'linters',
      'pep8',
      'cover',
      'bashate',
    ].map((one) => `tox-${one}`),
  ],
  source: 'https://zuul-ci.org/docs/zuul-jobs/python-jobs.html',
  image: /^tox(-|$)/,
  // Role fetch-tox-output.
  keeps: /^\.tox\/([^/]+\/log\/|\*\/log\/)/,
  prepares: (words) =>
    /^(pip3?|python3? -m pip) install (-U |--upgrade |--user )*tox([=<>~!].*)?$/.test(words.join(' ')),
  propose({ words: [program, ...words] }): Proposal | undefined {
    if (program !== 'tox') return undefined;
    const behind = words.indexOf('--');
    const read = readOptions(behind < 0 ? words : words.slice(0, behind), OPTIONS);
    if (read === undefined || read.rest.length > 0) return undefined;
    const named = read.given.get('-e') ?? [];
    const environments = named.flatMap((list) => list.split(',')).map((one) => one.trim());
    const extra = extraArguments(words, behind);
    const [only = ''] = environments;
    const vars: Record<string, string> = extra.length === 0 ? {} : { tox_extra_args: commandLine(extra) };
    const environment = 'tox_environment';
    if (environments.length === 1 && OWN.test(only)) return { parent: `tox-${only}`, vars, environment };
    // An empty list stands for the environments that tox.ini names.
    return { parent: 'tox', vars: { tox_envlist: environments.join(','), ...vars }, environment };
  },
};

/** Everything but the environments, in its order. */
function extraArguments(words: readonly string[], behind: number): string[] {
  const end = behind < 0 ? words.length : behind;
  const kept: string[] = [];
  for (let index = 0; index < end; index += 1) {
    if (words[index] === '-e') index += 1;
    else if (!words[index]!.startsWith('-e')) kept.push(words[index]!);
  }
  return [...kept, ...words.slice(end)];
}
