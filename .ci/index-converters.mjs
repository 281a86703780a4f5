// Writes dist/converters/index.json: Java class -> file. With it a run imports only the converters its input needs.
import { rmSync, writeFileSync } from 'node:fs';

const folder = new URL('../dist/converters/', import.meta.url);
const loader = new URL('../dist/src/convert/load-catalogue.js', import.meta.url);
const { INDEX_FILE, loadCatalogue } = await import(loader.href);
const file = new URL(INDEX_FILE, folder);

// Without the index of an earlier build everything is imported; what is no converter, or converts a class twice, is refused.
rmSync(file, { force: true });
const catalogue = await loadCatalogue([folder]);
const index = Object.fromEntries([...catalogue].map(([element, { path }]) => [element, `${path}.js`]).sort());
writeFileSync(file, `${JSON.stringify(index, null, 2)}\n`);
