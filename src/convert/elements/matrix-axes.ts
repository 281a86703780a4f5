import { load } from 'js-yaml';
import type { Element } from '../../read/jenkins/element.js';

/** One axis of a matrix job: a variable, and the values it takes. */
export interface Axis {
  readonly name: string;
  readonly values: readonly string[];
  /** Of axes that choose the node: whether their values are labels, or expressions of labels. */
  readonly label?: 'atom' | 'expression';
  /** The values are the words of this parameter's default. */
  readonly parameter?: string;
}

/** Axis → its name where the definition leaves it out, as the plugin fixes it. */
const USUAL_NAMES: Readonly<Record<string, string>> = { JDKAxis: 'jdk', PythonAxis: 'PYTHON', ToxAxis: 'TOXENV' };

/** Axes whose values stand in the definition. */
const PLAIN = new Set(['Axis', 'TextAxis', 'JDKAxis', 'PythonAxis', 'ToxAxis']);

/**
 * Reads one axis. Sources: matrix-project plugin (Axis, LabelAxis, LabelExpAxis, TextAxis, JDKAxis), ShiningPanda (PythonAxis,
 * ToxAxis), DynamicAxis, yaml-axis.
 *
 * @param defaultOf Default of a parameter of the job.
 * @returns nothing where only a build can tell the values; its leaves are unread then.
 */
export function readAxis(axis: Element, defaultOf: (parameter: string) => string | undefined): Axis | undefined {
  const kind = axis.type.split('.').at(-1)!;
  const name = (): string => axis.textOf('name', USUAL_NAMES[kind] ?? '').trim();
  if (kind === 'LabelAxis' || kind === 'LabelExpAxis') {
    return named({ name: name(), values: valuesOf(axis), label: kind === 'LabelAxis' ? 'atom' : 'expression' });
  }
  if (PLAIN.has(kind)) return named({ name: name(), values: valuesOf(axis) });
  if (kind === 'YamlAxis') return yamlAxis(axis, name);
  return kind === 'DynamicAxis' ? dynamicAxis(axis, name, defaultOf) : undefined;
}

function named(axis: Axis): Axis | undefined {
  return axis.name === '' ? undefined : axis;
}

/** Each once, as they stand; Jenkins leaves empty ones out. */
function valuesOf(axis: Element): string[] {
  const values = (axis.child('values')?.children() ?? []).map((value) => value.text().trim());
  return [...new Set(values.filter((value) => value !== ''))];
}

/** The words of a variable of the build; the usual one is a parameter of the job. */
function dynamicAxis(
  axis: Element,
  name: () => string,
  defaultOf: (parameter: string) => string | undefined,
): Axis | undefined {
  const parameter = axis.child('varName')?.rawText.trim() ?? '';
  const words = (defaultOf(parameter) ?? '').split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return undefined;
  axis.textOf('varName');
  return named({ name: name(), values: [...new Set(words)], parameter });
}

/** Values below the axis' name in YAML that stands in the definition; usually it is a file of the repository. */
function yamlAxis(axis: Element, name: () => string): Axis | undefined {
  const text = axis.child('yamlText');
  const values = yamlOf(text?.rawText ?? '')?.[axis.child('name')?.rawText.trim() ?? ''];
  if (!Array.isArray(values)) return undefined;
  text?.text();
  return named({ name: name(), values: [...new Set(values.map(String))] });
}

/** A mapping that somebody wrote as text into a field; nothing where it is none. */
export function yamlOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = load(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    // The plugin fails on it; whoever asks treats it as what nobody can tell.
    return undefined;
  }
}
