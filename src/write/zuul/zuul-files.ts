import type { Estate } from '../../model/estate.js';
import type { OutputFile } from '../../model/output-file.js';
import { yamlFile } from '../yaml/yaml-file.js';
import { objectFiles } from './objects.js';
import { splitLongFile } from './split-long-file.js';
import { tenantItems } from './tenant.js';

/** Never split: an event is offered to pipelines in their order, and an anchor holds within one file only. */
const WHOLE: ReadonlySet<string> = new Set(['pipelines']);

/**
 * `zuul.d/*.yaml` and `tenant/main.yaml`. A type with no objects gets no file; one that would be longer than about two
 * thousand lines gets a folder.
 *
 * @param header comment lines for the top of each file
 */
export function zuulFiles(estate: Estate, header: readonly string[]): OutputFile[] {
  const files: OutputFile[] = [];
  for (const { name, items } of objectFiles(estate.config)) {
    if (items.length === 0) continue;
    const path = `zuul.d/${name}`;
    for (const part of WHOLE.has(name) ? [{ path, items }] : splitLongFile(path, items)) {
      files.push({ path: `${part.path}.yaml`, content: yamlFile(header, part.items) });
    }
  }
  files.push({ path: 'tenant/main.yaml', content: yamlFile(header, tenantItems(estate)) });
  return files;
}
