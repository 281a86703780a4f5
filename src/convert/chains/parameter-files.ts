import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { BlockStep, RoleStep, StartJobStep, Step } from '../../model/step.js';
import { isTemplate, jinja, jinjaString, type Template, type Value } from '../../model/value.js';
import { expandMacros, variable, type Lookup } from '../elements/macros.js';

/** Fact that holds what a file says: `found`, and `parameters`, their values by name. */
function factOf(index: number): string {
  return `jenkins_parameters_of_file_${String(index + 1)}`;
}

/**
 * Reads the files with parameters before the started steps, which then see their values. Only names that the started job
 * declares count, as in Jenkins; where a file does not say one, its value is what it would have been.
 * Source: Parameterized Trigger plugin, FileBuildParameters.
 *
 * @param started What the steps of the started job stand in.
 * @param lookup Variables around the step.
 */
export function withFiles(step: StartJobStep, job: JenkinsJob, started: BlockStep, lookup: Lookup): Step {
  const files = step.files ?? [];
  if (files.length === 0) return started;
  const environment: Record<string, Value> = { ...started.environment };
  for (const name of Object.keys(job.environment)) {
    const isPassed = step.passParameters && !(name in environment);
    for (const [index, file] of files.entries()) {
      if (file.losesTo.includes(name) || (isPassed && file.losesToPassed)) continue;
      const otherwise = environment[name] ?? lookup(name) ?? jinja(`{{ ${variable(name)} | default('') }}`);
      environment[name] = jinja(
        `{{ ${factOf(index)}.parameters[${jinjaString(name)}] | default(${expressionOf(otherwise)}) }}`,
      );
    }
  }
  const reads = files.map(({ path }, index): RoleStep => ({
    kind: 'role',
    name: `Read parameters from ${path}`,
    at: step.at,
    role: 'parameter-file',
    vars: { parameter_file_path: expandMacros(path, lookup), parameter_file_fact: factOf(index) },
  }));
  const when = files.flatMap(({ isRequired }, index) => (isRequired ? [`${factOf(index)}.found`] : []));
  const block: BlockStep = { ...started, environment, ...(when.length > 0 && { when }) };
  return { kind: 'block', name: started.name, at: step.at, steps: [...reads, block] };
}

/** A value as a Jinja expression. */
function expressionOf(value: Value | Template): string {
  if (!isTemplate(value)) return jinjaString(typeof value === 'string' ? value : JSON.stringify(value));
  const parts = value.jinja.split(/(\{\{(?:[^{}']|'(?:[^'\\]|\\.)*')*\}\})/).filter((part) => part !== '');
  return parts.map((part) => (part.startsWith('{{') ? `(${part.slice(2, -2).trim()})` : jinjaString(part))).join(' ~ ');
}
