import test from 'ava';
import { loadCatalogue } from '../../src/convert/load-catalogue.js';
import { sampleChecks } from '../../src/testing/sample-checks.js';

const SAMPLES = new URL('../../samples/', import.meta.url);
const CONVERTERS = new URL('../../converters/', import.meta.url);

/**
 * Declares the tests of one converter, named as its file below `converters/`: every sample gives what it promises; `minimal`
 * and `full` exist; every finding the converter declares is shown; in `full`, every leaf that counts as converted matters.
 *
 * `UPDATE_SAMPLES=1` writes `expected.yaml` anew. Read the difference before it is committed.
 */
export function samplesOf(path: string): void {
  const checks = sampleChecks({
    path,
    samples: new URL(`${path}/`, SAMPLES),
    catalogue: loadCatalogue([CONVERTERS]),
    update: process.env['UPDATE_SAMPLES'] === '1',
  });
  for (const { title, run } of checks) {
    test(`${path}: ${title}`, async (t) => {
      await run((actual, expected, message) => void t.deepEqual(actual, expected, message));
    });
  }
}
