import type { Finding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import { keyName, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from './node.js';

/** One line of a mapping as written. */
export interface Pair {
  readonly key: YamlScalar;
  readonly value: YamlNode;
  /** `<<`, or any key tagged `!!merge`. */
  readonly isMerge: boolean;
}

/**
 * Makes the entries of a mapping as PyYAML does: what is merged comes first and later merges win over earlier ones,
 * but of the mappings in one merged list the first wins; own keys win over merged ones; of equal own keys the last wins.
 * Source: PyYAML, `constructor.py`, `flatten_mapping`.
 *
 * @param findings Takes `yaml/duplicate-key` for each own key that is there twice.
 * @throws InputError if something else than a mapping or a list of mappings is merged.
 */
export function mapEntries(pairs: readonly Pair[], findings: Finding[]): Map<string, YamlEntry> {
  const entries = new Map<string, YamlEntry>();
  let merges = 0;
  for (const { value, isMerge } of pairs) {
    if (!isMerge) continue;
    merges += 1;
    for (const source of mergeSources(value)) for (const [name, entry] of source.entries) entries.set(name, entry);
  }
  const own = merges === 0 ? entries : new Map<string, YamlEntry>();
  for (const { key, value, isMerge } of pairs) {
    if (isMerge) continue;
    const name = keyName(key);
    const earlier = own.get(name);
    if (earlier !== undefined) findings.push(duplicate(earlier.key, key));
    const entry = { key, value };
    own.set(name, entry);
    if (own !== entries) entries.set(name, entry);
  }
  return entries;
}

/** In the order in which they are laid over each other. */
function mergeSources(value: YamlNode): readonly YamlMap[] {
  if (value.kind === 'map') return [value];
  if (value.kind === 'scalar') throw notMergeable(value);
  return value.items
    .map((item) => {
      if (item.kind !== 'map') throw notMergeable(item);
      return item;
    })
    .reverse();
}

function notMergeable(node: YamlNode): InputError {
  return new InputError({ at: node.at, message: 'only a mapping or a list of mappings can be merged into a mapping' });
}

function duplicate(first: YamlScalar, last: YamlScalar): Finding {
  return {
    outcome: 'dropped',
    code: 'yaml/duplicate-key',
    message: `The key ${JSON.stringify(last.text)} is there twice in one mapping; as in Zuul v2 the last one counts and what stands below the one on line ${String(first.at.line)} is lost.`,
    at: last.at,
  };
}
