import nodeModule, { type LoadHook, type ResolveHook } from 'node:module';

/** Hooks that answer at once where the next one does. */
export interface Hooks {
  readonly resolve: ResolveHook;
  readonly load: LoadHook;
}

/** Of Node 22.15 and later; the types of Node 20 do not know it. */
type RegisterHooks = (hooks: Hooks) => unknown;

/**
 * Hands hooks to Node: on this thread where it can, which all newer versions want, else on a thread of their own.
 *
 * @param hooks For this thread.
 * @param module The same hooks as a module, with `initialize`.
 * @param data What `initialize` gets.
 */
export function registerHooks(hooks: Hooks, module: URL, data?: unknown): void {
  const onThisThread = (nodeModule as { registerHooks?: RegisterHooks }).registerHooks;
  if (onThisThread === undefined) nodeModule.register(module, { data });
  else onThisThread(hooks);
}
