import type { Command } from 'commander';
import type { PackageModules } from '../convert/custom/register-modules.js';

/** What the process says when it ends. */
export const ExitCode = {
  /** All went well. */
  Fine: 0,
  /** The check that was asked for found something. */
  Found: 1,
  /** The input or the command line cannot be worked with. */
  BadInput: 2,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Where a command writes. Results go to `out`, words for people to `err`. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Whether a person watches `err`: only then is progress shown and colour used. */
  readonly interactive: boolean;
  /** Folder of the program: holds `templates/`, and `converters/` as it is run. */
  readonly home: ProgramFolders;
}

export interface ProgramFolders {
  readonly converters: URL;
  readonly templates: URL;
  /** The report's template as the build compiled it; need not be there. */
  readonly reportTemplate: URL;
  /** The compiled template of a comparison in HTML, in the same way. */
  readonly diffTemplate: URL;
  /** The module of the thread that converts layouts, as the build made it; need not be there. */
  readonly layoutWorker: URL;
  /** What converters of users import, and what makes Node import them. */
  readonly modules: PackageModules;
}

/** Adds one command to the program. `done` takes the exit code; the start file alone ends the process. */
export type AddCommand = (program: Command, io: Io, done: (code: ExitCode) => void) => void;
