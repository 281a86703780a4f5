import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import test from 'ava';
import { dump, load } from 'js-yaml';
import { closeAccount } from '../../src/convert/jenkins/accounting.js';
import { walkOver, type Walked } from '../../src/convert/jenkins/walk.js';
import { loadCatalogue, type Catalogue, type CatalogueEntry } from '../../src/convert/load-catalogue.js';
import type { Accounting, Finding } from '../../src/model/finding.js';
import { InputError } from '../../src/model/input-error.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Leaf } from '../../src/model/leaf.js';
import { DEFAULT_SETTINGS } from '../../src/model/settings.js';
import type { Element } from '../../src/read/jenkins/element.js';
import { parseXml } from '../../src/read/jenkins/parse-xml.js';

const SAMPLES = new URL('../../samples/', import.meta.url);
const CONVERTERS = new URL('../../converters/', import.meta.url);

/** What `expected.yaml` holds. */
interface Conversion {
  readonly contribution: Contribution;
  readonly findings: readonly Omit<Finding, 'job'>[];
  readonly accounting: Accounting;
}

/**
 * Declares the tests of one converter, named as its file below `converters/`: every sample gives what it promises; `minimal`
 * and `full` exist; every finding the converter declares is shown; in `full`, every leaf that counts as converted matters.
 *
 * `UPDATE_SAMPLES=1` writes `expected.yaml` anew. Read the difference before it is committed.
 */
export function samplesOf(path: string): void {
  const folder = new URL(`${path}/`, SAMPLES);
  const cases = readdirSync(folder).sort();
  // All of the catalogue, as users get it: the sample also proves that its element leads to this converter.
  const catalogue = loadCatalogue([CONVERTERS]);

  test(`${path}: has a minimal and a full sample`, (t) => {
    t.true(cases.includes('minimal') && cases.includes('full'), cases.join(', '));
  });

  for (const name of cases) {
    test(`${path}: ${name}`, async (t) => {
      const sample = new URL(`${name}/`, folder);
      const xml = readFileSync(new URL('input.xml', sample), 'utf8');
      const actual = convertSample(xml, await catalogue);
      const { leaves, ...parts } = actual.accounting;
      t.is(
        Object.values(parts).reduce((sum, part) => sum + part, 0),
        leaves,
      );
      t.is(actual.accounting.unread, 0, JSON.stringify(actual.findings));
      t.deepEqual(actual, expectedOf(sample, actual));
    });
  }

  test(`${path}: every finding is shown by a sample`, async (t) => {
    const entry = entryOf(path, await catalogue);
    const shown = new Set<string>();
    for (const name of cases) {
      const xml = readFileSync(new URL(`${name}/input.xml`, folder), 'utf8');
      for (const { code } of convertSample(xml, await catalogue).findings) shown.add(code);
    }
    const missing = Object.keys(entry.converter.findings).filter((code) => !shown.has(`${entry.name}/${code}`));
    t.deepEqual(missing, []);
  });

  // A converter of several elements has a full sample for each: `full`, `full-scaler`.
  for (const name of cases.filter((one) => one === 'full' || one.startsWith('full-'))) {
    test(`${path}: every converted leaf of sample ${name} matters`, async (t) => {
      const xml = readFileSync(new URL(`${name}/input.xml`, folder), 'utf8');
      t.deepEqual(idleLeaves(xml, await catalogue), []);
    });
  }
}

/** Converts the element in a sample, by itself, as a part of a job called `sample`. */
export function convertSample(xml: string, catalogue: Catalogue, change?: (root: Element) => void): Conversion {
  const root = parseXml(xml, 'input.xml');
  change?.(root);
  const walked: Walked = { findings: [], unknown: new Set() };
  const contribution = walkOver('sample', catalogue, DEFAULT_SETTINGS, walked).convert([root]);
  const accounting = closeAccount(root, 'sample', walked.unknown, walked.findings);
  // Through JSON, so that it compares with what YAML gives.
  return JSON.parse(
    JSON.stringify({ contribution, findings: walked.findings.map(withoutJob), accounting }),
  ) as Conversion;
}

