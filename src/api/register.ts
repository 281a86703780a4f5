/**
 * `node --import zuulshift/register --test mine/*.test.ts`: lets every Node that zuulshift runs on import TypeScript, for the
 * tests of converters. Newer versions of Node do that by themselves.
 */
import nodeModule from 'node:module';
import { apiHome } from './home.js';

const { hooks } = apiHome(import.meta.url).modules;
nodeModule.register(new URL(hooks.href.replace(/module-hooks(?=\.\w+$)/, 'typescript-hooks')));
process.setSourceMapsEnabled(true);
