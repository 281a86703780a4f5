import type { RoleStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import { antPatterns } from './ant-patterns.js';
import { expandMacros } from './macros.js';

/** Files to count warnings in. */
export interface WarningReport {
  /** A word of the role's table of formats. */
  readonly format: string;
  /** Ant patterns relative to the workspace, parted by commas, with Jenkins' variables in them. Absent: the console. */
  readonly include?: string;
  readonly exclude?: string;
  /** No file that fits fails the build. Default false. */
  readonly required?: boolean;
  /** A file that cannot be read fails the build. Default false. */
  readonly strict?: boolean;
  /** What else the role can be told, as its readme has it; what is false or empty is left out. */
  readonly options?: Readonly<Record<string, Value>>;
}

/** Kind of warnings → number. */
export type Numbers = Readonly<Record<string, number>>;

/**
 * A call of role `warning-limits`, which counts and compares with limits.
 *
 * @param most More of these fail the build.
 * @param least Fewer of these fail the build.
 */
export function checkWarnings(
  reports: readonly WarningReport[],
  most: Numbers,
  at: Element,
  { least = {}, name = 'Check numbers of warnings' }: { readonly least?: Numbers; readonly name?: string } = {},
): RoleStep {
  const files = reports.filter(({ include }) => include !== undefined).map(reportOf);
  const console = reports.filter(({ include }) => include === undefined).map(reportOf);
  const vars: Record<string, Value> = {
    ...(files.length > 0 && { warning_limits_reports: files }),
    ...(console.length > 0 && { warning_limits_console: console }),
    ...(Object.keys(most).length > 0 && { warning_limits_most: most }),
    ...(Object.keys(least).length > 0 && { warning_limits_least: least }),
  };
  return { kind: 'role', name, at: at.at, role: 'warning-limits', vars };
}

function reportOf({ format, include, exclude = '', required, strict, options = {} }: WarningReport): Value {
  const excluded = patternsOf(exclude);
  return {
    format,
    ...(include !== undefined && { include: patternsOf(include) }),
    ...(excluded.length > 0 && { exclude: excluded }),
    ...(required === true && { required }),
    ...(strict === true && { strict }),
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => !isEmpty(value))),
  };
}

function patternsOf(text: string): Value[] {
  return antPatterns(text).map((pattern) => expandMacros(pattern));
}

function isEmpty(value: Value): boolean {
  return value === false || value === '' || (Array.isArray(value) && value.length === 0);
}
