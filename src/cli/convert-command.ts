import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { convertEstate, type EstateRequest } from './convert-estate.js';
import { ExitCode, type Io } from './command.js';
import { functionFiles, type FunctionOptions } from './parameter-functions.js';
import { paintFor } from './paint.js';
import { trackProgress } from './progress.js';
import { runKey } from './rerun/run-key.js';
import { tellUnchanged } from './rerun/unchanged-run.js';
import { rememberVerified, verifiedBefore } from './rerun/verified.js';
import { siteSettings } from './site-settings.js';
import { trackStages, type Stages } from './stages.js';
import { VERSION } from './version.js';
import { formatPlace } from '../model/place.js';
import type { Settings } from '../model/settings.js';
import { displayPaths } from '../report/display-path.js';
import { failsOn } from '../report/policy.js';
import { placeFindings } from '../report/output-places.js';
import { reportFiles, reportJson } from '../report/report-files.js';
import { summaryText, type WrittenTree } from '../report/summary.js';
import { editedSince } from '../write/output/edited-since.js';
import type { TreePlan } from '../write/output/plan-tree.js';
import { unchangedTree, type UnchangedTree } from '../write/output/unchanged-tree.js';
import { writeTree } from '../write/output/write-tree.js';
import { renderEstate } from '../write/render-estate.js';

/** Options of `zuulshift convert`, as commander gives them. */
export interface ConvertOptions extends FunctionOptions {
  readonly jenkins?: string[];
  readonly jenkinsfile?: string[];
  readonly jjb?: string[];
  readonly jenkinsJobs?: string;
  readonly jjbConfig?: string;
  readonly jjbTimeout?: number;
  readonly converters?: string[];
  readonly layout?: string;
  readonly settings?: string;
  readonly out: string;
  readonly zuulVersion?: string;
  readonly json?: true;
  readonly dryRun?: true;
  readonly force?: true;
  readonly timings?: true;
  readonly failOn?: 'needs-human' | 'approximated' | 'unread';
  /** Names or patterns of what is written; everything else stays as it is. */
  readonly only?: string[];
  /** Jobs and families that native jobs are written for. */
  readonly native?: string[];
  readonly factor: boolean;
  readonly verify: boolean;
}

/**
 * Converts, writes and reports.
 *
 * @returns `Found` where `--fail-on` found something or an edit clashes with what is new, `BadInput` where a definition could not be read (all others are written).
 * @throws InputError for everything that is wrong with the inputs or the output folder; nothing is written then.
 */
export async function convertCommand(options: ConvertOptions, io: Io): Promise<ExitCode> {
  const progress = trackProgress(io);
  const stages = trackStages(() => performance.now(), progress.stage);
  try {
    const settings = siteSettings(options);
    // Before anything is read: what changes meanwhile then counts as changed since.
    const key = stages.time('hash inputs', () => runKey(options, io.home));
    const same = key === undefined ? undefined : sameAsBefore(key, options);
    if (same !== undefined) {
      const verified = await stages.timeAsync('verify', () => verifiedWords(options, settings, same.edited));
      progress.end();
      const code = await tellUnchanged(same, verified, options, io);
      if (options.timings) tellTimes(stages, io);
      return code;
    }
    const functions = functionFiles(options, io.home.templates);
    const request = {
      ...(functions === undefined ? {} : { functions }),
      jenkins: options.jenkins ?? [],
      ...(options.jenkinsfile === undefined ? {} : { jenkinsfiles: options.jenkinsfile }),
      converters: options.converters ?? [],
      ...jjbRequest(options),
      factor: options.factor,
      ...(options.native === undefined ? {} : { native: options.native }),
      ...(options.layout === undefined ? {} : { layout: options.layout }),
    };
    const { estate, faults, inputs, counts, notes } = await convertEstate(request, settings, io.home, stages);
    const given = [
      ...request.jenkins,
      ...(options.jenkinsfile ?? []),
      ...(options.jjb ?? []),
      ...(options.layout === undefined ? [] : [options.layout]),
      ...request.converters,
      ...(functions?.files ?? []),
    ];
    const shown = displayPaths(given);
    const reportTemplates = { sources: io.home.templates, compiled: io.home.reportTemplate };
    const rendered = stages.time('render', () => renderEstate(estate, { inputs: given, templates: io.home.templates }));
    const only = options.only === undefined ? {} : { only: options.only };
    const part =
      options.only === undefined
        ? undefined
        : (await import('./convert-part.js')).convertPart(options.out, rendered, estate.jobs, options.only);
    const files = part?.files ?? rendered;
    const { report, files: reports } = await stages.timeAsync('report', () =>
      reportFiles(
        { ...estate, findings: placeFindings(estate.findings, estate.jobs, files) },
        { version: VERSION, inputs: given, read: counts, ...only },
        reportTemplates,
      ),
    );
    // Loading what merges takes time, and most runs have nothing to merge.
    const isEdited = options.force !== true && editedSince(options.out).length > 0;
    const merge = isEdited ? { merge: (await import('../write/merge/merge-file.js')).mergeFile } : {};
    const plan = stages.time('write', () =>
      writeTree([...files, ...reports], {
        ...merge,
        // Only a run that has nothing more to tell than its report can be told again.
        ...(key === undefined || part !== undefined || faults.length > 0 || notes.length > 0 ? {} : { runKey: key }),
        out: options.out,
        version: VERSION,
        inputs: part === undefined ? inputs.map((file) => inputDigest(file, shown(file))) : namedInputs(part.inputs),
        inputPaths: [...given, ...(options.settings === undefined ? [] : [options.settings])],
        force: options.force === true,
        dryRun: options.dryRun === true,
      }),
    );
    const verified = await stages.timeAsync('verify', () => verifiedWords(options, settings, plan.edited));
    progress.end();
    if (options.json) io.out(reportJson(report));
    if (options.dryRun) await printPlan(plan, io, options.json === true);
    for (const note of [...notes, ...(part?.notes ?? [])]) io.err(`zuulshift: ${note}\n`);
    for (const fault of faults) io.err(`zuulshift: ${formatPlace(fault.at)}: ${fault.message}\n`);
    io.err(summaryText(report, treeOf(plan, options), verified, await paintFor(io)));
    if (options.timings) tellTimes(stages, io);
    // What could be read is written; that something could not be read must not look like success.
    if (faults.length > 0) return ExitCode.BadInput;
    if (plan.conflicts.length > 0) return ExitCode.Found;
    return failsOn(options.failOn, estate.findings, estate.accounting) ? ExitCode.Found : ExitCode.Fine;
  } finally {
    progress.end();
  }
}

