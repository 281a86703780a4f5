import type { MacroPart, Origin, Place } from '../../model/place.js';
import type { Element } from '../jenkins/element.js';
import { isText, valueOf, type YamlList, type YamlNode } from '../yaml/node.js';
import { defaultsOf } from './match-jobs.js';
import { macroKey, type JjbSources, type JobSource } from './sources.js';

/** Section of a job in YAML → kind of its macros, and the way to its elements in XML. */
const SECTIONS: readonly (readonly [key: string, kind: string, path: readonly string[]])[] = [
  ['builders', 'builder', ['builders']],
  ['prebuilders', 'builder', ['prebuilders']],
  ['postbuilders', 'builder', ['postbuilders']],
  ['publishers', 'publisher', ['publishers']],
  ['wrappers', 'wrapper', ['buildWrappers']],
  ['triggers', 'trigger', ['triggers']],
  ['parameters', 'parameter', ['properties', 'hudson.model.ParametersDefinitionProperty', 'parameterDefinitions']],
];

/** Components whose element is known: where one stands for another one, the two lists are not of one job. */
const TYPES: Readonly<Record<string, string>> = {
  shell: 'hudson.tasks.Shell',
  batch: 'hudson.tasks.BatchFile',
  archive: 'hudson.tasks.ArtifactArchiver',
  junit: 'hudson.tasks.junit.JUnitResultArchiver',
  postbuildscript: 'org.jenkinsci.plugins.postbuildscript.PostBuildScript',
  timeout: 'hudson.plugins.build__timeout.BuildTimeoutWrapper',
};

/** Macros that call each other have no end. */
const DEEPEST_MACRO = 30;

/** One component of a section after all macros are written out. */
interface Component {
  /** Name of the component; `undefined` where a variable stands for an unknown number of them. */
  readonly name: string | undefined;
  readonly at: Place;
  readonly macros: readonly MacroPart[];
}

/**
 * Tells for the elements of a job where they stand in the files of Job Builder and which macros they came out of.
 *
 * Elements and components are laid side by side from both ends of a section; between is what a variable gave. Where that
 * cannot be, the section's elements stay without an origin of their own.
 */
export function traceElements(root: Element, source: JobSource, sources: JjbSources): ReadonlyMap<Element, Place> {
  const places = new Map<Element, Place>();
  const template: Origin = source.isTemplate ? { template: source.name } : {};
  places.set(root, { ...source.at, origin: template });
  const scopes = [source.body, ...defaultsOf(source, sources)];
  for (const [key, kind, path] of SECTIONS) {
    const list = scopes.map((scope) => valueOf(scope, key)).find((node) => node !== undefined);
    const section = path.reduce<Element | undefined>((element, name) => element?.child(name), root);
    if (list?.kind !== 'list' || section === undefined) continue;
    for (const [element, { at, macros }] of sideBySide(section.elements, written(list, kind, sources, 0))) {
      places.set(element, { ...at, ...(macros.length === 0 ? {} : { origin: { macros } }) });
    }
  }
  return places;
}

function sideBySide(elements: readonly Element[], components: readonly Component[]): (readonly [Element, Component])[] {
  const first = components.findIndex(({ name }) => name === undefined);
  if (first < 0) {
    return elements.length === components.length && components.every((one, index) => fits(one, elements[index]!))
      ? components.map((component, index) => [elements[index]!, component] as const)
      : [];
  }
  const last = components.length - 1 - components.findLastIndex(({ name }) => name === undefined);
  if (first + last > elements.length) return [];
  const pairs = [
    ...components.slice(0, first).map((component, index) => [elements[index]!, component] as const),
    ...components
      .slice(components.length - last)
      .map((component, index) => [elements[elements.length - last + index]!, component] as const),
  ];
  return pairs.every(([element, component]) => fits(component, element)) ? pairs : [];
}

function fits({ name }: Component, element: Element): boolean {
  const type = name !== undefined && Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  return type === undefined || element.name === type;
}

/** The components of a list with its macros written out. */
function written(list: YamlList, kind: string, sources: JjbSources, depth: number): Component[] {
  return list.items.flatMap((item): Component[] => {
    const name = componentName(item);
    if (name === undefined) return [{ name, at: item.at, macros: [] }];
    const macro = depth < DEEPEST_MACRO ? sources.macros.get(macroKey(kind, name)) : undefined;
    if (macro === undefined) return [{ name, at: item.at, macros: [] }];
    const inner = written(macro.items, kind, sources, depth + 1);
    const isOpen = inner.some((component) => component.name === undefined);
    return inner.map((component, index) => ({
      ...component,
      // Of how many elements it is one cannot be told where a variable stands among them.
      macros: isOpen ? component.macros : [{ name: macro.name, index, size: inner.length }, ...component.macros],
    }));
  });
}

/** `shell`, `- shell: …`; nothing where a placeholder or a tag stands for it. */
function componentName(item: YamlNode): string | undefined {
  const name = isText(item)
    ? item.value
    : item.kind === 'map' && item.entries.size === 1
      ? [...item.entries.keys()][0]
      : undefined;
  return name === undefined || item.localTag !== undefined || /[{\0]/.test(name) ? undefined : name;
}
