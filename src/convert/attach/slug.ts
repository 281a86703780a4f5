/** A name for Zuul objects and files: letters, digits, `.`, `_` and single hyphens; never empty. */
export function slug(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^-+|-+$/g, '');
  return plain === '' ? 'unnamed' : plain;
}

/** A name for a variable of Zuul jobs: `[A-Za-z][A-Za-z0-9_]*`. Zuul reference: Job variables. */
export function variableName(text: string): string {
  const plain = text
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .toLowerCase();
  return plain === '' ? 'secret_value' : plain;
}
