import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { InputError } from '../model/input-error.js';
import type { Comparison, ItemFacts, ParameterAnswer } from '../model/parameters.js';
import { classify, type Call } from './classify.js';
import { PROBES } from './probes.js';

/** Where the functions are, and what runs them. */
export interface PythonSource {
  /** Executed in this order in one namespace, as v2 does. */
  readonly files: readonly string[];
  /** Name or path of the interpreter. */
  readonly python: string;
  /** Path of the folder `templates/` of this program. */
  readonly templates: string;
}

/** What v2's Job says of itself. */
export interface JobFacts {
  readonly name: string;
  readonly voting: boolean;
  readonly tags: readonly string[];
  readonly [attribute: string]: unknown;
}

/** One job, asked about many places. */
export interface Question {
  readonly function: string;
  readonly job: JobFacts;
  readonly items: readonly ItemFacts[];
  /** Project, pipeline, and the indices of the items that are asked about. */
  readonly places: readonly (readonly [project: string, pipeline: string, items: readonly number[]])[];
}

export interface Answers {
  /** For each question, for each of its places: indices of `distinct`, one for each item. */
  readonly answers: readonly (readonly (readonly number[])[])[];
  readonly distinct: readonly ParameterAnswer[];
  readonly compared: readonly Comparison[];
}

export interface PythonLimits {
  /** Seconds for one call. */
  readonly call: number;
  /** Seconds for reading the files. */
  readonly load: number;
  /** Seconds without a word from Python. */
  readonly silence: number;
  /** Seconds in all. */
  readonly whole: number;
  /** Characters that Python may answer in all. */
  readonly output: number;
}

export const PYTHON_LIMITS: PythonLimits = { call: 2, load: 60, silence: 120, whole: 900, output: 1 << 28 };

/** One line of what Python says. */
interface Message {
  readonly ready?: object;
  readonly fault?: { readonly kind: string; readonly file: string; readonly line: number; readonly message: string };
  readonly leaf?: number;
  readonly probes?: readonly Call[];
  readonly compared?: readonly [Comparison['fact'], Comparison['use'], string];
  readonly id?: number;
  readonly answers?: readonly (readonly number[])[];
  readonly done?: object;
}

/**
 * Runs parameter functions in a Python process of its own, without a terminal and with limits. Nothing is sent to it but
 * questions; what the functions print is thrown away.
 *
 * @throws InputError when there is no such Python, when it cannot execute the files, when a function is not in them, or
 *   when a limit is reached.
 */
export async function askPython(
  source: PythonSource,
  questions: readonly Question[],
  limits: PythonLimits = PYTHON_LIMITS,
): Promise<Answers> {
  const driver = join(source.templates, 'parameter-functions', 'driver.py');
  const child = spawn(source.python, ['-B', driver], {
    // A group of its own, so that everything it starts can be ended with it.
    detached: true,
    env: { ...process.env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' },
  });
  const order = {
    files: source.files,
    functions: [...new Set(questions.map((question) => question.function))],
    limit: limits.call,
    load: limits.load,
    probes: PROBES,
  };
  const text = [order, ...questions.map((question, id) => ({ id, ...question }))]
    .map((line) => JSON.stringify(line))
    .join('\n');
  const reading = readAnswers(child, source, questions.length, limits);
  child.stdin.on('error', () => undefined); // It ended early: what it said before tells why.
  child.stdin.end(`${text}\n\n`);
  try {
    return await reading;
  } finally {
    killGroup(child);
  }
}

function killGroup({ pid, exitCode }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nothing is left of the group.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH' && exitCode === null) throw error;
  }
}

function readAnswers(
  child: ChildProcessWithoutNullStreams,
  source: PythonSource,
  count: number,
  limits: PythonLimits,
): Promise<Answers> {
  const file = source.files[0] ?? '';
  const refuse = (message: string, at = { file, line: 0 }): InputError => new InputError({ at, message });
  return new Promise((resolve, reject) => {
    const found: Answers = { answers: [], distinct: [], compared: [] };
    const answers: (readonly (readonly number[])[])[] = Array.from({ length: count }, () => []);
    const distinct: ParameterAnswer[] = [];
    const compared: Comparison[] = [];
    let rest = '';
    let told = 0;
    let errors = '';
    let silence: NodeJS.Timeout;
    const end = (outcome: () => void): void => {
      clearTimeout(silence);
      clearTimeout(whole);
      outcome();
    };
    const tooLong = (seconds: number): void =>
      end(() =>
        reject(refuse(`the parameter functions took more than ${String(seconds)} s; do they wait for something?`)),
      );
    const whole = setTimeout(() => tooLong(limits.whole), limits.whole * 1000);
    const listen = (): void => {
      silence = setTimeout(() => tooLong(limits.silence), limits.silence * 1000);
    };
    listen();
    const take = (message: Message): void => {
      if (message.fault !== undefined) end(() => reject(faultOf(message.fault!, source)));
      else if (message.leaf !== undefined) distinct[message.leaf] = classify(message.probes ?? [], PROBES);
      else if (message.compared !== undefined) {
        const [fact, use, text] = message.compared;
        compared.push({ fact, use, text });
      } else if (message.id !== undefined) answers[message.id] = message.answers ?? [];
      else if (message.done !== undefined) end(() => resolve({ ...found, answers, distinct, compared }));
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      clearTimeout(silence);
      listen();
      told += chunk.length;
      if (told > limits.output) return end(() => reject(refuse('the parameter functions answer without end')));
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') take(JSON.parse(line) as Message);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors = (errors + chunk).slice(-2000)));
    child.on('error', (error: NodeJS.ErrnoException) =>
      end(() =>
        reject(
          refuse(`${source.python} cannot be started (${error.code ?? error.message}); name the Python with --python`),
        ),
      ),
    );
    child.on('close', (code, signal) => {
      const how = signal ?? `status ${String(code)}`;
      const last = errors.trim().split('\n').at(-1) ?? '';
      end(() =>
        reject(refuse(`${source.python} ended with ${how} before it had answered${last === '' ? '' : `: ${last}`}`)),
      );
    });
  });
}

function faultOf({ kind, file, line, message }: NonNullable<Message['fault']>, { python }: PythonSource): InputError {
  const remedies: Readonly<Record<string, string>> = {
    syntax: `${python} cannot read it (${message}); Zuul v2 ran under Python 2.7, name one with --python`,
    import: `it imports what ${python} does not have (${message}); install it there, or name the Python of Zuul v2 with --python`,
    missing: `it has no function ${message}, which jobs of the layout name; give all files of "includes" in their order`,
    read: `it cannot be read (${message})`,
    time: 'reading it took too long; does it wait for something?',
    run: `executing it failed: ${message}`,
  };
  return new InputError({ at: { file, line }, message: remedies[kind] ?? message });
}
