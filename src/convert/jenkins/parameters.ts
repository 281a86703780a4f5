import type { Element } from '../../read/jenkins/element.js';

/**
 * Default of a parameter that the job of an element declares; marks nothing. `undefined` if the job declares none of that name.
 */
export function parameterDefault(within: Element, name: string): string | undefined {
  let root = within;
  while (root.parent !== undefined) root = root.parent;
  const property = root.child('properties')?.child('hudson.model.ParametersDefinitionProperty');
  for (const definition of property?.child('parameterDefinitions')?.elements ?? []) {
    if (definition.child('name')?.rawText === name) return definition.child('defaultValue')?.rawText;
  }
  return undefined;
}

/** Names of all parameters that the job of an element declares; marks nothing. */
export function declaredParameters(within: Element): string[] {
  let root = within;
  while (root.parent !== undefined) root = root.parent;
  const property = root.child('properties')?.child('hudson.model.ParametersDefinitionProperty');
  const definitions = property?.child('parameterDefinitions')?.elements ?? [];
  return definitions.map((definition) => definition.child('name')?.rawText ?? '').filter((name) => name !== '');
}

/** The name in `$NAME` or `${NAME}`, if the whole text is one such reference. */
export function referencedVariable(text: string): string | undefined {
  const found = /^\s*\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})\s*$/.exec(text);
  return found?.[1] ?? found?.[2];
}
