import { isText, valueOf, type YamlMap, type YamlNode } from '../yaml/node.js';
import { isAscii, fault, type Checking } from './checks.js';
import { FormatError, formatFields } from './python-format.js';

/** A template as far as calls of it have to know. */
export interface TemplateFacts {
  readonly map: YamlMap;
  /** Placeholders in values. Calls have to give exactly these. */
  readonly parameters: ReadonlySet<string>;
}

/**
 * The templates of a layout by name, with the parameters v2 finds in them: the fields of all texts that stand as values
 * (the template's own name included), `name` excepted. Source: Zuul 2.6, `layoutvalidator.py`, `collectFormatParam`.
 */
export function templateFacts(c: Checking, templates: YamlNode | undefined): Map<string, TemplateFacts> {
  const facts = new Map<string, TemplateFacts>();
  for (const map of templates?.kind === 'list' ? templates.items : []) {
    const name = map.kind === 'map' ? valueOf(map, 'name') : undefined;
    if (map.kind !== 'map' || !isText(name)) continue;
    const parameters = new Set<string>();
    collect(c, map, name.value, parameters);
    parameters.delete('name');
    facts.set(name.value, { map, parameters });
  }
  return facts;
}

function collect(c: Checking, node: YamlNode, template: string, into: Set<string>): void {
  if (node.kind === 'list') {
    for (const item of node.items) collect(c, item, template, into);
  } else if (node.kind === 'map') {
    for (const { value } of node.entries.values()) collect(c, value, template, into);
  } else if (isText(node) && isAscii(node.value)) {
    try {
      for (const field of formatFields(node.value)) into.add(field);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const found = JSON.stringify(node.value);
      fault(
        c,
        node.at,
        `template "${template}": ${found} is no format string: ${error.message}; a literal brace is written {{ or }}`,
      );
    }
  }
}

/** Whether a placeholder stands in a key of a template (the name of a parent job). */
export function isInKeys(node: YamlNode, parameter: string): boolean {
  if (node.kind === 'list') return node.items.some((item) => isInKeys(item, parameter));
  if (node.kind === 'scalar') return false;
  return [...node.entries.values()].some(
    ({ key, value }) => key.text.includes(`{${parameter}}`) || isInKeys(value, parameter),
  );
}
