import { fileURLToPath } from 'node:url';
import type { V2Layout } from '../model/layout.js';
import type { ParameterTable } from '../model/parameters.js';
import type { Settings } from '../model/settings.js';

/** Parameter functions to be run, as the command line names them. */
export interface FunctionFiles {
  readonly files: readonly string[];
  /** Name or path of the interpreter. */
  readonly python: string;
  /** Path of the folder `templates/` of this program. */
  readonly templates: string;
}

/** Options of the commands that run parameter functions. */
export interface FunctionOptions {
  readonly parameterFunctions?: string[];
  readonly python?: string;
}

/** Python is run for nobody who did not ask for it. */
export function functionFiles(
  { parameterFunctions, python = 'python3' }: FunctionOptions,
  templates: URL,
): FunctionFiles | undefined {
  if (parameterFunctions === undefined || parameterFunctions.length === 0) return undefined;
  return { files: parameterFunctions, python, templates: fileURLToPath(templates) };
}

/**
 * Asks the parameter functions of a layout about every use of its jobs.
 *
 * @throws InputError for a Python or a file that cannot be used.
 */
export async function runFunctions(
  layout: V2Layout,
  { zuulV2Version, defaultBranches, refNames }: Settings,
  functions: FunctionFiles,
): Promise<ParameterTable> {
  const [{ createV2Evaluator }, { parameterTable }] = await Promise.all([
    import('../evaluate/v2/evaluator.js'),
    import('../parameters/parameter-table.js'),
  ]);
  const v2 = createV2Evaluator(layout, { zuulV2Version });
  return parameterTable(layout, v2, functions, { defaultBranches, refNames });
}
