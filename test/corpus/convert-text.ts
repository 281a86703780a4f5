import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertEstate } from '../../src/cli/convert-estate.js';
import { programFolders } from '../../src/cli/program-folders.js';
import { trackStages } from '../../src/cli/stages.js';
import { VERSION } from '../../src/cli/version.js';
import type { Finding } from '../../src/model/finding.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.js';
import { placeFindings } from '../../src/report/output-places.js';
import { reportFiles } from '../../src/report/report-files.js';
import { renderEstate } from '../../src/write/render-estate.js';
import { work } from './support.js';

const HOME = programFolders(new URL('../../src/cli/main.ts', import.meta.url).href);

/** A layout, converted. */
export interface ConvertedText {
  /** Path → text: what Zuul reads (`zuul.d/`, `tenant/`), and `migration/`. No playbooks, no roles. */
  readonly files: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  /** Job of v2 → its name in the tree. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Converts a layout given as text, in this process.
 *
 * @param jobs Name of a Jenkins job → its definition.
 * @throws InputError where the layout is refused.
 */
export async function convertText(
  text: string,
  settings: Partial<Settings> = {},
  jobs: Readonly<Record<string, string>> = {},
): Promise<ConvertedText> {
  const folder = mkdtempSync(join(work, 'layout-'));
  try {
    const layout = join(folder, 'layout.yaml');
    writeFileSync(layout, text);
    const jenkins = Object.entries(jobs).map(([name, xml]) => {
      const file = join(folder, `${name}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    const stages = trackStages(() => 0);
    const { estate, counts } = await convertEstate(
      { jenkins, layout, factor: true },
      { ...DEFAULT_SETTINGS, ...settings },
      HOME,
      stages,
    );
    const rendered = renderEstate(estate, { inputs: ['layout.yaml'], templates: HOME.templates });
    const { files } = await reportFiles(
      { ...estate, findings: placeFindings(estate.findings, estate.jobs, rendered) },
      { version: VERSION, inputs: ['layout.yaml'], read: counts },
      { sources: HOME.templates, compiled: HOME.reportTemplate },
    );
    const written = [...rendered, ...files].filter(({ path }) => /^(?:zuul\.d|tenant|migration)\//.test(path));
    const texts = Object.fromEntries(written.map(({ path, content }) => [path, String(content)]));
    const names = JSON.parse(texts['migration/names.json'] ?? '{}') as Record<string, string>;
    return { files: texts, findings: estate.findings, names };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
