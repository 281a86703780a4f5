import { NO_PAINT, type Paint } from '../report/summary.js';
import type { Io } from './command.js';

/** Colours where a person watches, none for files and pipes. */
export async function paintFor(io: Io): Promise<Paint> {
  if (!io.interactive) return NO_PAINT;
  const { default: colors } = await import('picocolors');
  return {
    bold: colors.bold,
    dim: colors.dim,
    added: colors.green,
    removed: colors.red,
    of: { unread: colors.red, 'needs-human': colors.yellow, approximated: colors.cyan, dropped: colors.dim },
  };
}
