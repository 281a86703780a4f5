import { existsSync, readFileSync } from 'node:fs';

/** Where the templates of the reports are. */
export interface ReportTemplates {
  /** Folder `templates/` of the program, with a slash at its end. */
  readonly sources: URL;
  /** The compiled template; the build makes it. A checkout has none and compiles when it is needed. */
  readonly compiled: URL;
}

export type Render = (values: object) => string;

/**
 * Loads a template of `templates/report/`. What is put into HTML is escaped, what is put into text is not.
 *
 * @param name Without the last ending: `report.md`.
 */
export async function loadTemplate(name: string, { sources, compiled }: ReportTemplates): Promise<Render> {
  if (existsSync(compiled)) return ((await import(compiled.href)) as { default: Render }).default;
  const { default: handlebars } = await import('handlebars');
  const source = readFileSync(new URL(`report/${name}.hbs`, sources), 'utf8');
  return handlebars.compile(source, { noEscape: !name.endsWith('.html'), strict: true });
}
