/**
 * Counts the recipients in a list of addresses: parted by commas and blanks, `cc:` and `bcc:` before an address. A list is
 * not repeated in findings, since findings travel further than job definitions.
 */
export function recipientsIn(list: string): number {
  return list.split(/[\s,;]+/).filter((word) => word !== '').length;
}

/** `3 recipients`, `1 recipient`. */
export function recipientsText(count: number): string {
  return `${String(count)} recipient${count === 1 ? '' : 's'}`;
}
