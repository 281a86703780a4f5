/** Zuul's YAML for tests: plain values, and values under one of Zuul's own tags. */
export type ZuulYaml = null | boolean | number | string | readonly ZuulYaml[] | ZuulMap | TaggedYaml;

export interface ZuulMap {
  readonly [key: string]: ZuulYaml | undefined;
}

/** A value under `!override` or `!inherit`. */
export class TaggedYaml {
  constructor(
    readonly tag: '!override' | '!inherit',
    readonly value: ZuulYaml,
  ) {}
}

/** One line of YAML in flow style, which is JSON but for the tags. Keys that are `undefined` are left out. */
export function flowYaml(value: ZuulYaml): string {
  if (value instanceof TaggedYaml) return `${value.tag} ${flowYaml(value.value)}`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(flowYaml).join(', ')}]`;
  return `{${Object.entries(value)
    .flatMap(([key, inner]) => (inner === undefined ? [] : [`${JSON.stringify(key)}: ${flowYaml(inner)}`]))
    .join(', ')}}`;
}

/** A configuration file: one object a line, so that a place in it means something. */
export function zuulFile(items: readonly ZuulMap[]): string {
  return items.map((item) => `- ${flowYaml(item)}\n`).join('');
}

function isList(value: readonly ZuulYaml[] | ZuulMap): value is readonly ZuulYaml[] {
  return Array.isArray(value);
}
