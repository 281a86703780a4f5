import { formatPlace, type Place } from './place.js';

/** One fault of what the user gave us. */
export interface Fault {
  readonly at: Place;
  /** One sentence: what was found, what was expected, what to do. */
  readonly message: string;
}

/**
 * The user's input cannot be worked with. The command line prints one line per fault and exits with 2.
 * Everything else that is thrown is a defect of this program and keeps its stack.
 */
export class InputError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: Fault | readonly Fault[]) {
    const list = Array.isArray(faults) ? (faults as readonly Fault[]) : [faults as Fault];
    super(list.map((fault) => `${formatPlace(fault.at)}: ${fault.message}`).join('\n'));
    this.name = 'InputError';
    this.faults = list;
  }
}
