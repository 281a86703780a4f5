import type { Section } from '../convert/converter.js';
import type { Element } from '../read/jenkins/element.js';

/** Element around the elements of a section → section. */
const SECTIONS: Readonly<Record<string, Section>> = {
  properties: 'properties',
  parameterDefinitions: 'parameters',
  triggers: 'triggers',
  buildWrappers: 'wrappers',
  builders: 'builders',
  prebuilders: 'builders',
  postbuilders: 'builders',
  publishers: 'publishers',
};

/** How Jenkins' own interfaces end the names of classes. */
const ENDINGS: readonly (readonly [RegExp, Section])[] = [
  [/(?:Publisher|Notifier|Recorder|Archiver)$/, 'publishers'],
  [/(?:BuildWrapper|Wrapper)$/, 'wrappers'],
  [/ParameterDefinition$/, 'parameters'],
  [/Property$/, 'properties'],
  [/Trigger$/, 'triggers'],
  [/SCM$/, 'scm'],
  [/(?:Builder|BuildStep)$/, 'builders'],
];

/** The section an element stands in, as far as it can be told: by what is around it, else by the name of the class. */
export function sectionOfElement(element: Element): Section | undefined {
  if (element.parent === undefined) return 'job';
  if (element.name === 'scm') return 'scm';
  const around = Object.hasOwn(SECTIONS, element.parent.name) ? SECTIONS[element.parent.name] : undefined;
  return around ?? ENDINGS.find(([ending]) => ending.test(lastPart(element.type)))?.[1];
}

/** `org.example.site.SiteNotifier$Target` → `Target`. */
export function lastPart(type: string): string {
  return type.split(/[.$]/).at(-1)!;
}

/** `SiteNotifier` → `site-notifier`, `JUnitXYZResult` → `junit-xyz-result`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, (pair, one: string, other: string) => (one === 'J' ? pair : `${one}-${other}`))
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
}

/** Short name of the plugin, as Jenkins writes it into definitions; else the part of the class's package that says most. */
export function pluginOf(elements: readonly Element[], type: string): string {
  for (const element of elements) {
    const written = element.attributes.find(({ name }) => name === 'plugin')?.value;
    if (written !== undefined && written !== '') return written.split('@')[0]!;
  }
  if (/^hudson\.(?:tasks|model|triggers|scm)\.[A-Z]/.test(type)) return 'core';
  const packages = type.split(/[.$]/).filter((part) => /^[a-z]/.test(part) && !COMMON.has(part));
  return packages.at(-1)?.replaceAll('_', '-') ?? 'unknown';
}

const COMMON = new Set([
  'org',
  'com',
  'net',
  'io',
  'hudson',
  'jenkins',
  'jenkinsci',
  'plugins',
  'plugin',
  'builder',
  'publisher',
]);

/** Places, as a reader would count them: `17 definitions`. */
export function counted(count: number, one: string): string {
  return `${String(count)} ${one}${count === 1 ? '' : 's'}`;
}
