import { valueOf } from '../read/yaml/node.js';
import { mapsOf } from './nodes.js';
import type { TreeFile } from './read-tree.js';
import type { DriverName } from '../read/zuul-tree/schema/drivers.js';

/** Connections that always exist. */
const BUILT_IN: ReadonlyMap<string, DriverName> = new Map([
  ['timer', 'timer'],
  ['zuul', 'zuul'],
]);

const REPORTERS: readonly DriverName[] = ['smtp', 'mqtt', 'elasticsearch'];

/**
 * Tells the driver of a connection. The tree does not say it (zuul.conf does), so it is taken from the name: a source of
 * the tenant is Gerrit unless it is called otherwise; of the rest only well-known names are told.
 */
export function driverOf(tenantFiles: readonly TreeFile[]): (connection: string) => DriverName | undefined {
  const sources = new Set(
    mapsOf(tenantFiles).flatMap((item) => {
      const tenant = valueOf(item, 'tenant');
      const source = tenant?.kind === 'map' ? valueOf(tenant, 'source') : undefined;
      return source?.kind === 'map' ? [...source.entries.keys()] : [];
    }),
  );
  return (connection) => {
    const builtIn = BUILT_IN.get(connection);
    if (builtIn) return builtIn;
    if (sources.has(connection) || connection === 'gerrit') return sourceDriver(connection);
    return REPORTERS.find((driver) => driver === connection);
  };
}

function sourceDriver(connection: string): DriverName | undefined {
  if (/gitlab|pagure/.test(connection)) return undefined;
  if (connection.includes('github')) return 'github';
  return connection === 'git' || connection.startsWith('git-') ? 'git' : 'gerrit';
}
