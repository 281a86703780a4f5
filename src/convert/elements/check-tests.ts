import type { RoleStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import { antPatterns } from './ant-patterns.js';
import { expandMacros } from './macros.js';

/** Reports of one tool. */
export interface TestReport {
  /** Ant patterns relative to the workspace, parted by commas, with Jenkins' variables in them. */
  readonly include: string;
  readonly exclude?: string;
  /** A word of the role's table of formats. Absent: JUnit's. */
  readonly format?: string;
  /** No file that fits fails the build. */
  readonly required: boolean;
  /** A file that cannot be read fails the build. */
  readonly strict: boolean;
  /** What else the reader of the format can be told, as the role's readme has it; what is false is left out. */
  readonly options?: Readonly<Record<string, boolean | readonly string[]>>;
}

/** Numbers of tests; with `inPercent` percent of all of them. Absent: any number is fine. */
export interface TestLimits {
  /** More than that many fail the build. */
  readonly failed?: number;
  readonly skipped?: number;
  /** Fewer than that many fail the build. */
  readonly passed?: number;
  readonly inPercent?: boolean;
}

/** A call of role `xunit-results`, which keeps reports of tests and checks the numbers in them against limits. */
export function checkTests(
  reports: readonly TestReport[],
  limits: TestLimits,
  at: Element,
  name = 'Check test results',
): RoleStep {
  const vars: Record<string, Value> = { xunit_results_reports: reports.map(reportOf) };
  for (const word of ['failed', 'skipped', 'passed'] as const) {
    if (limits[word] !== undefined) vars[`xunit_results_${word}_limit`] = limits[word];
  }
  if (limits.inPercent === true) vars['xunit_results_in_percent'] = true;
  return { kind: 'role', name, at: at.at, role: 'xunit-results', vars };
}

function reportOf({ include, exclude = '', format, required, strict, options = {} }: TestReport): Value {
  const excluded = patternsOf(exclude);
  const set = Object.entries(options).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value));
  return {
    ...(format !== undefined && { format }),
    include: patternsOf(include),
    ...(excluded.length > 0 && { exclude: excluded }),
    required,
    strict,
    ...Object.fromEntries(set),
  };
}

function patternsOf(text: string): Value[] {
  return antPatterns(text).map((pattern) => expandMacros(pattern));
}
