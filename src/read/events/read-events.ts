import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ChangeEvent } from '../../model/change-event.js';
import type { Finding } from '../../model/finding.js';
import { type Fault, InputError } from '../../model/input-error.js';
import { changeMemory } from './change-memory.js';
import { parseEvent } from './parse-event.js';

/** An event with the line that it stands in. */
export interface ReadEvent {
  readonly event: ChangeEvent;
  readonly line: number;
}

const UNREADABLE: ReadonlySet<string> = new Set(['ENOENT', 'EACCES', 'EISDIR']);

/**
 * Reads a recorded stream of Gerrit (`gerrit stream-events`, one JSON object a line) as it comes; blank lines are passed
 * over. What earlier events tell of a change (newest patch set, votes) is laid under later ones. Events of every type are
 * given; those that are about no change and no ref have no state.
 *
 * @param path A file, or `-` for standard input.
 * @param onFinding Hears of each line that is no event; such lines are passed over.
 * @throws InputError for a file that cannot be read, and for one in which no line is an event.
 */
export async function* readEvents(path: string, onFinding: (finding: Finding) => void): AsyncGenerator<ReadEvent> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  const file = path === '-' ? 'standard input' : path;
  const remember = changeMemory();
  let line = 0;
  let read = 0;
  let first: Fault | undefined;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      line += 1;
      if (text.trim() === '') continue;
      try {
        const event = remember(parseEvent(text, { file, line }));
        read += 1;
        yield { event, line };
      } catch (error) {
        const fault = error instanceof InputError ? error.faults[0] : undefined;
        if (fault === undefined) throw error;
        first ??= fault;
        onFinding({ outcome: 'dropped', code: 'events/no-event', message: fault.message, at: fault.at });
      }
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined || !UNREADABLE.has(code)) throw error;
    const message = `the recorded events cannot be read (${code}); give a file of what gerrit stream-events prints`;
    throw new InputError({ at: { file, line: 0 }, message });
  } finally {
    input.destroy();
  }
  if (read === 0 && first !== undefined) throw new InputError(first);
}
