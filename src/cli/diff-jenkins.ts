import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import type { ProgramFolders } from './command.js';
import { checkOut } from './diff-side.js';
import { jobsStage } from './jobs-stage.js';
import { trackStages } from './stages.js';
import type { JobDetails } from '../diff/compare-details.js';
import type { LoadedSide } from '../diff/compare-sides.js';
import { InputError } from '../model/input-error.js';
import type { ItemAnswer } from '../model/item-answer.js';
import type { Settings } from '../model/settings.js';

/**
 * Adds Jenkins definitions to the side of a layout: label and time limit of its jobs, the findings of converting them, and their text.
 *
 * @param paths As for `convert --jenkins`, or in a revision of git (`origin/main:jenkins`).
 * @throws InputError for paths that do not exist, definitions that cannot be read, and a side that is no layout.
 */
export async function withJenkins(
  layout: LoadedSide,
  paths: readonly string[],
  settings: Settings,
  home: ProgramFolders,
  dispose: (undo: () => void) => void,
): Promise<LoadedSide> {
  if (layout.side.kind !== 'layout') {
    const message = 'this is a tree: Jenkins definitions belong to a layout of Zuul v2';
    throw new InputError({ at: { file: layout.side.name, line: 0 }, message });
  }
  const folders = paths.map((path) =>
    statSync(path, { throwIfNoEntry: false }) === undefined ? checkOut(path, dispose).path : path,
  );
  const request = { jenkins: folders, layout: layout.side.name, factor: false };
  const { documents, faults, converted } = await jobsStage(
    request,
    settings,
    home,
    trackStages(() => 0),
  );
  if (faults.length > 0) throw new InputError(faults);
  const shown = (file: string): string => {
    const folder = folders.find((path) => file.startsWith(path)) ?? '';
    const below = relative(folder, file).replaceAll('\\', '/');
    return `jenkins/${below === '' ? file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) : below}`;
  };
  const details = new Map(
    converted.jobs.map(({ name, label, timeout }): [string, JobDetails] => [
      name,
      {
        ...(label === undefined ? {} : { nodeset: label }),
        ...(timeout === undefined ? {} : { timeout: `${String(timeout)} s` }),
      },
    ]),
  );
  const findings = converted.findings.map((finding) => ({
    ...finding,
    at: { ...finding.at, file: shown(finding.at.file) },
  }));
  const byAnswer = new WeakMap<ItemAnswer, ReadonlyMap<string, JobDetails>>();
  const files = new Map(layout.files);
  for (const { file } of documents) files.set(shown(file), readFileSync(file));
  return { ...layout, findings, files, details: (item) => detailsOf(layout.evaluator.answer(item)) };

  /** Answers are shared: items that are treated alike give the same object. */
  function detailsOf(answer: ItemAnswer): ReadonlyMap<string, JobDetails> {
    let known = byAnswer.get(answer);
    if (known === undefined) {
      known = new Map(answer.jobs.map(({ name }) => [name, details.get(name) ?? NOTHING]));
      byAnswer.set(answer, known);
    }
    return known;
  }
}

const NOTHING: JobDetails = {};
