import type { RoleStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import { antPatterns } from './ant-patterns.js';
import { expandMacros } from './macros.js';

/** What role `coverage-limits` is told. */
export interface CoverageCheck {
  readonly format: 'clover' | 'cobertura' | 'jacoco' | 'rcov';
  /** Ant patterns relative to the workspace, parted by commas. */
  readonly include: string;
  /** Metric → percent that have to be covered. */
  readonly least: Readonly<Record<string, number>>;
  /** No report fails the build. Default false. */
  readonly required?: boolean;
  /** Percent are rounded to a whole number before. Default false. */
  readonly rounded?: boolean;
}

/** A call of role `coverage-limits`. */
export function checkCoverage({ format, include, least, required, rounded }: CoverageCheck, at: Element): RoleStep {
  const vars: Record<string, Value> = {
    ...(format !== 'cobertura' && { coverage_limits_format: format }),
    coverage_limits_include: antPatterns(include).map((pattern) => expandMacros(pattern)),
    ...(Object.keys(least).length > 0 && { coverage_limits_least: least }),
    ...(required === true && { coverage_limits_required: true }),
    ...(rounded === true && { coverage_limits_rounded: true }),
  };
  return { kind: 'role', name: 'Check coverage', at: at.at, role: 'coverage-limits', vars };
}
