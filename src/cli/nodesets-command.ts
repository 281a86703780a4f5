import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { ExitCode, type Io } from './command.js';
import { InputError } from '../model/input-error.js';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.js';
import { burnDown, type SettingsAt } from '../nodesets/burn-down.js';
import { burnDownChart } from '../nodesets/burn-down-chart.js';
import { checkNodes } from '../nodesets/check-nodes.js';
import { withoutPins, withPin, type EditedText, type Pin } from '../nodesets/edit-pins.js';
import { treeNodes, type JobNodes } from '../nodesets/job-states.js';
import { nextSteps } from '../nodesets/next-steps.js';
import { revisionFiles, treeFiles } from '../nodesets/tree-files.js';
import { burnDownText, checkText, listText } from '../nodesets/words.js';
import { folderPrefix } from '../read/git-history.js';
import { readGitTree } from '../read/git-tree.js';
import { parseSettings, readSettings } from '../read/settings.js';
import { isFolder } from '../write/output/output-folder.js';
import { mergeLines } from '../write/merge/merge-lines.js';

/** Options of the commands that look at a tree, as commander gives them. */
export interface TreeOptions {
  readonly converted: string;
  readonly settings?: string;
  readonly json?: true;
  readonly base?: string;
  readonly today?: string;
  readonly svg?: string;
}

/** Options of the commands that change the settings. */
export interface PinOptions extends Omit<Pin, 'job' | 'nodeset'> {
  readonly settings: string;
}

export interface TryOptions {
  readonly settings: string;
  readonly days: number;
  readonly reason?: string;
  readonly owner?: string;
  readonly today?: string;
}

/** Lists the jobs of a tree. @throws InputError for a tree or settings that cannot be read. */
export function listCommand(options: TreeOptions, io: Io): ExitCode {
  const tree = treeNodes(treeFiles(options.converted), settingsOf(options).nodesets);
  if (!options.json) io.out(listText(tree));
  else io.out(json({ jobs: tree.jobs.map(jobJson), gone: tree.gone }));
  return ExitCode.Fine;
}

/** @returns `Found` where there is a problem. @throws InputError as `listCommand` does, and for an unknown base. */
export function checkCommand(options: TreeOptions, io: Io): ExitCode {
  const { nodesets } = settingsOf(options);
  const { converted, base } = options;
  const before = base === undefined ? undefined : isFolder(base) ? treeFiles(base) : revisionFiles(base, converted);
  const checked = checkNodes({
    tree: treeNodes(treeFiles(converted), nodesets),
    settings: nodesets,
    settingsFile: options.settings ?? 'zuulshift.yaml',
    today: options.today ?? today(),
    ...(before === undefined ? {} : { base: treeNodes(before, nodesets) }),
  });
  io.out(options.json ? json(checked) : checkText(checked));
  return checked.problems.length > 0 ? ExitCode.Found : ExitCode.Fine;
}

/** Prints the way from legacy to native. @throws InputError as `burnDown` does, and for a chart that cannot be written. */
export function burnDownCommand(options: TreeOptions, io: Io): ExitCode {
  const files = treeFiles(options.converted);
  const tree = treeNodes(files, settingsOf(options).nodesets);
  const points = burnDown(options.converted, tree, options.today ?? today(), settingsThen(options, io));
  const steps = nextSteps(tree, files);
  if (options.svg !== undefined) write(options.svg, burnDownChart(points));
  io.out(options.json ? json({ points, steps }) : burnDownText(points, steps));
  return ExitCode.Fine;
}

/** Adds or replaces a pin. @throws InputError for settings that cannot be read. */
export function pinCommand(job: string, nodeset: string, options: PinOptions, io: Io): ExitCode {
  const { settings, ...more } = options;
  change(settings, (text) => withPin(text, settings, { job, nodeset, ...more }));
  io.out(`${settings}: ${job} is pinned to ${nodeset}${untilText(more.expires)}; convert again to write it\n`);
  return ExitCode.Fine;
}

/** @throws InputError for a job that has no pin. */
export function unpinCommand(job: string, { settings }: PinOptions, io: Io): ExitCode {
  change(settings, (text) => {
    const edited = withoutPins(text, settings, job);
    if (edited !== undefined) return edited;
    throw new InputError({
      at: { file: settings, line: 0 },
      message: `there is no pin of ${job}; see zuulshift nodesets list`,
    });
  });
  io.out(`${settings}: ${job} is pinned no more; convert again to write it\n`);
  return ExitCode.Fine;
}

/** Pins a job for a few days. @throws InputError where another pin would get lost. */
export function tryCommand(job: string, nodeset: string, options: TryOptions, io: Io): ExitCode {
  const { settings, days, reason = 'tried on another image', owner } = options;
  const expires = later(options.today ?? today(), days);
  const known = existsSync(settings) ? readSettings(settings).nodesets.pins : [];
  const other = known.find((pin) => pin.job === job && pin.branches === undefined && pin.nodeset !== nodeset);
  if (other !== undefined) {
    const message = `${job} is pinned to ${other.nodeset} already; unpin it first, or change it with zuulshift nodesets pin`;
    throw new InputError({ at: other.at, message });
  }
  return pinCommand(job, nodeset, { settings, reason, ...(owner === undefined ? {} : { owner }), expires }, io);
}

function settingsOf({ settings }: TreeOptions): Settings {
  return settings === undefined ? DEFAULT_SETTINGS : readSettings(settings);
}

/** The settings as they were with a commit, where they lie in the same repository. Unreadable ones are told and left out. */
function settingsThen({ converted, settings }: TreeOptions, io: Io): SettingsAt {
  if (settings === undefined) return () => undefined;
  const top = resolve(
    converted,
    ...folderPrefix(converted)
      .split('/')
      .filter(Boolean)
      .map(() => '..'),
  );
  const path = relative(top, resolve(settings)).replaceAll('\\', '/');
  if (path.startsWith('..')) {
    io.err(
      `zuulshift: ${settings} is not in the repository of the tree: what it marks as native counts for today only\n`,
    );
    return () => undefined;
  }
  return ({ commit }) => {
    try {
      const object = readGitTree(`${commit}:${path}`, { folder: converted });
      return object.kind === 'file' ? parseSettings(object.content.toString('utf8'), path).nodesets : undefined;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      io.err(`zuulshift: ${commit.slice(0, 10)}: marks of that time are not known: ${error.message.split('\n')[0]!}\n`);
      return undefined;
    }
  };
}

/** Changes a settings file as little as possible, and only to one that can be read. */
function change(path: string, edit: (text: string) => EditedText): void {
  const isThere = existsSync(path);
  if (isThere) readSettings(path);
  const text = isThere ? readFileSync(path, 'utf8') : '';
  const { before, after } = edit(text);
  // By lines every byte beside the edit stays; where that does not go, the document model's own writing is taken.
  const merged = mergeLines({ base: before, edited: text, generated: after });
  const result = merged.conflicts > 0 ? after : merged.text;
  parseSettings(result, path);
  write(path, result);
}

/** Writes a file wholly or not at all. */
function write(path: string, text: string): void {
  const beside = `${path}.zuulshift-new`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new InputError({ at: { file: path, line: 0 }, message: `cannot be written (${code})` });
  }
}

function jobJson({ job, state, v2, nodesets, pins, definition }: JobNodes): object {
  return { job, state, v2, nodesets, pins, file: definition.at.file, line: definition.at.line };
}

function json(value: object): string {
  return `${JSON.stringify({ schemaVersion: 1, ...value }, undefined, 2)}\n`;
}

function untilText(expires: string | undefined): string {
  return expires === undefined ? '' : ` until ${expires}`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
