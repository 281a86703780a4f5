import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import { Untranslatable } from './untranslatable.js';

type Engine = typeof RE2JS;

const compiled = new Map<string, RE2JS | string>();
let engine: Engine | undefined;

/** The engine costs 50 ms to load: only a pattern that needs it pays for it. */
function loadEngine(): Engine {
  engine ??= (createRequire(import.meta.url)('re2js') as { RE2JS: Engine }).RE2JS;
  return engine;
}

/** Why RE2 refuses a pattern; `undefined` when it takes it. */
export function re2Error(regex: string): string | undefined {
  const result = compile(regex);
  return typeof result === 'string' ? result : undefined;
}

/**
 * Makes sure that RE2 takes a pattern.
 *
 * @throws Untranslatable with its reason
 */
export function checkRe2(regex: string): void {
  const reason = re2Error(regex);
  if (reason !== undefined) throw new Untranslatable(`RE2 refuses ${regex}: ${reason}`);
}

/** A compiled pattern; throws for one that RE2 refuses. */
export function compileRe2(regex: string): RE2JS {
  const result = compile(regex);
  if (typeof result === 'string') throw new Error(`RE2 refuses ${regex}: ${result}`);
  return result;
}

function compile(regex: string): RE2JS | string {
  let result = compiled.get(regex);
  if (result === undefined) {
    result = compileNow(regex);
    compiled.set(regex, result);
  }
  return result;
}

function compileNow(regex: string): RE2JS | string {
  const re2 = loadEngine();
  try {
    return re2.compile(regex);
  } catch (error) {
    // The engine's own errors; they carry the reason as their message.
    if (error instanceof Error && error.name.startsWith('RE2JS')) return error.message;
    throw error;
  }
}
