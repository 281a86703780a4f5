import { existsSync } from 'node:fs';
import type { Section } from '../convert/converter.js';
import { userFilesBelow } from '../convert/custom/user-modules.js';
import { InputError } from '../model/input-error.js';
import { DEFAULT_SETTINGS } from '../model/settings.js';
import { formatPlace } from '../model/place.js';
import { unescapeClassName } from '../read/jenkins/element.js';
import { readJenkins, type JenkinsDocument } from '../read/jenkins/read-jenkins.js';
import type { ExtendedCatalogue } from '../convert/custom/add-converters.js';
import { nearNames, occurrencesOf, unknownElements, type UnknownElement } from '../scaffold/find-elements.js';
import { isOurs } from '../scaffold/scaffold-files.js';
import { ExitCode, type Io } from './command.js';
import { catalogueFor } from './jobs-stage.js';

/** Options of `zuulshift scaffold`, as commander gives them. */
export interface ScaffoldOptions {
  readonly jenkins: string[];
  readonly converters: string;
  readonly section?: Section;
  readonly name?: string;
  readonly force?: true;
  readonly list?: true;
  readonly json?: true;
}

/**
 * Lists the elements that no converter knows, or writes a converter for one.
 *
 * @returns `BadInput` where a definition could not be read: what was written does not know of it.
 * @throws InputError for an element that does not occur or is known, and files that are there already.
 */
export async function scaffoldCommand(
  element: string | undefined,
  options: ScaffoldOptions,
  io: Io,
): Promise<ExitCode> {
  if (element === undefined && options.list !== true) {
    const message = 'name the element to write a converter for, or list those that no converter knows with --list';
    throw new InputError({ at: { file: 'scaffold', line: 0 }, message });
  }
  const { documents, faults } = readJenkins(options.jenkins);
  const { converters } = options;
  // In a checkout of ours the folder's converters are those of the program.
  const theirs = existsSync(converters) && !isOurs(converters) && userFilesBelow(converters).length > 0;
  const extended = await catalogueFor(theirs ? [converters] : [], io.home);
  for (const fault of faults) io.err(`zuulshift: ${formatPlace(fault.at)}: ${fault.message}\n`);
  if (element === undefined || options.list === true) {
    const unknown = unknownElements(documents, extended.catalogue, DEFAULT_SETTINGS);
    io.out(options.json ? listAsJson(unknown) : listAsText(unknown));
    if (unknown.length === 0) io.err('Every element in these definitions has a converter.\n');
  } else await write(unescapeClassName(element), documents, extended, options, io);
  return faults.length > 0 ? ExitCode.BadInput : ExitCode.Fine;
}

async function write(
  element: string,
  documents: readonly JenkinsDocument[],
  { catalogue }: ExtendedCatalogue,
  { converters: folder, section, name, force, jenkins }: ScaffoldOptions,
  io: Io,
): Promise<void> {
  const occurrences = occurrencesOf(documents, element);
  if (occurrences.length === 0) {
    const near = nearNames(documents, element);
    const hint = near.length === 0 ? 'see scaffold --list' : `did you mean ${near.join(', or ')}?`;
    throw new InputError({ at: { file: jenkins.join(', '), line: 0 }, message: `no <${element}> occurs; ${hint}` });
  }
  const known = catalogue.get(element);
  if (known !== undefined && (force !== true || known.file !== undefined)) {
    const own = known.file !== undefined;
    const advice = own ? 'change that one' : 'use --force to write one that stands in its place';
    const message = `${element} has a converter already, ${known.file ?? `${known.path} of zuulshift`}; ${advice}`;
    throw new InputError({ at: { file: 'scaffold', line: 0 }, message });
  }
  const { scaffold } = await import('../scaffold/scaffold.js');
  const written = await scaffold({
    ...{ element, occurrences, folder, catalogue, modules: io.home.modules },
    ...(section === undefined ? {} : { section }),
    ...(name === undefined ? {} : { name }),
  });
  for (const file of written.files) io.out(`${file}\n`);
  io.err(`Fields and samples are those of ${written.origin}.\n`);
  io.err(`Now write convert() in ${written.files[0]!}; its test: ${written.run}\n`);
}

/** Number of elements, class, section, number of jobs, first place; separated by tabs. */
function listAsText(unknown: readonly UnknownElement[]): string {
  return unknown
    .map(({ type, section, occurrences }) => {
      const jobs = new Set(occurrences.map(({ job }) => job)).size;
      const first = formatPlace(occurrences[0]!.element.at);
      return `${[String(occurrences.length), type, section, String(jobs), first].join('\t')}\n`;
    })
    .join('');
}

function listAsJson(unknown: readonly UnknownElement[]): string {
  const list = unknown.map(({ type, section, occurrences }) => ({
    element: type,
    section,
    count: occurrences.length,
    jobs: [...new Set(occurrences.map(({ job }) => job))],
    at: occurrences.map(({ element }) => element.at),
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}