function withoutJob(finding: Finding): Omit<Finding, 'job'> {
  return Object.fromEntries(Object.entries(finding).filter(([key]) => key !== 'job')) as Omit<Finding, 'job'>;
}

function expectedOf(sample: URL, actual: Conversion): Conversion {
  const file = new URL('expected.yaml', sample);
  if (process.env['UPDATE_SAMPLES'] === '1') writeFileSync(file, dump(actual, { lineWidth: 120, noRefs: true }));
  if (!existsSync(file)) throw new Error(`${file.pathname} is missing; UPDATE_SAMPLES=1 writes it`);
  return load(readFileSync(file, 'utf8')) as Conversion;
}

function entryOf(path: string, catalogue: Catalogue): CatalogueEntry {
  const entry = [...catalogue.values()].find((candidate) => candidate.path === path);
  if (entry === undefined) throw new Error(`the catalogue has no converter ${path}`);
  return entry;
}

/**
 * Leaves that count as converted although nothing changes when they do: fields that were read but not used. Each leaf is
 * changed by itself to some other values; it is idle if the contribution stays the same and the leaf is still converted.
 */
function idleLeaves(xml: string, catalogue: Catalogue): string[] {
  const usual = convertSample(xml, catalogue);
  const root = parseXml(xml, 'input.xml');
  const walked: Walked = { findings: [], unknown: new Set() };
  walkOver('sample', catalogue, DEFAULT_SETTINGS, walked).convert([root]);
  return leavesOf(root)
    .filter(({ leaf }) => leaf.state === 'read')
    .filter(({ index }) => !CHANGES.some((change) => matters(xml, catalogue, usual, index, change)))
    .map(({ name }) => name);
}

const CHANGES: readonly ((leaf: NamedLeaf) => void)[] = [
  (leaf) => leaf.set(`${leaf.text}x`),
  (leaf) => leaf.set(/^(true|yes)$/i.test(leaf.text.trim()) ? 'false' : 'true'),
  (leaf) => leaf.set(String(Number(leaf.text) + 1)),
  (leaf) => leaf.set(''),
  // An empty element whose name is a class says all it has to say by being there.
  (leaf) => leaf.retype?.(),
];

function matters(
  xml: string,
  catalogue: Catalogue,
  usual: Conversion,
  index: number,
  change: (leaf: NamedLeaf) => void,
): boolean {
  try {
    let leaf: Leaf | undefined;
    const changed = convertSample(xml, catalogue, (root) => {
      const target = leavesOf(root)[index]!;
      change(target);
      leaf = target.leaf;
    });
    return leaf!.state !== 'read' || JSON.stringify(changed.contribution) !== JSON.stringify(usual.contribution);
  } catch (error) {
    if (error instanceof InputError) return true;
    throw error;
  }
}

interface NamedLeaf {
  readonly name: string;
  readonly index: number;
  readonly leaf: Leaf;
  readonly text: string;
  readonly set: (text: string) => void;
  readonly retype?: () => void;
}

function leavesOf(root: Element): NamedLeaf[] {
  const leaves: NamedLeaf[] = [];
  root.walk((element) => {
    const at = `line ${String(element.line)}: <${element.name}>`;
    for (const attribute of element.attributes) {
      const set = (text: string): void => void ((attribute as { value: string }).value = text);
      leaves.push({
        name: `${at} ${attribute.name}`,
        index: leaves.length,
        leaf: attribute,
        text: attribute.value,
        set,
      });
    }
    if (element.isLeaf) {
      const set = (text: string): void => void (element.rawText = text);
      const typed = element.attributes.find((attribute) => attribute.name === 'class') as { value: string } | undefined;
      const retype = (): void => {
        if (typed === undefined) (element as { name: string }).name = 'org.example.Changed';
        else typed.value = 'org.example.Changed';
      };
      const isType = element.rawText.trim() === '' && (element.name.includes('.') || typed !== undefined);
      const common = { name: at, index: leaves.length, leaf: element, text: element.rawText, set };
      leaves.push(isType ? { ...common, retype } : common);
    }
  });
  return leaves;
}
