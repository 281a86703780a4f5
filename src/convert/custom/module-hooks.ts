import type { LoadHook, ResolveHook } from 'node:module';

/** What Node has to know to import the modules of a user. */
export interface ModuleData {
  /** `zuulshift` and its parts → address of the module in the program that runs: never a second copy of it. */
  readonly packages: Readonly<Record<string, string>>;
  /** Address → JavaScript, see `gatherSources`. */
  readonly sources: ReadonlyMap<string, string>;
}

let data: ModuleData = { packages: {}, sources: new Map() };

/** Called for each registration, on the thread that loads modules. */
export function initialize(given: ModuleData): void {
  data = { packages: given.packages, sources: new Map([...data.sources, ...given.sources]) };
}

/** The address that an import of a user's module leads to, where it is not for Node to find it. */
function addressOf(specifier: string, parent: string | undefined): string | undefined {
  if (parent === undefined || !data.sources.has(parent)) return undefined;
  if (Object.hasOwn(data.packages, specifier)) return data.packages[specifier];
  if (!/^\.{1,2}\//.test(specifier)) return undefined;
  const url = new URL(specifier, parent).href;
  return [url, url.replace(/\.(m?)js$/, '.$1ts')].find((candidate) => data.sources.has(candidate));
}

export const resolve: ResolveHook = (specifier, context, next) => {
  return next(addressOf(specifier, context.parentURL) ?? specifier, context);
};

export const load: LoadHook = (url, context, next) => {
  const source = data.sources.get(url);
  return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
};
