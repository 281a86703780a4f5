import { foldStartedJobs, type FoldedJobs } from '../convert/chains/fold-started-jobs.js';
import type { ExtendedCatalogue } from '../convert/custom/add-converters.js';
import { convertJenkinsJobs, typesIn, type ConvertedJobs } from '../convert/jenkins/convert-jobs.js';
import { loadCatalogue } from '../convert/load-catalogue.js';
import type { Settings } from '../model/settings.js';
import type { JenkinsInput } from '../read/jenkins/read-jenkins.js';
import type { EstateRequest } from './convert-estate.js';
import type { ProgramFolders } from './command.js';
import type { Stages } from './stages.js';

export interface JobsStage extends JenkinsInput {
  readonly converted: ConvertedJobs;
  readonly chained: FoldedJobs;
  /** Files that were read: definitions, and converters of the user. */
  readonly files: readonly string[];
  /** Converters of the user that stand in place of ours. */
  readonly replaced: ExtendedCatalogue['replaced'];
}

/** Reads the Jenkins jobs of a request and converts each by itself. */
export async function jobsStage(
  request: EstateRequest,
  settings: Settings,
  home: ProgramFolders,
  stages: Stages,
): Promise<JobsStage> {
  const { documents, faults } = await stages.timeAsync('read jobs', () => readJobs(request.jenkins));
  const { catalogue, replaced, files } = await stages.timeAsync('load converters', () =>
    catalogueFor(request.converters, home, typesIn(documents)),
  );
  const converted = stages.time('convert jobs', () => convertJenkinsJobs(documents, catalogue, settings));
  const chained = stages.time('follow started jobs', () => foldStartedJobs(converted.jobs));
  return { documents, faults, converted, chained, replaced, files: [...documents.map(({ file }) => file), ...files] };
}

/**
 * Our converters, and over them those in folders of the user.
 *
 * @param only Java classes that are needed; absent: all.
 * @throws InputError as `addConverters` does.
 */
export async function catalogueFor(
  converters: readonly string[] = [],
  home: ProgramFolders,
  only?: ReadonlySet<string>,
): Promise<ExtendedCatalogue> {
  const catalogue = await loadCatalogue([home.converters], only);
  if (converters.length === 0) return { catalogue, replaced: [], files: [] };
  const { addConverters } = await import('../convert/custom/add-converters.js');
  const extended = await addConverters(catalogue, converters, home.converters, home.modules);
  return { ...extended, replaced: extended.replaced.filter(({ element }) => only?.has(element) !== false) };
}

async function readJobs(paths: readonly string[]): Promise<JenkinsInput> {
  if (paths.length === 0) return { documents: [], faults: [] };
  const { readJenkins } = await import('../read/jenkins/read-jenkins.js');
  return readJenkins(paths);
}
