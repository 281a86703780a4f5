// Compiles the templates of reports, so that nothing has to be compiled when the program runs.
import { readFileSync, writeFileSync } from 'node:fs';
import handlebars from 'handlebars';

const root = new URL('../', import.meta.url);
const source = readFileSync(new URL('templates/report/report.md.hbs', root), 'utf8');
const specification = handlebars.precompile(source, { noEscape: true, strict: true });
writeFileSync(
  new URL('dist/src/report/report-template.js', root),
  `import handlebars from 'handlebars/runtime.js';\nexport default handlebars.template(${specification});\n`,
);

await import('./index-converters.mjs');
