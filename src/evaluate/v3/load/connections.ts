/** The drivers of Zuul 14.2 that a pipeline can name. */
export type Driver =
  'gerrit' | 'github' | 'gitlab' | 'pagure' | 'git' | 'timer' | 'zuul' | 'smtp' | 'mqtt' | 'elasticsearch';

/** A connection of zuul.conf. */
export interface Connection {
  readonly name: string;
  readonly driver: Driver;
  /** `review.example.org`: the front of canonical project names. */
  readonly hostname: string;
}

const DRIVERS: readonly Driver[] = ['gerrit', 'github', 'gitlab', 'pagure', 'smtp', 'mqtt', 'elasticsearch', 'git'];
const SOURCES: readonly Driver[] = ['gerrit', 'github', 'gitlab', 'pagure', 'git'];
const HOSTS: Partial<Readonly<Record<Driver, string>>> = { github: 'github.com', gitlab: 'gitlab.com' };

/**
 * Tells a connection by its name alone: the tree does not say what zuul.conf says. A name that no driver stands in is
 * taken for a Gerrit.
 */
export function connectionNamed(name: string): Connection {
  const driver = driverNamed(name);
  const hostname = HOSTS[driver] ?? (name.includes('.') ? name : `${name}.example.org`);
  return { name, driver, hostname };
}

function driverNamed(name: string): Driver {
  if (name === 'timer' || name === 'zuul') return name;
  const lower = name.toLowerCase();
  return DRIVERS.find((driver) => driver === lower) ?? SOURCES.find((driver) => lower.includes(driver)) ?? 'gerrit';
}
