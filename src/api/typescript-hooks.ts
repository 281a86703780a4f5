import { existsSync, readFileSync } from 'node:fs';
import type { LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transpile } from '../convert/custom/transpile.js';

/** TypeScript is imported as the `.js` that will be made of it. */
export const resolve: ResolveHook = (specifier, context, next) => {
  if (context.parentURL === undefined || !/^\.{1,2}\/.*\.m?js$/.test(specifier)) return next(specifier, context);
  const url = new URL(specifier, context.parentURL);
  const typed = new URL(url.href.replace(/\.(m?)js$/, '.$1ts'));
  return next(existsSync(url) || !existsSync(typed) ? specifier : typed.href, context);
};

export const load: LoadHook = (url, context, next) => {
  if (!/^file:.*(?<!\.d)\.m?ts$/.test(url)) return next(url, context);
  const path = fileURLToPath(url);
  return { format: 'module', source: transpile(readFileSync(path, 'utf8'), path, path), shortCircuit: true };
};
