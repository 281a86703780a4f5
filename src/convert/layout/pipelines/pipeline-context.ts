import type { V2Pipeline, V2Value } from '../../../model/layout.js';
import type { Settings } from '../../../model/settings.js';
import type { ConfigValue } from '../../../model/zuul.js';
import type { ItemKinds } from '../item-kinds.js';
import type { LayoutNotes } from '../notes.js';
import type { LabelSpelling } from './labels.js';

/** A value being written; the finished one counts as a `ConfigValue`. */
export type ConfigMap = Record<string, ConfigValue>;

/** What the conversion of pipelines shares. */
export interface PipelineTools {
  readonly settings: Settings;
  readonly notes: LayoutNotes;
  readonly spell: LabelSpelling;
  /** Connections of zuul.conf, where there is one: name → driver. */
  readonly connections: ReadonlyMap<string, string> | undefined;
  /** Lists that were converted: one list of the layout that several places name stays one list. */
  readonly lists: Map<string, Map<V2Value, ListResult>>;
}

/** A list of patterns as Zuul takes it, or why there is none: it lets everything or nothing through, or RE2 cannot say it. */
export type ListResult =
  { readonly kind: 'list'; readonly list: ConfigValue } | { readonly kind: 'always' | 'never' | 'impossible' };

export interface PipelineContext extends PipelineTools {
  readonly pipeline: V2Pipeline;
  readonly kinds: ItemKinds;
}

/** `zuul.d/pipelines.yaml#gate` */
export function outputOf(pipeline: V2Pipeline): string {
  return `zuul.d/pipelines.yaml#${pipeline.name.value}`;
}

/** Name of a connection in the new Zuul. `timer` and `zuul` are built in and keep theirs. */
export function connectionName(name: string, settings: Settings): string {
  return name === 'timer' || name === 'zuul' ? name : (settings.connections[name] ?? name);
}
