import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { elementsOf, loadCatalogue, modulesBelow, type CatalogueEntry } from '../../src/convert/load-catalogue.js';
import { InputError } from '../../src/model/input-error.js';
import type { Element } from '../../src/read/jenkins/element.js';
import { parseXml } from '../../src/read/jenkins/parse-xml.js';
import { convertMarked, sumOfOutcomes } from '../../src/testing/convert-sample.js';

const ROOT = new URL('../../', import.meta.url);
const CONVERTERS = new URL('converters/', ROOT);
const catalogue = loadCatalogue([CONVERTERS]);

/** Paths of all converters of Jenkins elements: `builders/ant`. */
async function paths(): Promise<readonly string[]> {
  return (await modulesBelow(CONVERTERS)).map((file) => file.replace(/\.ts$/, ''));
}

test('every converter has samples, and a test that checks them and changes their fields', async (t) => {
  const without = (await paths()).flatMap((path) => {
    const file = new URL(`test/converters/${path}.test.ts`, ROOT);
    const isTested = existsSync(file) && readFileSync(file, 'utf8').includes(`samplesOf('${path}')`);
    const cases = existsSync(new URL(`samples/${path}/`, ROOT)) ? readdirSync(new URL(`samples/${path}/`, ROOT)) : [];
    return [
      ...(isTested ? [] : [`${path}: no test that calls samplesOf('${path}')`]),
      ...['minimal', 'full'].filter((name) => !cases.includes(name)).map((name) => `${path}: no sample ${name}`),
    ];
  });
  t.deepEqual(without, []);
});

test('every folder of samples belongs to a converter', async (t) => {
  const known = new Set(await paths());
  const sections = new Set([...known].map((path) => path.split('/')[0]!));
  const strangers = [...sections].flatMap((section) =>
    readdirSync(new URL(`samples/${section}/`, ROOT))
      .map((name) => `${section}/${name}`)
      .filter((path) => !known.has(path)),
  );
  t.deepEqual(strangers, []);
});

/** The element as it stands in the full sample, under another name of the same converter. */
function renamed(from: readonly string[], to: string): (root: Element) => void {
  return (root) => {
    if (!from.includes(root.type)) return;
    const typed = root.attributes.find(({ name }) => name === 'class') as { value: string } | undefined;
    if (typed === undefined) (root as { name: string }).name = to.replaceAll('_', '__').replaceAll('$', '_-');
    else typed.value = to;
  };
}

test('every class that a converter is for converts: as in the full sample, and with nothing in it', async (t) => {
  const known = await catalogue;
  const entries = [...new Set<CatalogueEntry>(known.values())];
  for (const { path, converter } of entries) {
    const elements = elementsOf(converter);
    const xml = readFileSync(fileURLToPath(new URL(`samples/${path}/full/input.xml`, ROOT)), 'utf8');
    const root = parseXml(xml, 'input.xml');
    for (const element of elements) {
      const name = element.replaceAll('_', '__').replaceAll('$', '_-');
      for (const [text, change] of [
        [xml, renamed(elements, element)],
        [root.name === 'scm' ? `<scm class="${element}"/>` : `<${name}/>`, undefined],
      ] as const) {
        try {
          const { leaves, sum } = sumOfOutcomes(convertMarked(text, known, change).accounting);
          t.is(sum, leaves, `${path}: ${element}`);
        } catch (error) {
          // A definition without what Jenkins always writes is refused.
          if (!(error instanceof InputError)) throw new Error(`${path}: ${element}`, { cause: error });
        }
      }
    }
  }
});
