import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that answers each line of JSON on its standard input with one on its standard output, in order. */
export interface CoProcess {
  /**
   * One question. Questions may be asked before the ones ahead are answered.
   *
   * @throws Error where the program ends, or does not answer in time. It is then stopped, and started anew by the next
   *   question; questions behind the one that was too slow fail with it.
   */
  ask<Answer>(question: object): Promise<Answer>;
  /** Ends the program; it is started again by the next question. */
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly waiting: Waiting[];
  stderr: string;
  timer: NodeJS.Timeout | undefined;
}

/** @param milliseconds How long one answer may take; the first one may take `START` more. */
export function coProcess(command: string, args: readonly string[], milliseconds: number): CoProcess {
  let running: Running | undefined;

  const stop = (process: Running, why: string): void => {
    clearTimeout(process.timer);
    if (running === process) running = undefined;
    process.child.kill('SIGKILL');
    for (const { reject } of process.waiting.splice(0)) reject(new Error(`${why}\n${process.stderr.slice(-2000)}`));
  };
  const watch = (process: Running, time: number): void => {
    clearTimeout(process.timer);
    if (process.waiting.length === 0) return;
    process.timer = setTimeout(() => stop(process, `no answer within ${String(time / 1000)} s`), time);
  };
  const start = (): Running => {
    const child = spawn(command, args);
    const process: Running = { child, waiting: [], stderr: '', timer: undefined };
    child.stderr.setEncoding('utf8').on('data', (text: string) => (process.stderr += text));
    createInterface({ input: child.stdout }).on('line', (line) => {
      process.waiting.shift()?.resolve(JSON.parse(line));
      watch(process, milliseconds);
    });
    child.on('error', (error) => stop(process, String(error)));
    child.on('close', () => stop(process, 'the program ended'));
    child.stdin.on('error', (error) => stop(process, String(error)));
    running = process;
    return process;
  };

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const isNew = running === undefined;
        const process = running ?? start();
        process.waiting.push({ resolve: resolve as (answer: unknown) => void, reject });
        if (process.waiting.length === 1) watch(process, milliseconds + (isNew ? START : 0));
        process.child.stdin.write(`${JSON.stringify(question)}\n`);
      }),
    close: () => {
      if (running !== undefined) stop(running, 'closed');
    },
  };
}

/** What importing the real systems may take on a busy machine. */
const START = 60_000;
