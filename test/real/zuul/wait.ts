import type { Service } from './instance.js';

const PAUSE = 200;

/**
 * Asks again and again until there is an answer. The deadline is generous, since the machine may be busy.
 *
 * @param what for the error message: what is waited for
 * @param services when one of these ends, waiting makes no sense any more
 * @throws Error at the deadline, with the ends of the services' logs
 */
export async function until<T>(
  what: string,
  seconds: number,
  probe: () => Promise<T | undefined> | T | undefined,
  services: readonly Service[] = [],
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    const dead = services.find((service) => service.ended() !== undefined);
    if (dead) throw new Error(`waiting for ${what}: ${dead.name} ${String(dead.ended())}\n${dead.tail()}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  const logs = services.map((service) => `--- ${service.name}\n${service.tail()}`).join('\n');
  throw new Error(`waited ${String(seconds)} s for ${what}: ${String(last)}\n${logs}`);
}
