import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import fc from 'fast-check';

const ANT_FILES = fileURLToPath(
  new URL('../../../templates/roles/archive-artifacts/files/ant_files.py', import.meta.url),
);

/** One question to `find_files`: files below a folder, patterns, and whether what Ant leaves out by itself is left out. */
interface Case {
  readonly files: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly defaults: boolean;
  readonly caseSensitive: boolean;
}

/** Names beside those that Ant leaves out by itself, and parts of patterns that fit some of them. */
const name = fc.constantFrom(
  'a',
  'b',
  'ab',
  'A',
  'a.txt',
  'b.txt',
  '.git',
  'CVS',
  '.svn',
  'x~',
  '#x#',
  '.#x',
  '%x%',
  '._x',
  '.DS_Store',
);
const file = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const part = fc.constantFrom('a', 'b', '*', '**', '?', 'a*', '*.txt', '?b', '**b', '.git', 'A', '.', 'a.t?t', '***');
const pattern = fc
  .record({
    parts: fc.array(part, { minLength: 1, maxLength: 4 }),
    start: fc.constantFrom('', '', '', '/'),
    end: fc.constantFrom('', '', '/'),
  })
  .chain(({ parts, start, end }) =>
    fc.constantFrom('/', '/', '/', '\\', '//').map((separator) => `${start}${parts.join(separator)}${end}`),
  );
const cases = fc.record({
  files: fc.uniqueArray(file, { minLength: 1, maxLength: 8 }),
  include: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  exclude: fc.array(pattern, { maxLength: 1 }),
  defaults: fc.boolean(),
  caseSensitive: fc.boolean(),
});

/** Ant 1.10 manual, Directory-based Tasks, "Default Excludes". */
const DEFAULTS =
  '**/*~ **/#*# **/.#* **/%*% **/._* **/CVS **/CVS/** **/.cvsignore **/SCCS **/SCCS/** **/vssver.scc **/.svn **/.svn/** **/.git **/.git/** **/.gitattributes **/.gitignore **/.gitmodules **/.hg **/.hg/** **/.hgignore **/.hgsub **/.hgsubstate **/.hgtags **/.bzr **/.bzr/** **/.bzrignore **/.DS_Store'.split(
    ' ',
  );

/** Whether an Ant pattern fits a path, by the words of Ant's manual: by trying everything, unlike the role's own way. */
function fits(pattern: string, path: string, caseSensitive: boolean): boolean {
  const plain = pattern.replaceAll('\\', '/');
  if (plain.startsWith('/')) return false;
  const whole = plain.endsWith('/') ? `${plain}**` : plain;
  const fold = (text: string): string => (caseSensitive ? text : text.toUpperCase());
  return fitsParts(
    fold(whole)
      .split('/')
      .filter((one) => one !== ''),
    fold(path).split('/'),
  );
}

function fitsParts(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === '**') return path.some((_, index) => fitsParts(rest, path.slice(index))) || fitsParts(rest, []);
  return path.length > 0 && fitsName(first, path[0]!) && fitsParts(rest, path.slice(1));
}

function fitsName(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) {
    return fitsName(pattern.slice(1), text) || (text !== '' && fitsName(pattern, text.slice(1)));
  }
  return (
    text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && fitsName(pattern.slice(1), text.slice(1))
  );
}

function expected({ files, include, exclude, defaults, caseSensitive }: Case): string[] {
  const unwanted = [...exclude, ...(defaults ? DEFAULTS : [])];
  return files
    .filter((path) => include.some((one) => fits(one, path, caseSensitive)))
    .filter((path) => !unwanted.some((one) => fits(one, path, caseSensitive)))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** A name cannot be a file and a folder. */
function realFiles(files: readonly string[]): string[] {
  return files.filter((path) => !files.some((other) => other.startsWith(`${path}/`)));
}

test('files are found as Ant finds them', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'zuulshift-ant-'));
  try {
    const all = fc.sample(cases, { numRuns: 400, seed: 7 }).map((one) => ({ ...one, files: realFiles(one.files) }));
    all.forEach(({ files }, index) => {
      mkdirSync(join(root, String(index)), { recursive: true });
      for (const path of files) {
        const target = join(root, String(index), path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, '');
      }
    });
    const questions = all.map(({ include, exclude, defaults, caseSensitive }, index) => [
      join(root, String(index)),
      include,
      exclude,
      defaults,
      caseSensitive,
    ]);
    const script = `${readFileSync(ANT_FILES, 'utf8')}
import json, sys
print(json.dumps([find_files(*question) for question in json.load(open(sys.argv[1]))]))
`;
    writeFileSync(join(root, 'questions.json'), JSON.stringify(questions));
    const result = spawnSync('python3', ['-', join(root, 'questions.json')], { input: script, maxBuffer: 1 << 26 });
    t.is(result.status, 0, result.stderr.toString());
    const found = JSON.parse(result.stdout.toString()) as string[][];
    all.forEach((one, index) => {
      t.deepEqual(found[index], expected(one), JSON.stringify(one));
    });
    t.true(found.some((files) => files.length > 1));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
