import { walkOver, type Walked } from '../convert/jenkins/walk.js';
import type { Catalogue } from '../convert/load-catalogue.js';
import { InputError } from '../model/input-error.js';
import type { Settings } from '../model/settings.js';
import { didYouMean } from '../read/yaml/did-you-mean.js';
import type { Element } from '../read/jenkins/element.js';
import type { JenkinsDocument } from '../read/jenkins/read-jenkins.js';
import { lastPart, sectionOfElement } from './describe-element.js';

/** An element in a job. */
export interface Occurrence {
  readonly job: string;
  readonly element: Element;
}

/** An element that no converter knows, with all places where one was asked for. */
export interface UnknownElement {
  readonly type: string;
  readonly section: string;
  readonly occurrences: readonly Occurrence[];
}

/** Elements that no converter knows, the most frequent first; of equally frequent ones by name. Marks the leaves. */
export function unknownElements(
  documents: readonly JenkinsDocument[],
  catalogue: Catalogue,
  settings: Settings,
): readonly UnknownElement[] {
  const found = new Map<string, Occurrence[]>();
  for (const { name, root } of documents) {
    for (const element of unknownIn(name, root, catalogue, settings)) {
      const occurrences = found.get(element.type);
      if (occurrences === undefined) found.set(element.type, [{ job: name, element }]);
      else occurrences.push({ job: name, element });
    }
  }
  const list = [...found].map(([type, occurrences]): UnknownElement => {
    return { type, section: sectionOfElement(occurrences[0]!.element) ?? '-', occurrences };
  });
  return list.sort(
    (one, other) => other.occurrences.length - one.occurrences.length || (one.type < other.type ? -1 : 1),
  );
}

function unknownIn(job: string, root: Element, catalogue: Catalogue, settings: Settings): ReadonlySet<Element> {
  const walked: Walked = { findings: [], unknown: new Set() };
  try {
    walkOver(job, catalogue, settings, walked).convert([root]);
  } catch (error) {
    // A definition that Jenkins could not have written: `convert` tells.
    if (!(error instanceof InputError)) throw error;
  }
  return walked.unknown;
}

/** All elements of a class, wherever they stand. The name may be written as in XML. */
export function occurrencesOf(documents: readonly JenkinsDocument[], type: string): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const { name, root } of documents) {
    root.walk((element) => {
      if (element.type === type || element.name === type) found.push({ job: name, element });
    });
  }
  return found;
}

const MOST_NAMES = 3;

/** Names of classes in the definitions that somebody may have meant, at most three. */
export function nearNames(documents: readonly JenkinsDocument[], wanted: string): readonly string[] {
  const types = new Set<string>();
  for (const { root } of documents) root.walk(({ type }) => void (type.includes('.') && types.add(type)));
  const all = [...types].sort();
  const last = lastPart(wanted).toLowerCase();
  const sameLast = all.filter((type) => lastPart(type).toLowerCase() === last);
  const containing = last.length < MOST_NAMES ? [] : all.filter((type) => type.toLowerCase().includes(last));
  const alike = didYouMean(wanted, all) ?? nearLast(last, all);
  return [...new Set([...sameLast, ...containing, ...(alike === undefined ? [] : [alike])])].slice(0, MOST_NAMES);
}

function nearLast(last: string, types: readonly string[]): string | undefined {
  const near = didYouMean(
    last,
    types.map((type) => lastPart(type).toLowerCase()),
  );
  return types.find((type) => lastPart(type).toLowerCase() === near);
}
