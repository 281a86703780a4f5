#!/usr/bin/env node
import './tune-v8.js';
import type { Io } from './command.js';
import { programFolders } from './program-folders.js';
import { run } from './run.js';
import { discardUnfinished } from '../write/output/temporary-folder.js';

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
  home: programFolders(import.meta.url),
};

// A reader that closes the pipe early (`| head`) is no defect.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Whoever stops the program finds the output as it was: what is half done lies in a folder of its own, which goes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    discardUnfinished();
    process.kill(process.pid, signal);
  });
}

process.exitCode = await run(process.argv.slice(2), io);
