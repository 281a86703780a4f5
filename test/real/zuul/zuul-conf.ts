/** Sections of zuul.conf, by their name. */
export type ConfSections = Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;

/** Writes zuul.conf. Percent signs are doubled: Python's reader takes them for references. */
export function printConf(sections: ConfSections): string {
  return Object.entries(sections)
    .map(([name, keys]) => {
      const lines = Object.entries(keys).map(([key, value]) => `${key}=${String(value).replaceAll('%', '%%')}\n`);
      return `[${name}]\n${lines.join('')}`;
    })
    .join('\n');
}
