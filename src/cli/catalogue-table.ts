import { loadCatalogue } from '../convert/load-catalogue.js';

/** One line of the catalogue. */
export interface CatalogueLine {
  /** `builders`, `wrappers`, … or `layout`. */
  readonly section: string;
  /** Java class, or layout key (`jobs[].mutex`). */
  readonly name: string;
  readonly plugin: string;
  readonly grade: string;
  readonly summary: string;
  readonly becomes: string;
}

const SECTION_ORDER = [
  'job',
  'properties',
  'parameters',
  'scm',
  'triggers',
  'wrappers',
  'builders',
  'publishers',
  'layout',
];

/** Everything this version knows, sorted by section and name. */
export async function catalogueEntries(converters: URL): Promise<CatalogueLine[]> {
  const lines: CatalogueLine[] = [];
  for (const [element, { converter }] of await loadCatalogue([converters])) {
    const { section, plugin, grade, summary, becomes } = converter;
    lines.push({ section, name: element, plugin, grade, summary, becomes });
  }
  const { loadLayoutKeys } = await import('../convert/layout/load-keys.js');
  for (const { key, grade, summary, becomes } of await loadLayoutKeys(converters)) {
    lines.push({ section: 'layout', name: key, plugin: 'zuul v2', grade, summary, becomes });
  }
  const rank = (line: CatalogueLine): number => SECTION_ORDER.indexOf(line.section);
  return lines.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** One line an entry, columns separated by tabs: easy to cut and grep. */
export function catalogueAsText(lines: readonly CatalogueLine[]): string {
  return lines.map((line) => `${[line.section, line.name, line.grade, line.becomes].join('\t')}\n`).join('');
}

/** The tables that stand in docs/catalogue.md. */
export function catalogueAsMarkdown(lines: readonly CatalogueLine[]): string {
  let text = '';
  for (const section of SECTION_ORDER) {
    const own = lines.filter((line) => line.section === section);
    if (own.length === 0) continue;
    text += `### ${section}\n\n| element | plugin | grade | becomes |\n|---|---|---|---|\n`;
    for (const line of own)
      text += `| \`${cell(line.name)}\` | ${cell(line.plugin)} | ${line.grade} | ${cell(line.becomes)} |\n`;
    text += '\n';
  }
  return text;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
