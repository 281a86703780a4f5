import { readFileSync } from 'node:fs';
import type { Zuul } from './zuul.js';

/** What a running Zuul took: seconds to a loaded tenant, and the resident memory of each service in MiB. */
export function figuresOf({ loaded, services }: Zuul): string {
  const memory = services.map(({ name, pid }) => {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? '0';
    return `${name} ${(Number(kilobytes) / 1024).toFixed(0)} MiB`;
  });
  return `${loaded.toFixed(1)} s to a loaded tenant; ${memory.join(', ')}`;
}
