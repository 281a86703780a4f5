import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { InputError, type Fault } from '../model/input-error.js';
import type { Settings } from '../model/settings.js';
import type { LayoutStage } from './layout-stage.js';
import type { FunctionFiles } from './parameter-functions.js';
import type { Stages } from './stages.js';

/** What the thread is told. */
export interface LayoutOrder {
  readonly path: string;
  readonly settings: Settings;
  readonly functions?: FunctionFiles;
}

/** What it gives back. */
export type LayoutAnswer =
  { readonly layout: LayoutStage; readonly taken: Stages['taken'] } | { readonly faults: readonly Fault[] };

/**
 * Reads and converts a layout on a thread of its own, so that it takes no time beside that of the Jenkins jobs.
 *
 * @param worker The built module of the thread.
 * @param taken Is told how long the stages took there.
 * @throws InputError as `layoutStage` does.
 */
export async function layoutBeside(
  order: LayoutOrder,
  worker: URL,
  taken: (stages: Stages['taken']) => void,
): Promise<LayoutStage> {
  const thread = new Worker(worker, { workerData: order });
  const [answer] = (await once(thread, 'message')) as [LayoutAnswer];
  if ('faults' in answer) throw new InputError(answer.faults);
  taken(answer.taken);
  return answer.layout;
}
