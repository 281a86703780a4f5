import { SECTIONS } from '../convert/converter.js';
import type { ProgramFolders } from './command.js';
import { catalogueFor } from './jobs-stage.js';

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
  /** File of a converter that the user brought; absent for ours. */
  readonly file?: string;
}

const SECTION_ORDER: readonly string[] = [...SECTIONS, 'layout'];

/**
 * Everything this version knows, sorted by section and name.
 *
 * @param converters Folders with converters of the user, which stand in place of ours.
 * @throws InputError as `addConverters` does.
 */
export async function catalogueEntries(home: ProgramFolders, converters?: readonly string[]): Promise<CatalogueLine[]> {
  const lines: CatalogueLine[] = [];
  const { catalogue } = await catalogueFor(converters, home);
  for (const [element, { converter, file }] of catalogue) {
    const { section, plugin, grade, summary, becomes } = converter;
    const from = file === undefined ? {} : { file };
    lines.push({ section, name: element, plugin, grade, summary, becomes, ...from });
  }
  const { loadLayoutKeys } = await import('../convert/layout/load-keys.js');
  for (const { key, grade, summary, becomes } of await loadLayoutKeys(home.converters)) {
    lines.push({ section: 'layout', name: key, plugin: 'zuul v2', grade, summary, becomes });
  }
  const rank = (line: CatalogueLine): number => SECTION_ORDER.indexOf(line.section);
  return lines.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** One line an entry, columns separated by tabs: easy to cut and grep. */
export function catalogueAsText(lines: readonly CatalogueLine[]): string {
  return lines
    .map(({ section, name, grade, becomes, file }) => [
      section,
      name,
      grade,
      becomes,
      ...(file === undefined ? [] : [file]),
    ])
    .map((columns) => `${columns.join('\t')}\n`)
    .join('');
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
