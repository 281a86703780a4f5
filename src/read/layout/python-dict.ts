/** Slots of a `dict`; a key stands in the first free one of a sequence that its hash gives. */
interface Table {
  slots: (string | undefined)[];
  used: number;
}

const SMALLEST = 8;
const WORD = 64;
const MANY = 50_000;

/**
 * The order in which Python 2.7 goes through the keys of a `dict` that were set one after the other. Zuul v2 starts the
 * jobs of a mapping with several parents in this order. Source: CPython 2.7 on 64 bits without `-R`, `dictobject.c`.
 *
 * @param keys ASCII texts. Setting one again changes nothing.
 */
export function dictOrder(keys: Iterable<string>): string[] {
  const table: Table = { slots: emptySlots(SMALLEST), used: 0 };
  for (const key of keys) {
    if (!insert(table, key) || table.used * 3 < table.slots.length * 2) continue;
    resize(table, (table.used > MANY ? 2 : 4) * table.used);
  }
  return keysOf(table);
}

/** The same for a mapping that PyYAML has read: it fills a `dict` and copies that into another one. */
export function loadedOrder(keys: readonly string[]): string[] {
  if (keys.length < 2) return [...keys];
  const read = dictOrder(keys);
  const table: Table = { slots: emptySlots(SMALLEST), used: 0 };
  if (read.length * 3 >= SMALLEST * 2) resize(table, read.length * 2);
  for (const key of read) insert(table, key);
  return keysOf(table);
}

function emptySlots(size: number): (string | undefined)[] {
  return new Array<string | undefined>(size).fill(undefined);
}

function keysOf({ slots }: Table): string[] {
  return slots.filter((key) => key !== undefined);
}

/** Says whether the key is new. */
function insert(table: Table, key: string): boolean {
  const hash = BigInt.asUintN(WORD, hashOf(key));
  const mask = BigInt(table.slots.length - 1);
  let slot = hash & mask;
  for (let perturb = hash; ; perturb >>= 5n) {
    const at = Number(slot & mask);
    if (table.slots[at] === key) return false;
    if (table.slots[at] === undefined) {
      table.slots[at] = key;
      table.used += 1;
      return true;
    }
    slot = BigInt.asUintN(WORD, slot * 5n + perturb + 1n);
  }
}

function resize(table: Table, least: number): void {
  let size = SMALLEST;
  while (size <= least) size *= 2;
  const keys = keysOf(table);
  table.slots = emptySlots(size);
  table.used = 0;
  for (const key of keys) insert(table, key);
}

/** `hash()` of a `str`. Source: CPython 2.7, `stringobject.c`, `string_hash`. */
function hashOf(text: string): bigint {
  if (text === '') return 0n;
  let hash = BigInt(text.charCodeAt(0)) << 7n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asIntN(WORD, 1000003n * hash) ^ BigInt(text.charCodeAt(index));
  }
  hash ^= BigInt(text.length);
  return hash === -1n ? -2n : hash;
}
