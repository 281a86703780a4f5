import { initialize, load, resolve, type ModuleData } from './module-hooks.js';
import { registerHooks } from './register-hooks.js';
import type { Sources } from './user-modules.js';

/** The modules of this program that converters of users import: addresses. */
export interface PackageModules {
  /** What `import 'zuulshift'` leads to. */
  readonly index: URL;
  /** What `import 'zuulshift/testing'` leads to. */
  readonly testing: URL;
  /** The module with Node's hooks. */
  readonly hooks: URL;
}

/**
 * From here on Node imports these modules as they are given, and `zuulshift` out of them as this program: nobody has to
 * install it beside them. Node's manual: Modules, customization hooks.
 */
export function registerModules(sources: Sources, { index, testing, hooks }: PackageModules): void {
  const packages = { zuulshift: index.href, 'zuulshift/testing': testing.href };
  const data: ModuleData = { packages, sources };
  initialize(data);
  registerHooks({ resolve, load }, hooks, data);
  // Places in errors are those of the TypeScript that was written.
  process.setSourceMapsEnabled(true);
}
