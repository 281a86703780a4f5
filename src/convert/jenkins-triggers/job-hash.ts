import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same job, in every run. */
export interface JobHash {
  /** The next number, from 0 up to but not including `bound`. */
  next(bound: number): number;
}

/**
 * The numbers that Jenkins puts in for `H` in the schedules of a job, so that a converted job runs at the same time.
 * Source: Jenkins core, hudson.scheduler.Hash, which seeds java.util.Random with the folded MD5 of the job's full name.
 */
export function jobHash(fullName: string): JobHash {
  const digest = createHash('md5').update(fullName, 'utf8').digest();
  let seed = 0n;
  for (let index = 0; index < 8; index += 1) seed = (seed << 8n) | BigInt(digest[index]! ^ digest[index + 8]!);
  return javaRandom(seed);
}

const MULTIPLIER = 0x5deece66dn;
const INCREMENT = 0xbn;
const MASK = (1n << 48n) - 1n;

/** java.util.Random, as far as `nextInt(bound)` goes. */
function javaRandom(seed: bigint): JobHash {
  let state = (seed ^ MULTIPLIER) & MASK;
  const bits31 = (): number => {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    return Number(state >> 17n);
  };
  return {
    next(bound) {
      if ((bound & (bound - 1)) === 0) return Number((BigInt(bound) * BigInt(bits31())) >> 31n);
      for (;;) {
        const bits = bits31();
        const value = bits % bound;
        // Java's int would overflow here: such numbers would make the small ones more frequent.
        if (bits - value + (bound - 1) <= 0x7fffffff) return value;
      }
    },
  };
}
