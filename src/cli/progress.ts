import type { Io } from './command.js';

/** One line that says what is going on, shown to a person at a terminal only. */
export interface Progress {
  stage(name: string): void;
  /** Takes the line away. */
  end(): void;
}

const ERASE_LINE = '\r\u001b[2K';

export function trackProgress(io: Io): Progress {
  let shown = false;
  return {
    stage(name) {
      if (!io.interactive) return;
      io.err(`${ERASE_LINE}zuulshift: ${name} …`);
      shown = true;
    },
    end() {
      if (shown) io.err(ERASE_LINE);
      shown = false;
    },
  };
}
