import { writeFileSync } from 'node:fs';
import { ExitCode, type Io } from './command.js';
import type { DiffFormat } from './diff-formats.js';
import { loadSide } from './diff-side.js';
import { paintFor } from './paint.js';
import { siteSettings } from './site-settings.js';
import { VERSION } from './version.js';
import { compareSides, type LoadedSide } from '../diff/compare-sides.js';
import type { Comparison } from '../model/comparison.js';
import { InputError } from '../model/input-error.js';
import { prefixOf } from '../report/diff/annotations.js';
import { diffGerrit } from '../report/diff/gerrit.js';
import { diffGithub } from '../report/diff/github.js';
import { diffHtml } from '../report/diff/html.js';
import { diffJson } from '../report/diff/json.js';
import { diffMarkdown } from '../report/diff/markdown.js';
import { diffSarif } from '../report/diff/sarif.js';
import { diffText } from '../report/diff/text.js';
import { failsOn } from '../report/policy.js';

/** Options of `zuulshift diff`, as commander gives them. */
export interface DiffOptions {
  readonly settings?: string;
  readonly jenkinsBefore?: string[];
  readonly jenkinsAfter?: string[];
  readonly format: DiffFormat;
  readonly output?: string;
  readonly limit?: string;
  readonly link?: string;
  readonly pathPrefix?: string;
  readonly failOn?: 'needs-human' | 'approximated' | 'unread';
}

/**
 * Compares two sides and prints what came of it.
 *
 * @returns `Found` where `--fail-on` finds something among the new findings.
 * @throws InputError for a side that does not exist or cannot be read.
 */
export async function diffCommand(before: string, after: string, options: DiffOptions, io: Io): Promise<ExitCode> {
  const settings = siteSettings(options);
  const limit = limitOf(options.limit);
  const undo: (() => void)[] = [];
  try {
    const dispose = (one: () => void): void => void undo.push(one);
    const load = async (name: string, jenkins: readonly string[] | undefined): Promise<LoadedSide> => {
      const side = await loadSide(name, settings, dispose);
      if (jenkins === undefined) return side;
      const { withJenkins } = await import('./diff-jenkins.js');
      return withJenkins(side, jenkins, settings, io.home, dispose);
    };
    const sides = [await load(before, options.jenkinsBefore), await load(after, options.jenkinsAfter)] as const;
    const comparison = compareSides(...sides);
    const fails = failsOn(options.failOn, comparison.findings.added);
    const text = await printed(
      comparison,
      { ...options, ...(limit === undefined ? {} : { characters: limit }) },
      fails,
      io,
    );
    if (options.output === undefined) io.out(text);
    else writeReport(options.output, text);
    return fails ? ExitCode.Found : ExitCode.Fine;
  } finally {
    for (const one of undo) one();
  }
}

type Printing = Omit<DiffOptions, 'limit'> & { readonly characters?: number };

async function printed(comparison: Comparison, options: Printing, fails: boolean, io: Io): Promise<string> {
  const { format, link, characters } = options;
  const linked = link === undefined ? {} : { link };
  const prefix = options.pathPrefix ?? prefixOf(comparison.after);
  switch (format) {
    case 'text':
      return diffText(comparison, options.output === undefined ? await paintFor(io) : undefined);
    case 'markdown':
      return diffMarkdown(comparison, { ...linked, ...(characters === undefined ? {} : { limit: characters }) });
    case 'html':
      return diffHtml(comparison, { sources: io.home.templates, compiled: io.home.diffTemplate });
    case 'gerrit':
      return diffGerrit(comparison, prefix, link);
    case 'github':
      return diffGithub(comparison, prefix, fails, link);
    case 'sarif':
      return diffSarif(comparison, prefix, VERSION);
    case 'json':
      return diffJson(comparison);
  }
}

function limitOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 500) return limit;
  const message = `found ${JSON.stringify(given)}, expected a number of characters from 500 on`;
  throw new InputError({ at: { file: '--limit', line: 0 }, message });
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InputError({
      at: { file: path, line: 0 },
      message: `cannot be written (${code}); choose another --output`,
    });
  }
}
