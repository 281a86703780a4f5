import type { RoleStep } from '../../../src/model/step.js';
import type { Value } from '../../../src/model/value.js';
import { evaluate, OMIT } from './jinja-subset.js';

/** What a command line of `docker run` says, whichever way it is spelt. */
export interface DockerCall {
  /** Option → its values in their order. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly image: string;
  readonly command: readonly string[];
}

const SHORT: Readonly<Record<string, string>> = {
  a: 'attach',
  c: 'cpu-shares',
  e: 'env',
  h: 'hostname',
  l: 'label',
  m: 'memory',
  p: 'publish',
  u: 'user',
  v: 'volume',
  w: 'workdir',
};
const SWITCHES = ['init', 'rm', 'privileged', 'interactive', 'read-only'];

/** Reads the arguments that a stand-in for docker got. Knows the options these tests use. */
export function callFromArguments(argv: readonly string[]): DockerCall {
  const options: Record<string, string[]> = {};
  let at = argv.indexOf('run') + 1;
  for (; (argv[at] ?? '').startsWith('-'); at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') {
      at += 1;
      break;
    }
    const isLong = word.startsWith('--');
    const equals = word.indexOf('=');
    const name = isLong ? word.slice(2, equals < 0 ? undefined : equals) : SHORT[word[1] ?? ''];
    if (name === 'env-file' && /^\/dev\/fd\//.test(argv[at + 1] ?? word.slice(equals + 1))) {
      if (equals < 0) at += 1;
      continue;
    }
    if (!isLong && name === undefined) {
      for (const letter of word.slice(1)) add(options, letter === 'i' ? 'interactive' : letter, 'true');
    } else if (name !== undefined && SWITCHES.includes(name))
      add(options, name, equals < 0 ? 'true' : word.slice(equals + 1));
    else if (isLong && equals >= 0) add(options, name ?? '', word.slice(equals + 1));
    else if (!isLong && word.length > 2) add(options, name ?? '', word.slice(2).replace(/^=/, ''));
    else add(options, name ?? '', argv[(at += 1)] ?? '');
  }
  const [image = '', ...command] = argv.slice(at);
  return { options: normal(options), image, command };
}

/** The arguments that role `docker-run` gives docker, those for the environment handed in left out. */
export function argumentsOfRole(step: RoleStep, env: Readonly<Record<string, string>>): string[] {
  const { vars } = step;
  const text = (value: Value): string => String(evaluate(value, env));
  const list = (name: string): readonly Value[] => (vars[`docker_run_${name}`] ?? []) as readonly Value[];
  const pairs = (name: string): string[] =>
    Object.entries((vars[`docker_run_${name}`] ?? {}) as Record<string, Value>).map(
      ([key, value]) => `${key}=${text(value)}`,
    );
  const once = ['entrypoint', 'memory', 'network', 'shm_size', 'user', 'workdir'].flatMap((name) => {
    const value = vars[`docker_run_${name}`];
    return value === undefined ? [] : [`--${name.replace('_', '-')}=${text(value)}`];
  });
  return [
    'run',
    ...(vars['docker_run_init'] === true ? ['--init'] : []),
    ...(vars['docker_run_remove'] === true ? ['--rm'] : []),
    ...once,
    ...list('volumes').map((value) => `--volume=${text(value)}`),
    ...list('tmpfs').map((value) => `--tmpfs=${text(value)}`),
    ...list('security_opts').map((value) => `--security-opt=${text(value)}`),
    ...pairs('environment').map((pair) => `--env=${pair}`),
    ...pairs('labels').map((pair) => `--label=${pair}`),
    ...list('options').map(text),
    text(vars['docker_run_image'] ?? ''),
    ...list('command')
      .map((value) => evaluate(value, env))
      .filter((word): word is string => word !== OMIT),
  ];
}

function add(options: Record<string, string[]>, name: string, value: string): void {
  (options[name] ??= []).push(value);
}

/** Docker takes the last of what can be given once, and of variables and labels with one name the last. */
function normal(options: Record<string, string[]>): Record<string, string[]> {
  const once = ['entrypoint', 'memory', 'shm-size', 'user', 'workdir', ...SWITCHES];
  return Object.fromEntries(
    Object.entries(options)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, values]): [string, string[]] => {
        if (once.includes(name)) return [name, values.slice(-1).filter((value) => value !== 'false')];
        if (name !== 'env' && name !== 'label') return [name, values];
        const last = new Map(values.map((value) => [value.split('=')[0] ?? '', value]));
        return [name, [...last.values()].sort()];
      })
      .filter(([, values]) => values.length > 0),
  );
}
