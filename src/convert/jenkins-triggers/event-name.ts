import type { EventTrigger } from '../../model/jenkins-job.js';

/** Events → name of a pipeline; the first event of a trigger that is here gives the name. */
const NAMES: readonly (readonly [event: string, pipeline: string])[] = [
  ['patchset-created', 'check'],
  ['pull_request', 'check'],
  ['gl_merge_request', 'check'],
  ['change-merged', 'postmerge'],
  ['ref-updated', 'post'],
  ['push', 'post'],
  ['gl_push', 'post'],
  ['change-abandoned', 'abandoned'],
  ['comment-added', 'on-comment'],
];

/** A name for the pipeline of events: `check`, `post`, `on-comment`. */
export function pipelineName({ driver, events }: EventTrigger): string {
  const found = NAMES.find(([event]) => events.some((one) => one['event'] === event));
  return found?.[1] ?? `${driver}-events`;
}
