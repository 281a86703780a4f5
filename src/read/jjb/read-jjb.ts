import { statSync } from 'node:fs';
import { InputError, type Fault } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';
import type { Element } from '../jenkins/element.js';
import { readJenkins, type JenkinsDocument } from '../jenkins/read-jenkins.js';
import { jobFinder } from './match-jobs.js';
import { runJenkinsJobs, type JenkinsJobsOptions } from './run-jenkins-jobs.js';
import { readJjbSources, type JjbSources } from './sources.js';
import { traceElements } from './trace-elements.js';

/** Sources of Jenkins Job Builder, as jobs. */
export interface JjbInput {
  readonly documents: readonly JenkinsDocument[];
  readonly faults: readonly Fault[];
  /** Sources that were read, as the user would name them. */
  readonly files: readonly string[];
  /** Sources whose names could not be taken over. */
  readonly unnamed: readonly Fault[];
}

/**
 * Reads sources of Jenkins Job Builder: an installed `jenkins-jobs` makes XML of them, which is read as any other. Elements
 * have the places of what they were made from, as far as that can be told: the job or template, the component of a macro.
 *
 * @param paths Folders or files, as the user gave them.
 * @param made An empty folder for the XML. Nothing that is returned tells of it.
 * @throws InputError for paths that are not there, and as `runJenkinsJobs` does.
 */
export async function readJjb(paths: readonly string[], made: string, options: JenkinsJobsOptions): Promise<JjbInput> {
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) {
      throw new InputError({
        at: { file: path, line: 0 },
        message: 'does not exist; --jjb takes sources of Job Builder',
      });
    }
  }
  const sources = readJjbSources(paths);
  if (sources.files.length === 0) {
    const message = 'holds no source of Job Builder; expected *.yaml or *.yml';
    throw new InputError({ at: { file: paths.join(', '), line: 0 }, message });
  }
  await runJenkinsJobs(paths, made, options);
  const { documents, faults } = readMade(made, paths);
  const findSource = jobFinder(sources);
  return {
    documents: documents.map((document) => placed(document, findSource(document.name), sources, paths)),
    faults: faults.map(({ at, message }) => {
      return { at: { file: paths.join(', '), line: 0 }, message: `${nameIn(made, at)} ${message}` };
    }),
    files: sources.files,
    unnamed: sources.faults,
  };
}

/** @throws InputError where Job Builder made no job. */
function readMade(made: string, paths: readonly string[]): ReturnType<typeof readJenkins> {
  try {
    return readJenkins([made]);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const message = 'defines no job: Job Builder made none of it';
    throw new InputError({ at: { file: paths.join(', '), line: 0 }, message });
  }
}

function nameIn(folder: string, { file }: Place): string {
  return `the job ${file.slice(folder.length + 1)}`;
}

/** The document with places in the sources. Nothing in it tells where it was made. */
function placed(
  document: JenkinsDocument,
  source: ReturnType<ReturnType<typeof jobFinder>>,
  sources: JjbSources,
  paths: readonly string[],
): JenkinsDocument {
  const { name, root } = document;
  const places: ReadonlyMap<Element, Place> =
    source === undefined ? new Map([[root, { file: paths[0]!, line: 0 }]]) : traceElements(root, source, sources);
  root.source.placeOf = (element) => {
    for (let one: Element | undefined = element; one !== undefined; one = one.parent) {
      const place = places.get(one);
      if (place !== undefined) return place;
    }
    return places.get(root)!;
  };
  return { name, file: places.get(root)!.file, root };
}
