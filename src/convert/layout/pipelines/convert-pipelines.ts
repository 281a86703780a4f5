import type { V2Layout } from '../../../model/layout.js';
import type { Settings } from '../../../model/settings.js';
import type { ZuulPipeline } from '../../../model/zuul.js';
import type { ItemKinds } from '../item-kinds.js';
import { listOf, type LayoutNotes } from '../notes.js';
import { entriesOf } from '../values.js';
import { convertPipeline } from './convert-pipeline.js';
import { labelSpelling } from './labels.js';
import type { PipelineTools } from './pipeline-context.js';

export interface PipelinesContext {
  readonly kinds: ReadonlyMap<string, ItemKinds>;
  readonly settings: Settings;
  readonly notes: LayoutNotes;
  /** Connections of zuul.conf: name → driver. */
  readonly connections: ReadonlyMap<string, string> | undefined;
}

/** Converts all pipelines. Values that several of them share stay one value. */
export function convertPipelines(layout: V2Layout, context: PipelinesContext): ZuulPipeline[] {
  const { kinds, settings, notes, connections } = context;
  noteConnections(layout, notes);
  const spell = labelSpelling(settings, notes);
  const tools: PipelineTools = { settings, notes, spell, connections, lists: new Map() };
  return layout.pipelines.map((pipeline) => convertPipeline(pipeline, kinds.get(pipeline.name.value)!, tools));
}

/** With one Gerrit there is nothing to tell apart. */
function noteConnections(layout: V2Layout, notes: LayoutNotes): void {
  const names = new Set<string>();
  for (const pipeline of layout.pipelines) {
    const trigger = pipeline.keys.get('trigger');
    for (const [name, value] of trigger === undefined ? [] : entriesOf(trigger)) {
      if (name === 'timer' || name === 'zuul' || names.has(name)) continue;
      names.add(name);
      if (names.size === 2)
        notes.raise('pipeline/several-connections', value, { detail: listOf([...names]), leaves: [] });
    }
  }
}
