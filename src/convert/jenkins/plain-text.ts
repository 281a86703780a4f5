import { memoised } from '../memo.js';

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };

/** The text of an HTML fragment as Jenkins' descriptions hold it: without comments and tags, one line per block. */
export const plainText = memoised((html: string): string =>
  html
    .replace(/<!--.*?(-->|$)/gs, '')
    .replace(/<(br|p|div|li|ul|ol|h[1-6]|tr|table|pre)\b[^<>]*>|<\/(p|div|li|ul|ol|h[1-6]|tr|table|pre)\s*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(lt|gt|quot|apos|nbsp|amp|#39);/g, (_, name: string) => (name === '#39' ? "'" : NAMED[name]!))
    .split('\n')
    .map((line) => line.replace(/[ \t\r]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim(),
);
