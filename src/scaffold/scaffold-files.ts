import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Section } from '../convert/converter.js';
import type { ConverterImports } from './converter-source.js';

/** Where the files of a new converter go, and what they import. */
export interface ScaffoldLayout {
  readonly converter: string;
  readonly test: string;
  readonly testText: string;
  /** Folder with one folder for each sample. */
  readonly samples: string;
  readonly imports: ConverterImports;
  /** Command that runs the test. */
  readonly run: string;
}

/** Layout for a folder of a user: converter and test side by side, the samples below. */
function userLayout(folder: string, name: string): ScaffoldLayout {
  const test = join(folder, `${name}.test.ts`);
  const imports = {
    defineConverter: 'zuulshift',
    elementXml: 'zuulshift',
    element: 'zuulshift',
    failStep: 'zuulshift',
  };
  return {
    converter: join(folder, `${name}.ts`),
    test,
    testText: "import { samplesOf } from 'zuulshift/testing';\n\nsamplesOf(import.meta.url);\n",
    samples: join(folder, 'samples', name),
    imports,
    run: `node --import zuulshift/register --test ${test.includes(' ') ? `'${test}'` : test}`,
  };
}

/** Layout of our own sources. */
function ownLayout(folder: string, name: string, section: Section): ScaffoldLayout {
  const below = section === 'job' ? 'jobs' : section;
  const root = join(folder, '..');
  const test = join(root, 'test', 'converters', below, `${name}.test.ts`);
  return {
    converter: join(folder, below, `${name}.ts`),
    test,
    testText: `import { samplesOf } from '../../support/samples.js';\n\nsamplesOf('${below}/${name}');\n`,
    samples: join(root, 'samples', below, name),
    imports: {
      defineConverter: '../../src/convert/converter.js',
      elementXml: '../../src/convert/elements/element-xml.js',
      element: '../../src/read/jenkins/element.js',
      failStep: '../../src/model/step.js',
    },
    run: `npx ava ${test}`,
  };
}

/** @param folder Folder of converters, ours or one of a user. */
export function scaffoldLayout(folder: string, name: string, section: Section): ScaffoldLayout {
  return isOurs(folder) ? ownLayout(folder, name, section) : userLayout(folder, name);
}

/** Whether a folder is that of the converters in a checkout of our sources. */
export function isOurs(folder: string): boolean {
  const manifest = join(folder, '..', 'package.json');
  if (!existsSync(manifest) || !existsSync(join(folder, '..', 'src', 'convert', 'converter.ts'))) return false;
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown }).name === 'zuulshift';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
