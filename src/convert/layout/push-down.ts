import { both, covers } from './clauses.js';
import { isPartOf, type RunCondition } from './conditions.js';

/** The condition of a job below another one, with what the one above asks for. */
export interface PushedDown {
  readonly condition: RunCondition;
  /** The job alone fits items that the one above does not fit: there v2 waited for ever. */
  readonly narrowed: boolean;
  /** Not everything of the one above could be put on the job; Zuul runs the one above when this one runs. */
  readonly incomplete: boolean;
}

/** Adds to a job's own condition what the job above it asks for, as far as one entry of Zuul can hold it. */
export function pushDown(own: RunCondition, above: RunCondition): PushedDown {
  const files = narrowerFiles(own, above);
  const skipped = widerSkips(own, above);
  const { irrelevantFiles, variants } = skipped.skips;
  const condition = { branches: both(own.branches, above.branches), files: files.files, irrelevantFiles, variants };
  const incomplete = !files.complete || !skipped.complete;
  return { condition, incomplete, narrowed: incomplete || !impliesAll(own, above) };
}

/** Whether an item that fits `own` surely fits `above`. */
export function impliesAll(own: RunCondition, above: RunCondition): boolean {
  if (!covers(own.branches, above.branches)) return false;
  if (above.files.length > 0 && (own.files.length === 0 || !isPartOf(own.files, above.files))) return false;
  if (!isPartOf(above.irrelevantFiles, own.irrelevantFiles)) return false;
  if (own.variants.length === 0 && above.variants.length === 0) return true;
  return sameVariants(own, above) && isPartOf(own.irrelevantFiles, above.irrelevantFiles);
}

function sameVariants(one: RunCondition, other: RunCondition): boolean {
  return JSON.stringify(one.variants) === JSON.stringify(other.variants);
}

/** `files` is a list of alternatives: the shorter list of two, where one contains the other, is the narrower condition. */
function narrowerFiles(own: RunCondition, above: RunCondition): { files: RunCondition['files']; complete: boolean } {
  if (above.files.length === 0) return { files: own.files, complete: true };
  if (own.files.length === 0 || isPartOf(above.files, own.files)) return { files: above.files, complete: true };
  return { files: own.files, complete: isPartOf(own.files, above.files) };
}

type Skips = Pick<RunCondition, 'irrelevantFiles' | 'variants'>;

/** A change is skipped when either list covers it: the longer list, where one contains the other. */
function widerSkips(own: RunCondition, above: RunCondition): { skips: Skips; complete: boolean } {
  if (above.irrelevantFiles.length === 0 && above.variants.length === 0) return { skips: own, complete: true };
  if (own.irrelevantFiles.length === 0 && own.variants.length === 0) return { skips: above, complete: true };
  const sameBranches = sameVariants(own, above) || (own.variants.length === 0 && above.variants.length === 0);
  if (sameBranches && isPartOf(own.irrelevantFiles, above.irrelevantFiles)) return { skips: above, complete: true };
  return { skips: own, complete: sameBranches && isPartOf(above.irrelevantFiles, own.irrelevantFiles) };
}
