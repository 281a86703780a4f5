/**
 * Remembers what a pure function gives for a text. An estate has the same few hundred scripts thousands of times over.
 */
export function memoised<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
