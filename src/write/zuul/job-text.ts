import type { ZuulJob } from '../../model/zuul.js';
import { yamlFile } from '../yaml/yaml-file.js';
import { jobMap } from './job.js';

/** One job as it would stand in a file of its own, for people to read. */
export function jobText(job: ZuulJob): string {
  return yamlFile([], [{ value: { job: jobMap(job) } }]);
}
