import type { Contribution, JobFacts } from '../../model/jenkins-job.js';

/** Two converters say something different about the job as a whole. */
export interface Clash {
  readonly fact: 'timeout' | 'label';
  readonly kept: string;
  readonly left: string;
}

/**
 * Puts contributions together in document order. Tear-downs come in reverse order (jenkins-elements: order of a build),
 * later variables win over earlier ones of the same name.
 *
 * Of two time limits the shorter is kept: in Jenkins both run, and the shorter one ends the build. Of two labels the first
 * is; `onClash` is told. Semaphores are all kept, as a build may hold several; of two limits of one the narrower.
 */
export function mergeContributions(
  contributions: readonly Contribution[],
  onClash: (clash: Clash) => void = () => undefined,
): Contribution {
  const filled = contributions.filter((one) => !isEmpty(one));
  if (filled.length <= 1) return filled[0] ?? {};
  const merged: { -readonly [Key in keyof Contribution]: Contribution[Key] } = {};
  for (const one of filled) {
    for (const key of LISTS) {
      const list = one[key] as readonly never[] | undefined;
      if (list !== undefined) merged[key] = concatenated(merged[key] as readonly never[] | undefined, list) as never;
    }
    if (one.after !== undefined) merged.after = [...one.after, ...(merged.after ?? [])];
    if (one.environment !== undefined) merged.environment = { ...merged.environment, ...one.environment };
    if (one.job !== undefined) merged.job = mergeFacts(merged.job, one.job, onClash);
  }
  return merged;
}

/** Fields whose lists are joined in document order. */
const LISTS = ['secrets', 'before', 'checkout', 'setUp', 'run', 'post', 'triggers', 'checkouts'] as const;

/** Joins into a list of our own, so that a long section is not copied once per step. */
function concatenated<T>(into: readonly T[] | undefined, list: readonly T[]): readonly T[] {
  if (into === undefined) return [...list];
  (into as T[]).push(...list);
  return into;
}

function isEmpty(contribution: Contribution): boolean {
  for (const key in contribution) if (contribution[key as keyof Contribution] !== undefined) return false;
  return true;
}

function mergeFacts(one: JobFacts | undefined, other: JobFacts, onClash: (clash: Clash) => void): JobFacts {
  if (one === undefined) return other;
  const merged = { ...one, ...other };
  if (one.timeout !== undefined && other.timeout !== undefined && one.timeout !== other.timeout) {
    const [kept, left] = [Math.min(one.timeout, other.timeout), Math.max(one.timeout, other.timeout)];
    onClash({ fact: 'timeout', kept: `${String(kept)} s`, left: `${String(left)} s` });
    return { ...mergeFacts(without(one, 'timeout'), without(other, 'timeout'), onClash), timeout: kept };
  }
  if (one.label !== undefined && other.label !== undefined && one.label !== other.label) {
    onClash({ fact: 'label', kept: one.label, left: other.label });
    return { ...mergeFacts(without(one, 'label'), without(other, 'label'), onClash), label: one.label };
  }
  const blockedBy = [...(one.blockedBy ?? []), ...(other.blockedBy ?? [])];
  return { ...merged, ...mergeSemaphores(one, other), ...(blockedBy.length > 0 && { blockedBy }) };
}

type Limits = Pick<JobFacts, 'semaphore' | 'furtherSemaphores'>;

function mergeSemaphores(one: Limits, other: Limits): Limits {
  const limits = new Map<string, number>();
  for (const { semaphore, furtherSemaphores = [] } of [one, other]) {
    for (const { name, max } of [...(semaphore === undefined ? [] : [semaphore]), ...furtherSemaphores]) {
      limits.set(name, Math.min(max, limits.get(name) ?? max));
    }
  }
  const own = one.semaphore?.name ?? other.semaphore?.name;
  const further = [...limits].filter(([name]) => name !== own).map(([name, max]) => ({ name, max }));
  return {
    ...(own !== undefined && { semaphore: { name: own, max: limits.get(own)! } }),
    ...(further.length > 0 && { furtherSemaphores: further }),
  };
}

/** The facts but one. */
export function without(facts: JobFacts, key: keyof JobFacts): JobFacts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== key)) as JobFacts;
}
