/** Whether a text could be a declarative pipeline: the first look, before it is parsed. */
export function mayBeDeclarative(text: string): boolean {
  return /(^|[\s;})])pipeline\s*\{/.test(text);
}
