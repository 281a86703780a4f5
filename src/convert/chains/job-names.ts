/** Finds a job by the name that another job calls it. */
export type FindJob<T> = (name: string, starter: string) => T | undefined;

/**
 * Names are looked up as Jenkins does: in the folder of the job that starts the other, with `..` for the folder above it, then
 * from the top. Source: Jenkins core, Jenkins.getItem(String, ItemGroup).
 */
export function findByName<T extends { readonly name: string }>(jobs: readonly T[]): FindJob<T> {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  return (name, starter) => {
    if (name.startsWith('/')) return byName.get(name.slice(1));
    const folder = starter.split('/').slice(0, -1);
    return byName.get(joined(folder, name)) ?? byName.get(name);
  };
}

function joined(folder: readonly string[], name: string): string {
  const path = [...folder];
  for (const part of name.split('/')) {
    if (part === '..') path.pop();
    else if (part !== '.') path.push(part);
  }
  return path.join('/');
}
