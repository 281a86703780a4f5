/**
 * `node --import zuulshift/register --test mine/*.test.ts`: lets every Node that zuulshift runs on import TypeScript, for the
 * tests of converters. Newer versions of Node do that by themselves, as long as it holds nothing but types.
 */
import { registerHooks } from '../convert/custom/register-hooks.js';
import { load, resolve } from './typescript-hooks.js';

const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
registerHooks({ resolve, load }, new URL(`typescript-hooks.${ending}`, import.meta.url));
process.setSourceMapsEnabled(true);