function sameAsBefore(key: string, options: ConvertOptions): UnchangedTree | undefined {
  if (options.force === true || options.dryRun === true || options.only !== undefined) return undefined;
  const { jenkins = [], jenkinsfile = [], layout, settings } = options;
  const read = [...jenkins, ...jenkinsfile, layout, settings].filter((path) => path !== undefined);
  return unchangedTree(options.out, key, read);
}

function tellTimes({ taken }: Stages, io: Io): void {
  for (const { name, milliseconds } of taken) io.err(`${milliseconds.toFixed(1).padStart(8)} ms  ${name}\n`);
}

/** Sources of Job Builder, where some are given. */
function jjbRequest({ jjb, jenkinsJobs, jjbConfig, jjbTimeout }: ConvertOptions): Pick<EstateRequest, 'jjb'> {
  if (jjb === undefined) return {};
  return {
    jjb: {
      paths: jjb,
      ...(jenkinsJobs === undefined ? {} : { command: jenkinsJobs }),
      ...(jjbConfig === undefined ? {} : { config: jjbConfig }),
      ...(jjbTimeout === undefined ? {} : { timeout: jjbTimeout }),
    },
  };
}

/**
 * Whether the written tree runs what the layout ran, in a line; `undefined` where nothing can be compared.
 *
 * @param edited Files that people edited or removed.
 */
async function verifiedWords(
  options: ConvertOptions,
  settings: Settings,
  edited: readonly string[],
): Promise<string | undefined> {
  if (!options.verify || options.dryRun === true || options.layout === undefined) return undefined;
  // The rest is not what the layout says now, and need not be.
  if (options.only !== undefined) return undefined;
  const before = verifiedBefore(options.out, edited);
  if (before !== undefined) return before;
  const [{ quickVerify }, { verifyLine }] = await Promise.all([
    import('./quick-verify.js'),
    import('../report/verification-words.js'),
  ]);
  const line = verifyLine(await quickVerify(options.layout, options.out, settings));
  rememberVerified(options.out, edited, line);
  return line;
}

/** A tree in which only a part is new is as old as the rest of it. */
function namedInputs(inputs: Readonly<Record<string, string>>): { name: string; sha256: string }[] {
  return Object.entries(inputs).map(([name, sha256]) => ({ name, sha256 }));
}

function inputDigest(file: string, name: string): { name: string; sha256: string } {
  return { name, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') };
}

async function printPlan(plan: TreePlan, io: Io, quiet: boolean): Promise<void> {
  if (quiet) return;
  const { treeDiff } = await import('../write/output/tree-diff.js');
  io.out(await treeDiff(plan));
}

function treeOf(plan: TreePlan, options: ConvertOptions): WrittenTree {
  const count = (kind: TreePlan['changes'][number]['kind']): number =>
    plan.changes.filter((change) => change.kind === kind).length;
  return {
    out: options.out,
    created: count('create'),
    changed: count('change'),
    removed: count('remove'),
    unchanged: plan.unchanged,
    edited: plan.edited,
    conflicts: plan.conflicts,
    dryRun: options.dryRun === true,
  };
}
