import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { convertLayout } from '../../../src/convert/layout/convert-layout.js';
import { loadLayoutKeys } from '../../../src/convert/layout/load-keys.js';
import { InputError } from '../../../src/model/input-error.js';
import { outcomeOf, type Leaf } from '../../../src/model/leaf.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';
import { readLayout } from '../../../src/read/layout/read-layout.js';
import type { YamlScalar } from '../../../src/read/yaml/node.js';
import { checkPattern } from '../../../src/regex/check-pattern.js';
import { temporaryFolder } from '../../support/folders.js';

const FULL = fileURLToPath(new URL('full-layout.yaml', import.meta.url));

interface Converted {
  /** Everything that is written, without places. */
  readonly output: string;
  /** Line → whether a value on it counts as converted. */
  readonly converted: ReadonlyMap<number, boolean>;
}

function converterIn(folder: string): (text: string) => Converted | InputError {
  writeFileSync(join(folder, 'functions.py'), 'def choose(item, job, params):\n    pass\n');
  const path = join(folder, 'layout.yaml');
  return (text) => {
    writeFileSync(path, text);
    try {
      const { layout, document } = readLayout(path, { zuulV2Version: DEFAULT_SETTINGS.zuulV2Version, checkPattern });
      const written = convertLayout(layout, DEFAULT_SETTINGS);
      const scalars = document.leaves as (Leaf & YamlScalar)[];
      const converted = new Map(scalars.map((leaf) => [leaf.at.line, outcomeOf(leaf) === 'converted'] as const));
      return { output: textOf(written), converted };
    } catch (error) {
      if (error instanceof InputError) return error;
      throw error;
    }
  };
}

const NO_OUTPUT = new Set(['at', 'line', 'findings', 'accounting']);

/** Maps and sets as lists; places and findings left out. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (NO_OUTPUT.has(key)) return undefined;
    return inner instanceof Map || inner instanceof Set ? [...(inner as Iterable<unknown>)] : inner;
  });
}

/** `  - key: value` → what stands before the value, and the value. */
const LINE = /^(\s*(?:- )*(?:[\w-]+: )?)(?=\S)(.*\S)$/;

function changesOf(value: string): string[] {
  const plain = value.replace(/^(['"])(.*)\1$/, '$2');
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  return [
    quoted(`${plain}x`),
    plain === 'true' ? 'false' : 'true',
    String(Number(plain) + 1),
    ...(/^\^/.test(plain) ? [quoted(`^x${plain.slice(1)}`)] : []),
    // Words of which there are few.
    ...[
      'IndependentPipelineManager',
      'DependentPipelineManager',
      'comment-added',
      'ref-updated',
      'exponential',
      'linear',
    ],
    ...['cherry-pick', 'merge', 'merge-resolve', 'normal', 'high', 'low', 'check', 'gate', 'unit', 'lint'],
  ];
}

/** Lines whose value counts as converted, and with which nothing changes whatever it is. */
function idleLines(t: ExecutionContext, text: string): string[] {
  const convert = converterIn(temporaryFolder(t));
  const usual = convert(text);
  if (usual instanceof InputError) throw usual;
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, before, value] = LINE.exec(line) ?? [];
    if (value === undefined || usual.converted.get(index + 1) !== true) return [];
    const matters = changesOf(value).some((change) => {
      const changed = convert([...lines.slice(0, index), before + change, ...lines.slice(index + 1)].join('\n'));
      return (
        changed instanceof InputError || changed.output !== usual.output || changed.converted.get(index + 1) !== true
      );
    });
    return matters ? [] : [`line ${String(index + 1)}: ${line.trim()}`];
  });
}

test('every value of a layout that counts as converted matters', (t) => {
  t.deepEqual(idleLines(t, readFileSync(FULL, 'utf8')), []);
});

test('a value that only a finding tells of is seen to change nothing', (t) => {
  const text = readFileSync(FULL, 'utf8');
  const convert = converterIn(temporaryFolder(t));
  const [usual, other] = [convert(text), convert(text.replace('score: 1', 'score: 2'))];
  if (usual instanceof InputError || other instanceof InputError) return t.fail();
  t.is(other.output, usual.output);
  t.is(usual.converted.get(text.split('\n').findIndex((line) => line.includes('score: 1')) + 1), false);
});

test('the layout in which every value is changed has every key', async (t) => {
  const text = readFileSync(FULL, 'utf8');
  const keys = (await loadLayoutKeys(new URL('../../../converters/', import.meta.url)))
    .map(({ key }) => key.split(/[.]/).at(-1)!.replace('[]', ''))
    .filter((key) => !key.startsWith('<'));
  const missing = [...new Set(keys)].filter((key) => !new RegExp(`^\\s*(?:- )*${key}:`, 'm').test(text));
  t.deepEqual(missing, []);
});
