import type { FailStep, RoleStep, Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import { antPatterns } from './ant-patterns.js';
import { expandMacros } from './macros.js';

/** Keeps the files that a report was made of, with the logs of the build. */
export function keepReport(name: string, patterns: string, at: Element, allowEmpty = true): RoleStep[] {
  const include = antPatterns(patterns).map((pattern) => expandMacros(pattern));
  if (include.length === 0) return [];
  const vars = { archive_artifacts_include: include, ...(allowEmpty && { archive_artifacts_allow_empty: true }) };
  return [{ kind: 'role', name, at: at.at, role: 'archive-artifacts', vars }];
}

/** Fails where Jenkins compared a report with a limit: a build that passes has to mean something. */
export function unchecked(code: string, message: string, at: Element): Step {
  const step: FailStep = { kind: 'fail', name: 'Check the limits of a report', at: at.at, code, message };
  return step;
}
