import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutateXml, seededRandom } from '../support/mutate-xml.js';
import { check, main, root, shared, work } from './support.js';

const AT_ONCE = 200;
const MOST_SECONDS = 120;

interface Definition {
  readonly name: string;
  readonly xml: string;
}

/**
 * Mutated definitions must neither crash the converter nor make it hang: it converts them, or names the file and the line.
 *
 * @param count How many definitions. `ZUULSHIFT_FUZZ` overrides it, `ZUULSHIFT_SEED` the seed.
 */
export function checkMutatedDefinitions(count: number): void {
  const wanted = Number(process.env['ZUULSHIFT_FUZZ'] ?? count);
  const seed = Number(process.env['ZUULSHIFT_SEED'] ?? 20261121);
  const random = seededRandom(seed);
  const originals = definitionsBelow(
    join(root, 'samples'),
    join(shared, 'corpora/handmade'),
    join(shared, 'corpora/jjb-fixtures'),
  );
  const bad: string[] = [];
  for (let done = 0; done < wanted && bad.length === 0; done += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, wanted - done) }, (_, index): Definition => {
      const original = originals[random(originals.length)] ?? '';
      return { name: `mutated-${String(done + index)}.xml`, xml: mutateXml(original, random) };
    });
    bad.push(...offenders(batch));
  }
  const detail = `${String(originals.length)} originals, seed ${String(seed)}`;
  check(
    `${String(wanted)} mutated definitions neither crash nor hang`,
    bad.length === 0 && originals.length > 0,
    bad.length === 0 ? detail : `${detail}\n${bad.join('\n')}`,
  );
}

/** Texts of all definitions; a file that is no XML on its own (Job Builder puts several into one) is none. */
function definitionsBelow(...folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.xml'))
        .sort()
        .map((path) => readFileSync(join(folder, path), 'utf8')),
    )
    .filter((xml) => xml.length < 100_000);
}

/** What went wrong, with the definition that did it; found by halving. */
function offenders(batch: readonly Definition[]): readonly string[] {
  const trouble = convertBatch(batch);
  if (trouble === undefined) return [];
  if (batch.length === 1) return [`${trouble}\n--- ${batch[0]?.name ?? ''}\n${batch[0]?.xml.slice(0, 4000) ?? ''}`];
  const middle = Math.ceil(batch.length / 2);
  const first = offenders(batch.slice(0, middle));
  return first.length > 0 ? first : offenders(batch.slice(middle));
}

function convertBatch(batch: readonly Definition[]): string | undefined {
  const folder = join(work, 'mutated');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, xml } of batch) writeFileSync(join(folder, name), xml);
  const words = [main, 'convert', '--jenkins', folder, '--out', join(work, 'mutated-out'), '--force', '--json'];
  const run = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 1000 * MOST_SECONDS,
  });
  if (run.error !== undefined || run.signal !== null)
    return `it hangs or was stopped: ${String(run.error ?? run.signal)}`;
  if ((run.status === 0 || run.status === 2) && !/^ {4}at /m.test(run.stderr)) return undefined;
  return `exit ${String(run.status)}: ${run.stderr.slice(-1500)}`;
}
