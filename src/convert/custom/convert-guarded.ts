import { pathToFileURL } from 'node:url';
import { InputError } from '../../model/input-error.js';
import type { Contribution } from '../../model/jenkins-job.js';
import { formatPlace } from '../../model/place.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes, Walk } from '../converter.js';
import type { CatalogueEntry } from '../load-catalogue.js';
import { faultOfContribution } from './check-contribution.js';
import { messageOf, placeInStack } from './import-fault.js';

/** What a user's converter made of an element, or a sentence about what went wrong. */
export type Guarded = { readonly contribution: Contribution } | { readonly failed: string };

/** Calls the converter of a user. What it throws, or returns instead of a contribution, is told with its file and line. */
export function convertGuarded(entry: CatalogueEntry, element: Element, notes: Notes, walk: Walk): Guarded {
  const { shown: file = entry.path, module: path = file } = entry;
  try {
    const contribution: unknown = entry.converter.convert(element, notes, walk);
    const wrong = faultOfContribution(contribution);
    if (wrong === undefined) return { contribution: contribution as Contribution };
    return { failed: `The converter ${file} returned ${wrong}.` };
  } catch (error) {
    if (error instanceof InputError) {
      const { at, message } = error.faults[0]!;
      return { failed: `The converter ${file} refuses this element (${formatPlace(at)}: ${message}).` };
    }
    const place = placeInStack(error, { file, url: pathToFileURL(path) });
    const name = error instanceof Error ? error.name : 'thrown';
    return { failed: `The converter failed at ${formatPlace(place)} (${name}: ${messageOf(error)}).` };
  }
}
