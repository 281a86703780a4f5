import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { InputError } from '../../model/input-error.js';
import type { Scenario } from '../../model/scenario.js';
import { parseScenario } from './parse-scenario.js';

/** A scenario with whatever else stood in its line. */
export interface ReadScenario {
  readonly scenario: Scenario;
  /** Further fields of the line, such as `id`, in their order. */
  readonly others: Readonly<Record<string, unknown>>;
}

/**
 * Reads a file of scenarios, one JSON object a line, as it comes; blank lines are passed over.
 *
 * @param path A file, or `-` for standard input.
 * @throws InputError for a file that cannot be read, and for the first line that is no scenario, with its number.
 */
export async function* readScenarios(path: string): AsyncGenerator<ReadScenario> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  const name = path === '-' ? 'standard input' : path;
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      line += 1;
      if (text.trim() !== '') yield parseScenario(text, { file: name, line });
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'EISDIR') throw error;
    const message = `the file of scenarios cannot be read (${code}); give a file with one JSON object a line`;
    throw new InputError({ at: { file: name, line: 0 }, message });
  } finally {
    input.destroy();
  }
}
