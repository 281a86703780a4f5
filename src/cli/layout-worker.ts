/** Runs the stages of a layout on a thread of their own; started by `layout-beside.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { InputError } from '../model/input-error.js';
import type { LayoutAnswer, LayoutOrder } from './layout-beside.js';
import { layoutStage } from './layout-stage.js';
import { trackStages } from './stages.js';

const { path, settings, functions } = workerData as LayoutOrder;
const stages = trackStages(() => performance.now());

async function answer(): Promise<LayoutAnswer> {
  try {
    return { layout: await layoutStage(path, settings, stages, functions), taken: stages.taken };
  } catch (error) {
    // An error loses its class on the way to another thread.
    if (error instanceof InputError) return { faults: error.faults };
    throw error;
  }
}

parentPort?.postMessage(await answer());
