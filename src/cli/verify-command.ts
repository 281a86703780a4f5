import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../model/finding.js';
import { InputError } from '../model/input-error.js';
import { formatPlace } from '../model/place.js';
import { isProven, type Waiver } from '../model/verification.js';
import { joinBranches, NO_BRANCHES, type BranchLists } from '../read/branches/branch-lists.js';
import { readLayout } from '../read/layout/read-layout.js';
import { checkPattern } from '../regex/check-pattern.js';
import { displayPaths } from '../report/display-path.js';
import { verificationJson, verificationReport } from '../report/verification-report.js';
import { verificationText } from '../report/verification-text.js';
import type { RecordedEvent } from '../verify/events.js';
import { createV2Evaluator } from '../evaluate/v2/evaluator.js';
import { ExitCode, type Io } from './command.js';
import { functionFiles, type FunctionOptions } from './parameter-functions.js';
import { paintFor } from './paint.js';
import { siteSettings } from './site-settings.js';
import { needFolder, stampInputs } from './verification-inputs.js';
import { verifyTree } from './verify-tree.js';
import { VERSION } from './version.js';

/** Options of `zuulshift verify`, as commander gives them. */
export interface VerifyOptions extends FunctionOptions {
  readonly layout: string;
  readonly converted: string;
  readonly settings?: string;
  readonly branches?: string;
  readonly git?: string;
  readonly events?: string;
  readonly waivers?: string;
  readonly today?: string;
  readonly json?: true;
  readonly evidence: boolean;
}

/** Below the converted tree. */
const EVIDENCE = 'migration/evidence.json';

/**
 * Compares, writes the evidence and reports.
 *
 * @returns `Found` where a difference is unexplained.
 * @throws InputError for everything that is wrong with the inputs: a layout that Zuul v2 refuses, a folder that is not
 *   there, waivers or branches that cannot be read.
 */
export async function verifyCommand(options: VerifyOptions, io: Io): Promise<ExitCode> {
  const { converted } = options;
  const settings = siteSettings(options);
  needFolder(converted);
  const today = dayOf(options.today);
  const waivers = await waiversOf(options);
  const branches = await branchesOf(options);
  const events = await eventsOf(options, io);
  const { zuulV2Version } = settings;
  const { layout } = readLayout(options.layout, { zuulV2Version, checkPattern });
  const v2 = createV2Evaluator(layout, { zuulV2Version });
  const functions = functionFiles(options, io.home.templates);
  const { result, problems } = await verifyTree({
    ...{ layout, v2, converted, settings, depth: 'full', branches, waivers, today },
    ...(events === undefined ? {} : { events }),
    ...(functions === undefined ? {} : { functions }),
  });
  const context = {
    version: VERSION,
    inputs: stampInputs({ ...options, layout: layout.file }),
    problems,
    ...(options.waivers === undefined ? {} : { date: today }),
  };
  const report = verificationReport(
    result,
    context,
    displayPaths([layout.file, ...(options.events === undefined ? [] : [options.events])]),
  );
  const text = verificationJson(report);
  const evidence = options.evidence ? join(converted, EVIDENCE) : undefined;
  if (evidence !== undefined) writeEvidence(evidence, text);
  if (options.json) io.out(text);
  io.err(verificationText(report, evidence, await paintFor(io)));
  return isProven(result) ? ExitCode.Fine : ExitCode.Found;
}

function dayOf(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  if (/^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))) return given;
  const message = `found ${JSON.stringify(given)}, expected a day, as 2027-03-31`;
  throw new InputError({ at: { file: '--today', line: 0 }, message });
}

async function waiversOf({ waivers }: VerifyOptions): Promise<readonly Waiver[]> {
  if (waivers === undefined) return [];
  const { readWaivers } = await import('../verify/waivers/read-waivers.js');
  return readWaivers(waivers);
}

async function branchesOf({ branches, git }: VerifyOptions): Promise<BranchLists> {
  let lists = NO_BRANCHES;
  if (branches !== undefined) {
    const { readBranches } = await import('../read/branches/read-branches.js');
    lists = joinBranches(lists, readBranches(branches));
  }
  if (git !== undefined) {
    const { gitBranches } = await import('../read/branches/git-branches.js');
    lists = joinBranches(lists, gitBranches(git));
  }
  return lists;
}

async function eventsOf({ events }: VerifyOptions, io: Io): Promise<readonly RecordedEvent[] | undefined> {
  if (events === undefined) return undefined;
  const { readEvents } = await import('../read/events/read-events.js');
  const recorded: RecordedEvent[] = [];
  const tell = ({ at, message }: Finding): void => io.err(`zuulshift: ${formatPlace(at)}: ${message}\n`);
  for await (const { event, line } of readEvents(events, tell)) recorded.push({ event, at: { file: events, line } });
  return recorded;
}

function writeEvidence(path: string, text: string): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const message = `the evidence cannot be written (${code}); use --no-evidence to do without it`;
    throw new InputError({ at: { file: path, line: 0 }, message });
  }
}
