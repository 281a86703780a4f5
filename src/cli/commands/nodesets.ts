import { InvalidArgumentError, type Command } from 'commander';
import { isDay, isNodesetName } from '../../read/settings-nodesets.js';
import type { AddCommand } from '../command.js';
import type * as Commands from '../nodesets-command.js';
import type { PinOptions, TreeOptions, TryOptions } from '../nodesets-command.js';

const DAYS = 14;

/** `zuulshift nodesets …`: on what nodes the jobs of a converted tree run, and what keeps them there. */
export const addNodesets: AddCommand = (program, io, done) => {
  const nodesets = program
    .command('nodesets')
    .description('say on what nodes jobs run, pin them, and count down the legacy ones');
  const load = (): Promise<typeof Commands> => import('../nodesets-command.js');

  onTree(nodesets.command('list').description('list jobs: legacy or native, nodesets, pins')).action(
    async (options: TreeOptions) => done(await (await load()).listCommand(options, io)),
  );
  onSettings(nodesets.command('pin').description('keep a job on a nodeset: add or replace its pin in the settings'))
    .argument('<job>', 'name in v3 or v2')
    .argument('<nodeset>', 'nodeset to keep it on', nodesetName)
    .option('--branches <regex>', 'only on branches that match (RE2)')
    .option('--reason <text>', 'why')
    .option('--owner <name>', 'who looks after it')
    .option('--blocker <text>', 'what has to be done before the pin can go')
    .option('--expires <day>', 'last day, like 2026-12-31; from the next day on, check fails', day)
    .action(async (job: string, nodeset: string, options: PinOptions) =>
      done(await (await load()).pinCommand(job, nodeset, options, io)),
    );
  onSettings(nodesets.command('unpin').description('remove the pins of a job from the settings'))
    .argument('<job>', 'name as in the pin')
    .action(async (job: string, options: PinOptions) => done(await (await load()).unpinCommand(job, options, io)));
  onSettings(nodesets.command('try').description('pin a job for a few days, to see whether the image is at fault'))
    .argument('<job>', 'name in v3 or v2')
    .argument('<nodeset>', 'nodeset to try it on', nodesetName)
    .option('--days <number>', 'how long', days, DAYS)
    .option('--reason <text>', 'why')
    .option('--owner <name>', 'who looks after it')
    .option('--today <day>', 'the day that counts as today (default: today in UTC)', day)
    .action(async (job: string, nodeset: string, options: TryOptions) =>
      done(await (await load()).tryCommand(job, nodeset, options, io)),
    );
  onTree(
    nodesets
      .command('check')
      .description('fail on expired pins, labels without nodeset, nodesets without label, and new legacy jobs'),
  )
    .option(
      '--base <tree>',
      'tree before: a folder, or a revision (origin/main, origin/main:ci); legacy jobs that it lacks are new',
    )
    .option('--today <day>', 'the day that counts as today (default: today in UTC)', day)
    .action(async (options: TreeOptions) => done(await (await load()).checkCommand(options, io)));
  onTree(
    nodesets
      .command('burn-down')
      .description('count legacy and native jobs over the git history, and say what comes next'),
  )
    .option('--svg <file>', 'write a chart, too')
    .option('--today <day>', 'the day that counts as today (default: today in UTC)', day)
    .action(async (options: TreeOptions) => done(await (await load()).burnDownCommand(options, io)));
};

function onTree(command: Command): Command {
  return command
    .option('--converted <dir>', 'folder that zuulshift convert wrote', '.')
    .option('--settings <file>', 'zuulshift.yaml with the pins')
    .option('--json', 'print the answer as JSON');
}

function onSettings(command: Command): Command {
  return command.option('--settings <file>', 'settings file to change; made where there is none', 'zuulshift.yaml');
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('Expected a day like 2026-12-31.');
}

function days(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number of days from 1 to 999.');
}

function nodesetName(text: string): string {
  if (isNodesetName(text)) return text;
  throw new InvalidArgumentError('Expected the name of a nodeset: letters, digits, ".", "_" and "-".');
}
