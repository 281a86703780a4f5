import type { Element } from '../../read/jenkins/element.js';

/**
 * The strictest of the limits that fields hold. Jenkins often has one for UNSTABLE and one for FAILURE; both fail a build
 * here. Fields that hold no limit, and those whose limit is looser, say nothing more: they are judged as dropped.
 *
 * @param best `least`: of limits that must not be exceeded; `most`: of limits that have to be reached.
 * @param isLimit Whether a number is a limit at all. Default: any whole number is.
 * @returns nothing where no field holds a limit.
 */
export function strictest(
  fields: readonly (Element | undefined)[],
  best: 'least' | 'most',
  isLimit: (limit: number) => boolean = () => true,
): number | undefined {
  const read = fields.flatMap((field) => (field === undefined ? [] : [{ field, limit: numberIn(field) }]));
  const limits = read.flatMap(({ limit }) => (limit !== undefined && isLimit(limit) ? [limit] : []));
  const strict = limits.length === 0 ? undefined : best === 'least' ? Math.min(...limits) : Math.max(...limits);
  for (const { field, limit } of read) if (limit !== strict || strict === undefined) field.judgeAll('dropped');
  return strict;
}

/** A number in a field, whole or not; nothing for any other text. */
export function numberIn(field: Element): number | undefined {
  const text = field.text().trim();
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
