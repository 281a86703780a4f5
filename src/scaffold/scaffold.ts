import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Section } from '../convert/converter.js';
import { importConverters } from '../convert/custom/add-converters.js';
import type { PackageModules } from '../convert/custom/register-modules.js';
import { elementXml } from '../convert/elements/element-xml.js';
import { elementsOf, type Catalogue } from '../convert/load-catalogue.js';
import { InputError } from '../model/input-error.js';
import { convertSample } from '../testing/convert-sample.js';
import { expectedText } from '../testing/sample-checks.js';
import { composed, smallest } from './compose-sample.js';
import { converterSource } from './converter-source.js';
import { counted, kebabCase, lastPart, pluginOf, sectionOfElement } from './describe-element.js';
import type { Occurrence } from './find-elements.js';
import { inferShape } from './infer-shape.js';
import { scaffoldLayout, type ScaffoldLayout } from './scaffold-files.js';

export interface ScaffoldRequest {
  /** Java class. */
  readonly element: string;
  /** At least one. */
  readonly occurrences: readonly Occurrence[];
  /** Folder of converters; is made where it is missing. */
  readonly folder: string;
  readonly section?: Section;
  /** Name of the file without its ending; by default after the class. */
  readonly name?: string;
  /** What the converter will be used with: the samples are converted through it. */
  readonly catalogue: Catalogue;
  readonly modules: PackageModules;
}

export interface Scaffolded {
  /** Files that were written: converter, test, samples. */
  readonly files: readonly string[];
  /** `17 elements in 12 jobs`. */
  readonly origin: string;
  /** Command that runs the test. */
  readonly run: string;
}

/**
 * Writes a converter for an element with its test and samples. What is written compiles and passes at once.
 *
 * @throws InputError where the section cannot be told, and where a file is there already; nothing is written then.
 */
export async function scaffold(request: ScaffoldRequest): Promise<Scaffolded> {
  const { element, occurrences, folder } = request;
  const elements = occurrences.map((one) => one.element);
  const section = request.section ?? sectionOfElement(elements[0]!);
  if (section === undefined) {
    const message = `what <${elements[0]!.name}> is in <${elements[0]!.parent!.name}> cannot be told; say it with --section`;
    throw new InputError({ at: elements[0]!.at, message });
  }
  const name = request.name ?? freeName(element, pluginOf(elements, element), request.catalogue);
  const layout = scaffoldLayout(folder, name, section);
  const jobs = new Set(occurrences.map(({ job }) => job)).size;
  const origin = `${counted(elements.length, 'element')} in ${counted(jobs, 'job')}`;
  const plugin = pluginOf(elements, element);
  const source = { element, name, section, plugin, shape: inferShape(elements), origin, imports: layout.imports };
  const samples = { minimal: elementXml(smallest(elements)), full: elementXml(composed(elements)) };
  refuseExisting(layout);
  const written = new Written();
  try {
    written.write(layout.converter, converterSource(source));
    written.write(layout.test, layout.testText);
    for (const [sample, xml] of Object.entries(samples)) written.write(join(layout.samples, sample, 'input.xml'), xml);
    const catalogue = await withNew(request, layout.converter, name);
    for (const [sample, xml] of Object.entries(samples)) {
      written.write(join(layout.samples, sample, 'expected.yaml'), expectedText(convertSample(xml, catalogue)));
    }
  } catch (error) {
    written.remove();
    throw error;
  }
  return { files: written.files, origin, run: layout.run };
}

/** Files of one run: all of them, or none. */
class Written {
  readonly files: string[] = [];

  write(file: string, text: string): void {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new InputError({ at: { file, line: 0 }, message: `cannot be written (${code}); choose another folder` });
    }
    this.files.push(file);
  }

  remove(): void {
    for (const file of this.files) rmSync(file, { force: true });
  }
}

/** The catalogue with the converter that was just written. */
async function withNew({ catalogue, modules }: ScaffoldRequest, file: string, path: string): Promise<Catalogue> {
  const [entry] = await importConverters([{ file, shown: file, path, url: pathToFileURL(file) }], modules);
  const extended = new Map(catalogue);
  for (const type of elementsOf(entry!.converter)) extended.set(type, entry!);
  return extended;
}

/** A name that no other converter has: codes of findings begin with it. */
function freeName(element: string, plugin: string, catalogue: Catalogue): string {
  const taken = new Set([...catalogue.values()].map(({ name }) => name));
  const own = kebabCase(lastPart(element)) || 'converter';
  for (const name of [own, kebabCase(`${plugin}-${own}`)]) if (!taken.has(name)) return name;
  return kebabCase(element);
}

function refuseExisting({ converter, test, samples }: ScaffoldLayout): void {
  const there = [converter, test, samples].filter((path) => existsSync(path));
  if (there.length === 0) return;
  const message = 'is there already and is not overwritten; take it away, or choose another name with --name';
  throw new InputError(there.map((file) => ({ at: { file, line: 0 }, message })));
}
