import { judgeLeaf, readLeaf } from '../../read/layout/leaves.js';
import type { V2Layout, V2Pipeline } from '../../model/layout.js';

/**
 * Marks what the conversion has looked at. The typed fields of jobs, templates and projects are all used; of a pipeline
 * only the keys that have a converter, so that a key nobody knows stays unread.
 */
export function readEverything(layout: V2Layout, pipelineKeys: ReadonlySet<string>): void {
  for (const pipeline of layout.pipelines) readPipeline(pipeline, pipelineKeys);
  for (const part of [layout.jobs, layout.templates, layout.projects]) {
    for (const object of part) readLeaf(object);
  }
  for (const include of layout.includes) readLeaf(include);
}

function readPipeline(pipeline: V2Pipeline, keys: ReadonlySet<string>): void {
  readLeaf(pipeline.name);
  for (const [key, value] of pipeline.keys) {
    if (keys.has(key)) readLeaf(value);
  }
}

export function judgeAll(objects: readonly object[], state: 'approximated' | 'dropped' | 'needs-human'): void {
  for (const object of objects) judgeLeaf(object, state);
}
