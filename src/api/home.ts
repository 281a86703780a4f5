/**
 * Folder of our own converters, as seen from a module of `src/api/`; and the modules that converters of users import.
 *
 * @param here Address of that module.
 */
export function apiHome(here: string): {
  readonly converters: URL;
  readonly modules: { readonly index: URL; readonly testing: URL; readonly hooks: URL };
} {
  // The program runs as it was built, or as it was written.
  const ending = here.endsWith('.ts') ? 'ts' : 'js';
  const module = (name: string): URL => new URL(`${name}.${ending}`, here);
  return {
    converters: new URL('../../converters/', here),
    modules: { index: module('index'), testing: module('testing'), hooks: module('../convert/custom/module-hooks') },
  };
}
