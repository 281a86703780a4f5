import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dump, load } from 'js-yaml';
import type { Catalogue, CatalogueEntry } from '../convert/load-catalogue.js';
import { convertSample, sumOfOutcomes, type Conversion } from './convert-sample.js';
import { idleLeaves } from './idle-leaves.js';

/** Fails the test unless both are deeply equal. */
export type Expect = (actual: unknown, expected: unknown, message?: string) => void;

/** One test of a converter. */
export interface SampleCheck {
  readonly title: string;
  run(expect: Expect): Promise<void>;
}

export interface SampledConverter {
  /** Path of the converter as the catalogue knows it: `wrappers/build-timeout`. */
  readonly path: string;
  /** Folder with the samples: each a folder with `input.xml` and `expected.yaml`. */
  readonly samples: URL;
  /** All that users get: a sample also proves that its element leads to this converter. */
  readonly catalogue: Promise<Catalogue>;
  /** Write `expected.yaml` anew instead of comparing with it. */
  readonly update: boolean;
}

/**
 * The tests of one converter: every sample gives what it promises; `minimal` and `full` exist; every finding the converter
 * declares is shown; in `full`, every leaf that counts as converted matters.
 */
export function sampleChecks({ path, samples, catalogue, update }: SampledConverter): readonly SampleCheck[] {
  const cases = existsSync(samples) ? readdirSync(samples).sort() : [];
  const input = (name: string): string => readFileSync(new URL(`${name}/input.xml`, samples), 'utf8');
  return [
    {
      title: 'has a minimal and a full sample',
      run: async (expect) =>
        expect(
          ['minimal', 'full'].filter((name) => !cases.includes(name)),
          [],
          'missing',
        ),
    },
    ...cases.map((name): SampleCheck => ({
      title: name,
      run: async (expect) => {
        const actual = convertSample(input(name), await catalogue);
        const { leaves, sum } = sumOfOutcomes(actual.accounting);
        expect(sum, leaves, 'the outcomes add up');
        expect(actual.accounting.unread, 0, JSON.stringify(actual.findings));
        expect(actual, expectedOf(new URL(`${name}/expected.yaml`, samples), actual, update));
      },
    })),
    {
      title: 'every finding is shown by a sample',
      run: async (expect) => {
        const entry = entryOf(path, await catalogue);
        const known = await catalogue;
        const shown = new Set(
          cases.flatMap((name) => convertSample(input(name), known).findings.map(({ code }) => code)),
        );
        const codes = Object.keys(entry.converter.findings);
        expect(
          codes.filter((code) => !shown.has(`${entry.name}/${code}`)),
          [],
        );
      },
    },
    // A converter of several elements has a full sample for each: `full`, `full-scaler`.
    ...cases
      .filter((one) => one === 'full' || one.startsWith('full-'))
      .map((name): SampleCheck => ({
        title: `every converted leaf of sample ${name} matters`,
        run: async (expect) => expect(idleLeaves(input(name), await catalogue), []),
      })),
  ];
}

function expectedOf(file: URL, actual: Conversion, update: boolean): Conversion {
  if (update) writeFileSync(file, expectedText(actual));
  if (!existsSync(file)) throw new Error(`${fileURLToPath(file)} is missing; UPDATE_SAMPLES=1 writes it`);
  return load(readFileSync(file, 'utf8')) as Conversion;
}

/** A conversion as `expected.yaml` holds it. */
export function expectedText(conversion: Conversion): string {
  return dump(conversion, { lineWidth: 120, noRefs: true });
}

function entryOf(path: string, catalogue: Catalogue): CatalogueEntry {
  const entry = [...catalogue.values()].find((candidate) => candidate.path === path);
  if (entry === undefined) throw new Error(`the catalogue has no converter ${path}`);
  return entry;
}
