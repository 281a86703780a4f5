import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { InputError } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';

export interface JenkinsJobsOptions {
  /** Command of Job Builder: a path, or words. Default `jenkins-jobs`. */
  readonly command?: string;
  /** Job Builder's own configuration file. */
  readonly config?: string;
  /** Seconds. Default 600. */
  readonly timeout?: number;
}

const DEFAULT_SECONDS = 600;

/** Variables that a Python program needs to be found and to run; everything else is not its business. */
const KEPT = [
  'PATH',
  'HOME',
  'USER',
  'TMPDIR',
  'TZ',
  'VIRTUAL_ENV',
  'SYSTEMROOT',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
];

const INSTALL =
  'install it (python3 -m venv jjb; jjb/bin/pip install jenkins-job-builder) and name it with --jenkins-jobs jjb/bin/jenkins-jobs, ' +
  'or give the XML it makes with --jenkins';

/** More of what a program says than this is not kept. */
const MOST_OUTPUT = 1 << 20;

/**
 * Runs `jenkins-jobs test -r`, which writes the XML of all jobs into a folder and asks no Jenkins.
 *
 * @param paths Folders or files of Job Builder, as the user gave them.
 * @throws InputError where it is not installed, fails or takes too long, with what it said.
 */
export async function runJenkinsJobs(
  paths: readonly string[],
  out: string,
  options: JenkinsJobsOptions,
): Promise<void> {
  const { command = 'jenkins-jobs', config, timeout = DEFAULT_SECONDS } = options;
  // A path may have blanks in it; what is none is split into words.
  const [program, ...first] = existsSync(command) ? [command] : command.split(/\s+/);
  const conf = config === undefined ? [] : ['--conf', config];
  const words = [...first, ...conf, 'test', '-r', '-o', out, paths.join(delimiter)];
  const place = { file: paths.join(', '), line: 0 };
  const { status, output, failure } = await call(program!, words, timeout);
  if (failure === 'missing') {
    throw new InputError({ at: place, message: `needs Jenkins Job Builder, and there is no ${program!}: ${INSTALL}` });
  }
  if (failure === 'refused') {
    throw new InputError({ at: { file: program!, line: 0 }, message: 'cannot be run; see --jenkins-jobs' });
  }
  if (failure === 'late') {
    const message = `${command} was stopped after ${String(timeout)} s; give it more time with --jjb-timeout`;
    throw new InputError({ at: place, message });
  }
  if (status !== 0) throw refusal(output, status, command, place);
}

interface Ended {
  readonly status: number | null;
  /** Standard error, then standard output. */
  readonly output: string;
  readonly failure?: 'missing' | 'refused' | 'late';
}

async function call(program: string, words: readonly string[], seconds: number): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { PYTHONIOENCODING: 'utf-8', LC_ALL: 'C.UTF-8' };
  for (const name of KEPT) if (process.env[name] !== undefined) env[name] = process.env[name];
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, 1000 * seconds);
    child.stdout
      .setEncoding('utf8')
      .on('data', (text: string) => void (said.out = (said.out + text).slice(-MOST_OUTPUT)));
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => void (said.err = (said.err + text).slice(-MOST_OUTPUT)));
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ENOENT') resolve({ status: null, output: '', failure: 'missing' });
      else if (error.code === 'EACCES') resolve({ status: null, output: '', failure: 'refused' });
      else reject(error);
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      const output = `${said.out}\n${said.err}`;
      resolve(isLate ? { status, output, failure: 'late' } : { status, output });
    });
  });
}

/** Lines that tell how the run went, and nothing about what was wrong. */
const CHATTER = /^(?:INFO|WARNING|DEBUG):|^\s*(?:\^+|~+\^*~*)?\s*$|^Traceback |^ {4}|^ {2}File ".*", line \d+, in /;

/** `jobs.yaml:17:3: In project 'nova'`, and `in "jobs.yaml", line 17, column 3` of its YAML reader. */
const PLACES = /^(.+?\.ya?ml):(\d+):\d+:|^\s*in "(.+?)", line (\d+)/;

const MOST_LINES = 6;

/** What Job Builder said, without how it came to it; at the last place it names. */
function refusal(output: string, status: number | null, command: string, otherwise: Place): InputError {
  const lines = output.split('\n').map((line) => line.trimEnd());
  let at = otherwise;
  for (const line of lines) {
    const found = PLACES.exec(line);
    if (found !== null) at = { file: (found[1] ?? found[3])!, line: Number(found[2] ?? found[4]) };
  }
  const told = lines.filter((line) => !CHATTER.test(line)).map((line) => line.trim());
  const words = told.slice(-MOST_LINES).join('; ') || 'it said nothing';
  return new InputError({ at, message: `${command} test failed (${String(status)}): ${words}` });
}
