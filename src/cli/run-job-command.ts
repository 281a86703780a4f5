import { fileURLToPath } from 'node:url';
import { InputError } from '../model/input-error.js';
import type { ContainerRunner } from '../run/container-runner.js';
import { isRepository } from '../run/git-area.js';
import { readSecrets } from '../run/read-secrets.js';
import { runJob, type RunJobReport } from '../run/run-job.js';
import { ExitCode, type Io } from './command.js';

/** Options of `zuulshift run-job`, as commander gives them. */
export interface RunJobOptions {
  readonly converted: string;
  readonly project?: string;
  readonly branch?: string;
  readonly pipeline?: string;
  readonly repository?: readonly string[];
  readonly secrets?: string;
  readonly workspace?: string;
  readonly containerRunner: ContainerRunner;
}

/**
 * Runs the job, shows what Ansible prints on `io.err`, and says on `io.out` how each playbook and the job ended. Whoever
 * interrupts it stops all that it started.
 *
 * @returns `Fine` for SUCCESS, `Found` for every other result
 * @throws InputError for what keeps the job from being started
 */
export async function runJobCommand(job: string, options: RunJobOptions, io: Io): Promise<ExitCode> {
  const { containerRunner: runner, repository, secrets, ...rest } = options;
  const stop = new AbortController();
  let caught: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    caught = signal;
    stop.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const request = {
      ...rest,
      job,
      runner,
      repositories: repositoriesOf(repository ?? []),
      secrets: secrets === undefined ? {} : readSecrets(secrets),
      plugins: fileURLToPath(new URL('run/', io.home.templates)),
      env: process.env,
    };
    const listener = { print: io.err, note: (text: string): void => io.err(`zuulshift: ${text}\n`) };
    const report = await runJob(request, listener, stop.signal);
    io.out(reportText(report));
    return report.result === 'SUCCESS' ? ExitCode.Fine : ExitCode.Found;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    // The children are gone: now this process ends as one that was interrupted does.
    if (caught !== undefined) process.kill(process.pid, caught);
  }
}

function repositoriesOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      const [name, path] = [word.slice(0, Math.max(at, 0)), word.slice(at + 1)];
      if (name === '' || !isRepository(path)) {
        const message = 'expected NAME=PATH, a project and the path of a Git repository on this machine';
        throw new InputError({ at: { file: `--repository ${word}`, line: 0 }, message });
      }
      return [name, path];
    }),
  );
}

const MEANINGS: Readonly<Partial<Record<RunJobReport['result'], string>>> = {
  RETRY: 'a pre-run playbook failed or a node was out of reach: Zuul would start the build again',
  POST_FAILURE: 'a post-run playbook failed',
  TIMED_OUT: 'the job took longer than its timeout',
  ABORTED: 'it was stopped',
};

function reportText({ plan, result, played, branch, workspace, calls }: RunJobReport): string {
  const lines = played.map(({ phase, playbook, end }) => `${phase.padEnd(4)}  ${end.padEnd(11)}  ${playbook.name}`);
  const meaning = MEANINGS[result];
  lines.push(
    `${result}: ${plan.job} for ${plan.project} ${branch} in ${plan.pipeline}${meaning ? ` (${meaning})` : ''}`,
  );
  lines.push(`logs and artifacts: ${workspace.logs}`);
  if (calls !== undefined) lines.push(`calls of docker: ${calls}`);
  return `${lines.join('\n')}\n`;
}
