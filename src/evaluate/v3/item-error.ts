import type { Place } from '../../model/place.js';

/** Zuul cannot freeze the jobs of an item: it reports a configuration error, and none of them runs. */
export class ItemError extends Error {
  constructor(
    message: string,
    readonly at?: Place,
  ) {
    super(message);
  }
}
