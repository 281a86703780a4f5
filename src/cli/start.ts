import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import type { Io } from './command.js';
import { programFolders } from './program-folders.js';
import { run } from './run.js';

/** What `npm start` does: converts the sample estate of the checkout and says where to look. */
const root = fileURLToPath(new URL('../../../', import.meta.url));
process.chdir(root);

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
  home: programFolders(import.meta.url),
};

const out = 'out/sample';
const code = await run(
  ['convert', '--jenkins', 'samples/estate/jenkins', '--layout', 'samples/estate/layout.yaml'].concat([
    '--settings',
    'samples/estate/zuulshift.yaml',
    '--out',
    out,
  ]),
  io,
);
if (code === 0) {
  io.out(
    [
      '',
      `The sample estate (samples/estate) is now a Zuul v3 configuration in ${relative(process.cwd(), out)}:`,
      `  ${out}/migration/report.md   what became of every job, and what is left for a person`,
      `  ${out}/zuul.d/               pipelines, jobs, projects, queues`,
      `  ${out}/playbooks/            what the jobs do`,
      '',
    ].join('\n'),
  );
}
process.exitCode = code;
