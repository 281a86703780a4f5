import type { ParameterComparison, ParameterGroup } from '../model/verification.js';
import { grouped, plural } from './words.js';

/** The figures of comparing parameters, in a line. */
export function parameterWords({ asked, equal, announced, unexplained, values }: ParameterComparison): string {
  const parts = [
    `${grouped(equal)} equal`,
    ...(announced === 0 ? [] : [`${grouped(announced)} announced`]),
    ...(unexplained === 0 ? [] : [`${grouped(unexplained)} unexplained`]),
  ];
  return `${plural(asked, 'use')} with ${plural(values, 'value')} asked: ${parts.join(', ')}`;
}

/** One way in which parameters differ. */
export function parameterLines({ parameter, v2, v3, uses, jobs, example }: ParameterGroup): string[] {
  const { job, project, pipeline, item } = example;
  const about = item.kind === 'change' ? ` on ${item.branch}` : item.kind === 'ref' ? ` for ${item.ref}` : '';
  return [
    `  ${parameter === '' ? 'parameters' : parameter}: v2 ${v2}, v3 ${v3}`,
    `      ${plural(uses, 'use')} of ${plural(jobs.length, 'job')}, for example ${job} of ${project} in ${pipeline}${about}`,
  ];
}
