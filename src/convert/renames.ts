import type { Rename } from '../model/settings.js';
import { compileNamePattern, fillReplacement } from '../read/settings-patterns.js';

const compiled = new WeakMap<Rename, RegExp>();

/**
 * The new name of a job or template: by the first rule that fits, else the old one. An exact rule fits its name, a
 * pattern has to match the whole name; in its new name `\g<group>` and `\1` stand for what the groups matched.
 */
export function applyRenames(name: string, renames: readonly Rename[]): string {
  for (const rename of renames) {
    if (!rename.isPattern) {
      if (rename.from === name) return rename.to;
      continue;
    }
    const match = patternOf(rename).exec(name);
    if (match !== null) return fillReplacement(rename.to, match);
  }
  return name;
}

function patternOf(rename: Rename): RegExp {
  let pattern = compiled.get(rename);
  if (pattern === undefined) {
    pattern = compileNamePattern(rename.from);
    compiled.set(rename, pattern);
  }
  return pattern;
}
