import { deepStrictEqual } from 'node:assert';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { addConverters } from '../convert/custom/add-converters.js';
import { loadCatalogue, type Catalogue } from '../convert/load-catalogue.js';
import { sampleChecks } from '../testing/sample-checks.js';
import { apiHome } from './home.js';

/** Where things are when they are not where `scaffold` puts them. */
export interface SampleOptions {
  /** Folder with all converters, as given to `--converters`. Default: the folder of the test. */
  readonly converters?: URL;
  /** Folder with one folder for each sample. Default: `samples/<name>/` in the folder of the converters. */
  readonly samples?: URL;
}

/**
 * Declares the tests of the converter whose test calls it, for Node's own test runner: every sample gives what its
 * `expected.yaml` promises and leaves nothing unread; `minimal` and `full` exist; every finding the converter declares is
 * shown by a sample; in `full`, every leaf that counts as converted changes the output when it is changed.
 *
 * `UPDATE_SAMPLES=1` writes `expected.yaml` anew. Read the difference before it is committed.
 *
 * @param here `import.meta.url` of the test, called after its converter: `site-notifier.test.ts`.
 */
export function samplesOf(here: string, options: SampleOptions = {}): void {
  const folder = options.converters ?? new URL('./', here);
  const name = here.slice(here.lastIndexOf('/') + 1).replace(/\.test\.\w+$/, '');
  const below = decodeURIComponent(here.slice(new URL(folder).href.length)).replace(/\.test\.\w+$/, '');
  const samples = options.samples ?? new URL(`samples/${name}/`, folder);
  if (!existsSync(samples)) throw new Error(`${fileURLToPath(samples)} is missing: the samples of ${name}`);
  const checks = sampleChecks({
    path: here.startsWith(folder.href) ? below : name,
    samples,
    catalogue: catalogueWith(folder),
    update: process.env['UPDATE_SAMPLES'] === '1',
  });
  for (const { title, run } of checks) {
    void test(`${name}: ${title}`, async () => run((actual, expected, message) => equal(actual, expected, message)));
  }
}

function equal(actual: unknown, expected: unknown, message?: string): void {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    if (message !== undefined && error instanceof Error) error.message = `${message}: ${error.message}`;
    throw error;
  }
}

/** Our catalogue with the converters of a folder, as `convert --converters` has it. */
async function catalogueWith(folder: URL): Promise<Catalogue> {
  const home = apiHome(import.meta.url);
  const ours = await loadCatalogue([home.converters]);
  return (await addConverters(ours, [dirname(fileURLToPath(new URL('x', folder)))], home.converters, home.modules))
    .catalogue;
}
