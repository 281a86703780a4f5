/** A text as a regular expression that fits only it. */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * An Ant pattern for paths as a regular expression: `*` and `?` stay within one part of a path, `**` as a part of its own
 * stands for any number of parts, also none. Source: Ant manual, Directory-based Tasks.
 */
export function antRegex(pattern: string): string {
  const whole = pattern.endsWith('/') ? `${pattern}**` : pattern;
  if (whole === '**') return '^.*$';
  let regex = '';
  const parts = whole.split('/');
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '**') {
      // The slash before is already there, the one behind belongs to the parts this stands for.
      if (isLast) regex = `${regex.replace(/\/$/, '')}(?:/.*)?`;
      else regex += '(?:.*/)?';
    } else {
      regex += part.replaceAll(/\*+|\?|[\\^$.+()[\]{}|]/g, wildcard) + (isLast ? '' : '/');
    }
  }
  return `^${regex}$`;
}

function wildcard(mark: string): string {
  if (mark.startsWith('*')) return '[^/]*';
  return mark === '?' ? '[^/]' : `\\${mark}`;
}
