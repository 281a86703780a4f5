import { EVENT_ID, YAMLException, parseEvents } from 'js-yaml';

const TAG = /![A-Za-z]/;

/**
 * Blanks out the tags that a loader knows besides YAML's own, so that the common reader takes the file; everything else
 * stays where it is.
 *
 * @param tags `!encrypted/pkcs1-oaep` and the like
 */
export function withoutTags(source: string, tags: readonly string[]): string {
  if (!TAG.test(source) || !tags.some((tag) => source.includes(tag))) return source;
  let result = '';
  let done = 0;
  for (const [start, end] of tagRanges(source)) {
    if (!tags.includes(source.slice(start, end))) continue;
    result += source.slice(done, start) + ' '.repeat(end - start);
    done = end;
  }
  return result + source.slice(done);
}

function tagRanges(source: string): (readonly [number, number])[] {
  try {
    return parseEvents(source, {}).flatMap((event) =>
      (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) &&
      event.tagStart >= 0
        ? [[event.tagStart, event.tagEnd] as const]
        : [],
    );
  } catch (error) {
    // The reader finds the same fault, and says where it is.
    if (error instanceof YAMLException) return [];
    throw error;
  }
}
