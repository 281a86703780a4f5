// Builds dist/: the program as a few modules instead of some hundred, one module for each converter, the compiled template
// of the report, and the index of the converters. Types are checked by `npm run check`, not here.
import { rmSync, readdirSync, writeFileSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import handlebars from 'handlebars';

const root = fileURLToPath(new URL('../', import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });

const converters = readdirSync(`${root}converters`, { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `${root}converters/${name}`);
await build({
  absWorkingDir: root,
  entryPoints: [
    'src/cli/main.ts',
    'src/cli/start.ts',
    'src/cli/layout-worker.ts',
    'src/convert/load-catalogue.ts',
    'src/convert/converter.ts',
    'src/api/index.ts',
    'src/convert/custom/module-hooks.ts',
    'src/api/register.ts',
    'src/api/testing.ts',
    'src/api/typescript-hooks.ts',
    ...converters,
  ],
  outdir: 'dist',
  outbase: '.',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});

// Text is written as it is, HTML escaped.
for (const [name, noEscape] of [
  ['report.md', true],
  ['diff.html', false],
]) {
  const template = readFileSync(`${root}templates/report/${name}.hbs`, 'utf8');
  const specification = handlebars.precompile(template, { noEscape, strict: true });
  writeFileSync(
    `${root}dist/src/cli/${name.split('.')[0]}-template.js`,
    `import handlebars from 'handlebars/runtime.js';\nexport default handlebars.template(${specification});\n`,
  );
}
await import('./index-converters.mjs');
