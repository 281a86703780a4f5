import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { Project } from 'ts-morph';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Layer → layers it may import, besides itself. Anything not listed may not be imported. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/model': [],
  'src/regex': ['src/model'],
  'src/read': ['src/model', 'src/regex'],
  'src/convert': ['src/model', 'src/regex', 'src/read'],
  'src/testing': ['src/model', 'src/read', 'src/convert'],
  'src/scaffold': ['src/model', 'src/read', 'src/convert', 'src/testing'],
  // What people would write instead of converted jobs.
  'src/native': ['src/model', 'src/read', 'src/convert'],
  // What converters of users import.
  'src/api': ['src/model', 'src/read', 'src/convert', 'src/testing'],
  'src/check': ['src/model', 'src/regex', 'src/read'],
  // The evaluators are the judges of a conversion: they know neither the converter nor each other.
  'src/evaluate/v2': ['src/model', 'src/regex', 'src/read'],
  'src/evaluate/v3': ['src/model', 'src/regex', 'src/read'],
  'src/verify': ['src/model', 'src/regex', 'src/read', 'src/evaluate/v2', 'src/evaluate/v3'],
  'src/diff': ['src/model', 'src/verify'],
  // Runs a site's own Python: needs what Zuul v2 does, and what tells items apart.
  'src/parameters': ['src/model', 'src/regex', 'src/read', 'src/evaluate/v2', 'src/evaluate/v3', 'src/verify'],
  // Looks at written trees and their history; knows them as Zuul reads them.
  'src/nodesets': ['src/model', 'src/read'],
  // Runs converted jobs on this machine; knows the tree as Zuul reads it, not how it came about.
  'src/run': ['src/model', 'src/read', 'src/evaluate/v3'],
  'src/write': ['src/model'],
  'src/report': ['src/model'],
  'src/cli': [
    'src/api',
    'src/native',
    'src/scaffold',
    'src/model',
    'src/regex',
    'src/read',
    'src/convert',
    'src/check',
    'src/evaluate/v2',
    'src/evaluate/v3',
    'src/verify',
    'src/parameters',
    'src/diff',
    'src/nodesets',
    'src/run',
    'src/write',
    'src/report',
  ],
  converters: ['src/model', 'src/regex', 'src/read', 'src/convert'],
};

function layerOf(path: string): string | undefined {
  const name = relative(root, path).split('\\').join('/');
  return Object.keys(ALLOWED).find((layer) => name.startsWith(`${layer}/`));
}

test('imports go one way', (t) => {
  const project = new Project({ skipAddingFilesFromTsConfig: true });
  const files = project.addSourceFilesAtPaths([`${root}src/**/*.ts`, `${root}converters/**/*.ts`]);
  t.true(files.length > 40, 'the sources were found');
  const offenders: string[] = [];
  for (const file of files) {
    const from = layerOf(file.getFilePath());
    if (from === undefined) {
      offenders.push(`${relative(root, file.getFilePath())} belongs to no layer`);
      continue;
    }
    for (const name of file.getImportStringLiterals().map((literal) => literal.getLiteralValue())) {
      if (!name.startsWith('.')) continue;
      const to = layerOf(resolve(dirname(file.getFilePath()), name));
      if (to !== undefined && to !== from && !(ALLOWED[from] ?? []).includes(to)) {
        offenders.push(`${relative(root, file.getFilePath())} imports ${name}: ${from} may not use ${to}`);
      }
    }
  }
  t.deepEqual(offenders, []);
});
