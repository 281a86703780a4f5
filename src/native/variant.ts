import type { AttachedJob } from '../convert/attach/attach.js';
import type { NativeHint } from '../model/native.js';
import type { ZuulJob } from '../model/zuul.js';

/**
 * The job that a hint proposes, under the name of the converted one: parent and variables of the hint; what the layout says of
 * the job (voting, branches, files, semaphores, time limit) stays.
 *
 * @param keepsNodeset Whether it stays on the node of the converted job. Else it has that of its parents.
 */
export function nativeVariant(job: AttachedJob, hint: NativeHint, keepsNodeset: boolean): ZuulJob {
  const { nodeset, vars, ...attributes } = job.attributes;
  const { description, timeout } = job.jenkins;
  const limit = attributes.timeout ?? timeout;
  const all = { ...vars, ...hint.vars };
  return {
    ...attributes,
    name: job.v3Name,
    parent: hint.parent,
    ...(description === undefined || description === '' ? {} : { description }),
    ...(job.comment === undefined ? {} : { comment: job.comment }),
    ...(limit === undefined ? {} : { timeout: limit }),
    ...(keepsNodeset && nodeset !== undefined ? { nodeset } : {}),
    ...(job.requiredProjects.length === 0 ? {} : { requiredProjects: job.requiredProjects }),
    ...(Object.keys(all).length === 0 ? {} : { vars: all }),
  };
}
