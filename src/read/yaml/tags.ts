import { ScalarError } from './scalars.js';

const CORE = 'tag:yaml.org,2002:';

/**
 * The short name of a tag of YAML's own: `int` for `!!int`, `!<tag:yaml.org,2002:int>` or a handle of `%TAG`;
 * `undefined` for the tag `!`, which asks for the usual resolution.
 *
 * @param raw The tag as written.
 * @param handles What `%TAG` lines declare.
 * @throws ScalarError for every other tag: PyYAML's would build Python objects or fail.
 */
export function coreTag(raw: string, handles: ReadonlyMap<string, string>): string | undefined {
  if (raw === '!') return undefined;
  const full = expand(raw, handles);
  if (!full.startsWith(CORE)) throw new ScalarError(`unknown tag ${raw}`);
  return full.slice(CORE.length);
}

function expand(raw: string, handles: ReadonlyMap<string, string>): string {
  if (raw.startsWith('!<')) return raw.slice(2, -1);
  const handle = /^![0-9A-Za-z-]*!/.exec(raw)?.[0] ?? '!';
  return (handles.get(handle) ?? (handle === '!!' ? CORE : handle)) + raw.slice(handle.length);
}
