import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { apiHome } from '../api/home.js';
import type { ProgramFolders } from './command.js';

/**
 * The program's folders, as seen from `src/cli/`. `templates/` stands beside `src/` in the sources, and above `dist/` when
 * built.
 *
 * @param here Address of the module that starts the program.
 */
export function programFolders(here: string): ProgramFolders {
  const beside = new URL('../../templates/', here);
  return {
    converters: new URL('../../converters/', here),
    templates: existsSync(beside) ? beside : new URL('../../../templates/', here),
    reportTemplate: new URL('report-template.js', here),
    diffTemplate: new URL('diff-template.js', here),
    layoutWorker: new URL('layout-worker.js', here),
    modules: apiHome(new URL(`../api/home${extname(here)}`, here).href).modules,
  };
}
