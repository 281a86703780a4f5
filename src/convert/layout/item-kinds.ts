import type { V2Pipeline, V2Value } from '../../model/layout.js';
import type { Settings } from '../../model/settings.js';
import { behindPrefix } from '../../regex/derivatives/remainder.js';
import { entriesOf, itemsOf, textOf } from './values.js';

/** What may come into a pipeline by its triggers. */
export interface ItemKinds {
  readonly change: boolean;
  /** Updated branches. */
  readonly branch: boolean;
  readonly tag: boolean;
  /** Updated refs that are neither. */
  readonly otherRef: boolean;
  readonly timer: boolean;
  /** All of them come after review: merged changes, refs, timers. */
  readonly afterReview: boolean;
}

export const BRANCH_PREFIX = 'refs/heads/';
export const TAG_PREFIX = 'refs/tags/';

/**
 * What starts a pipeline. One without triggers is fed by hand and taken as one for changes.
 *
 * Source: Zuul 2.6, `zuul/trigger/`: `ref-updated` is a ref, every other Gerrit event and every event of the `zuul`
 * trigger is a change, `timer` is neither.
 */
export function itemKindsOf(pipeline: V2Pipeline, settings: Settings): ItemKinds {
  const kinds = { change: false, branch: false, tag: false, otherRef: false, timer: false };
  let beforeReview = false;
  const trigger = pipeline.keys.get('trigger');
  for (const [name, value] of trigger === undefined ? [] : entriesOf(trigger)) {
    for (const filter of itemsOf(value)) {
      if (name === 'timer') {
        kinds.timer = true;
      } else if (name === 'zuul') {
        kinds.change = true;
        beforeReview = true;
      } else {
        const events = eventsOf(filter);
        if (events.includes('ref-updated')) addRefs(kinds, refPatterns(filter), settings);
        if (events.some((event) => event !== 'ref-updated')) kinds.change = true;
        if (events.some((event) => event !== 'ref-updated' && event !== 'change-merged')) beforeReview = true;
      }
    }
  }
  if (!Object.values(kinds).includes(true)) return { ...kinds, change: true, afterReview: false };
  return { ...kinds, afterReview: !beforeReview };
}

function eventsOf(filter: V2Value): string[] {
  const event = filter.kind === 'map' ? filter.entries.get('event') : undefined;
  return event === undefined ? [] : itemsOf(event).map(textOf);
}

function refPatterns(filter: V2Value): string[] {
  const ref = filter.kind === 'map' ? filter.entries.get('ref') : undefined;
  return ref === undefined ? [] : itemsOf(ref).map(textOf);
}

function addRefs(
  kinds: { branch: boolean; tag: boolean; otherRef: boolean },
  refs: readonly string[],
  settings: Settings,
): void {
  if (refs.length === 0) {
    kinds.branch = kinds.tag = kinds.otherRef = true;
    return;
  }
  for (const ref of refs) {
    if (fitsBranches(ref, settings)) kinds.branch = true;
    if (behindPrefix(ref, TAG_PREFIX) !== 'never') kinds.tag = true;
    if (behindPrefix(ref, 'refs/meta/') !== 'never' || behindPrefix(ref, 'refs/notes/') !== 'never') {
      kinds.otherRef = true;
    }
  }
}

/** Whether a pattern of a trigger can fit an updated branch, under the name that the old Gerrit gave it. */
export function fitsBranches(ref: string, settings: Settings): boolean {
  if (settings.refNames === 'full') return behindPrefix(ref, BRANCH_PREFIX) !== 'never';
  return !/^\^?\(?refs\//.test(ref);
}
