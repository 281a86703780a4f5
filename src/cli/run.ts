import { Command, CommanderError } from 'commander';
import { InputError } from '../model/input-error.js';
import { ExitCode, type Io } from './command.js';
import { addCatalogue } from './commands/catalogue.js';
import { addConvert } from './commands/convert.js';
import { addDiff } from './commands/diff.js';
import { addExplain } from './commands/explain.js';
import { addNodesets } from './commands/nodesets.js';
import { addRunJob } from './commands/run-job.js';
import { addScaffold } from './commands/scaffold.js';
import { addStatus } from './commands/status.js';
import { addVerify } from './commands/verify.js';
import { formatPlace } from '../model/place.js';
import { VERSION } from './version.js';

/**
 * Runs one command line (without node and script name) and tells how it ended.
 * Faults of the user's input become one line each on `io.err`; anything else that is thrown is a defect and passes through.
 */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = ExitCode.Fine;
  const program = new Command('zuulshift')
    .description('Takes a CI installation from Jenkins and Zuul v2 to Zuul v3.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(see zuulshift --help)')
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  for (const add of [
    addConvert,
    addVerify,
    addDiff,
    addExplain,
    addCatalogue,
    addScaffold,
    addRunJob,
    addStatus,
    addNodesets,
  ]) {
    add(program, io, (ended) => {
      code = ended;
    });
  }
  // Options and output handling of the program hold for its commands as well.
  inheritSettings(program);
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return ExitCode.BadInput;
    }
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Fine : ExitCode.BadInput;
    if (error instanceof InputError) {
      for (const fault of error.faults) io.err(`zuulshift: ${formatPlace(fault.at)}: ${fault.message}\n`);
      return ExitCode.BadInput;
    }
    throw error;
  }
}

function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inheritSettings(command);
  }
}
