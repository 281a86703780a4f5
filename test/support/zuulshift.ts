import type { ExitCode, Io } from '../../src/cli/command.js';
import { programFolders } from '../../src/cli/program-folders.js';
import { run } from '../../src/cli/run.js';

/** What one command line gave. */
export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs `zuulshift` in this process. */
export async function zuulshift(...args: string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    home: programFolders(new URL('../../src/cli/main.ts', import.meta.url).href),
  };
  const code = await run(args, io);
  return { code, out, err };
}
