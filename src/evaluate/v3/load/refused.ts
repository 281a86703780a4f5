import type { Place } from '../../../model/place.js';

/** Zuul refuses an object, or a whole file: it loses it, lists the reason and goes on. Caught where that is decided. */
export class Refused extends Error {
  constructor(
    readonly at: Place,
    message: string,
  ) {
    super(message);
  }
}
