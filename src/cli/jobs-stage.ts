import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldStartedJobs, type FoldedJobs } from '../convert/chains/fold-started-jobs.js';
import type { ExtendedCatalogue } from '../convert/custom/add-converters.js';
import { inheritFolders } from '../convert/folders/inherit-folders.js';
import { convertJenkinsJobs, typesIn, type ConvertedJobs } from '../convert/jenkins/convert-jobs.js';
import { loadCatalogue } from '../convert/load-catalogue.js';
import type { Fault } from '../model/input-error.js';
import { formatPlace } from '../model/place.js';
import type { Settings } from '../model/settings.js';
import type { JenkinsInput } from '../read/jenkins/read-jenkins.js';
import type { JjbInput } from '../read/jjb/read-jjb.js';
import { removeTemporary, TEMPORARY, temporaryFolder } from '../write/output/temporary-folder.js';
import type { EstateRequest } from './convert-estate.js';
import type { ProgramFolders } from './command.js';
import type { Stages } from './stages.js';

export interface JobsStage extends JenkinsInput {
  readonly converted: ConvertedJobs;
  readonly chained: FoldedJobs;
  /** Files that were read: definitions, and converters of the user. */
  readonly files: readonly string[];
  /** What a person who watches should know, and no finding tells: a line each. */
  readonly notes: readonly string[];
}

/** Reads the Jenkins jobs of a request and converts each by itself. */
export async function jobsStage(
  request: EstateRequest,
  settings: Settings,
  home: ProgramFolders,
  stages: Stages,
): Promise<JobsStage> {
  const { documents, faults, files: read, notes } = await stages.timeAsync('read jobs', () => readJobs(request));
  const { catalogue, replaced, files } = await stages.timeAsync('load converters', () =>
    catalogueFor(request.converters, home, typesIn(documents)),
  );
  const own = stages.time('convert jobs', () => convertJenkinsJobs(documents, catalogue, settings));
  const { jobs, findings } = inheritFolders(own.jobs);
  const converted = { ...own, jobs, findings: [...own.findings, ...findings] };
  const chained = stages.time('follow started jobs', () =>
    foldStartedJobs(converted.jobs, { link: request.layout === undefined }),
  );
  const inPlace = replaced.map(({ file, element, ours }) => {
    return `${file}: converts ${element} in place of our own converter ${ours}`;
  });
  return { documents, faults, converted, chained, files: [...read, ...files], notes: [...notes, ...inPlace] };
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

type ReadJobs = JenkinsInput & Pick<JobsStage, 'files' | 'notes'>;

/** All definitions, with the Jenkinsfiles they refer to; a Jenkinsfile that none refers to is a job of its own. */
async function readJobs(request: EstateRequest): Promise<ReadJobs> {
  const read = await readDefinitions(request);
  if (request.jenkinsfiles === undefined) return read;
  const [{ readJenkinsfiles }, { addJenkinsfiles }] = await Promise.all([
    import('../read/jenkinsfile/find-jenkinsfiles.js'),
    import('../read/jenkinsfile/add-jenkinsfiles.js'),
  ]);
  const given = readJenkinsfiles(request.jenkinsfiles);
  const { documents, faults } = addJenkinsfiles(read.documents, given.files);
  return {
    ...read,
    documents,
    faults: [...read.faults, ...given.faults, ...faults],
    files: [...read.files, ...given.files.map(({ file }) => file)],
  };
}

/** All definitions, wherever they come from; the second one of a name is a fault. */
async function readDefinitions({ jenkins, jjb }: EstateRequest): Promise<ReadJobs> {
  const xml = jenkins.length === 0 ? NO_JOBS : (await import('../read/jenkins/read-jenkins.js')).readJenkins(jenkins);
  const files = xml.documents.map(({ file }) => file);
  if (jjb === undefined) return { ...xml, files, notes: [] };
  const built = await readBuilt(jjb);
  const known = new Set(xml.documents.map(({ name }) => name));
  const doubled = built.documents.filter(({ name }) => known.has(name));
  const twice = doubled.map(({ name, file }): Fault => {
    return {
      at: { file, line: 0 },
      message: `defines job '${name}', which --jenkins gives too; leave one of them out`,
    };
  });
  return {
    documents: [...xml.documents, ...built.documents.filter((document) => !doubled.includes(document))],
    faults: [...xml.faults, ...built.faults, ...twice],
    files: [...files, ...built.files],
    notes: built.unnamed.map(({ at, message }) => `${formatPlace(at)}: gives no names to the output: ${message}`),
  };
}

const NO_JOBS: JenkinsInput = { documents: [], faults: [] };

async function readBuilt({ paths, ...options }: NonNullable<EstateRequest['jjb']>): Promise<JjbInput> {
  const { readJjb } = await import('../read/jjb/read-jjb.js');
  const work = temporaryFolder(join(tmpdir(), TEMPORARY));
  try {
    return await readJjb(paths, work, options);
  } finally {
    removeTemporary(work);
  }
}
