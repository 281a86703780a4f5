// Reads and parses the inputs of a conversion, and does nothing with them: xml2js as it keeps order, js-yaml as YAML 1.1.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { Parser } from 'xml2js';

const [jenkins, layout] = process.argv.slice(2);
for (const entry of readdirSync(jenkins, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.xml')) continue;
  const text = readFileSync(join(entry.parentPath, entry.name), 'utf8').replace(/^<\?xml[^>]*\?>/, '');
  const parser = new Parser({ explicitChildren: true, preserveChildrenOrder: true });
  parser.parseString(text, (error) => {
    if (error) throw error;
  });
}
load(readFileSync(layout, 'utf8'), { schema: YAML11_SCHEMA, json: true });
