import type { RoleStep } from '../../model/step.js';
import { isTemplate, jinja, type Value } from '../../model/value.js';
import { canonical } from './step-key.js';
import type { ValueMap } from './value-maps.js';

const ROLE = 'docker-run';
const VOLUMES = 'docker_run_volumes';
const REQUIRED = 'docker_run_require_directories';

/**
 * What a site means that tests every directory before it mounts it: the directories that must exist are those of the volumes.
 * A default of the role, never of a job: it is about each call's own volumes.
 */
export const ALL_VOLUMES = jinja(
  "{{ docker_run_volumes | flatten | map('regex_replace', ':.*', '') | unique | list }}",
);

/** Expressions whose values are known to hold no colon. */
const PLAIN_TEMPLATE = /^(?:[^{}]|\{\{ jenkins_env\.WORKSPACE \}\})*$/;

/**
 * The directories on the node that are mounted into a container, each once.
 *
 * @returns nothing where only the run could tell
 */
export function volumeDirectories(volumes: Value | undefined): readonly Value[] | undefined {
  if (volumes === undefined) return [];
  if (!Array.isArray(volumes)) return undefined;
  const directories = new Map<string, Value>();
  for (const volume of volumes as readonly Value[]) {
    const text = isTemplate(volume) ? volume.jinja : volume;
    if (typeof text !== 'string' || text.includes('\n') || (isTemplate(volume) && !PLAIN_TEMPLATE.test(text)))
      return undefined;
    const directory = text.replace(/:.*/, '');
    const value = directory.includes('{{') ? jinja(directory) : directory;
    directories.set(canonical(value), value);
  }
  return [...directories.values()];
}

/** Whether a call neither mounts nor requires anything: the rule and its absence are the same for it. */
export function isBeyondVolumeRule({ role, vars }: RoleStep, variable: string): boolean {
  return role === ROLE && variable === REQUIRED && vars[VOLUMES] === undefined && vars[REQUIRED] === undefined;
}

/** The variables of a call, with the general rule in place of a list that says the same. */
export function withVolumeRule({ role, vars }: RoleStep): ValueMap {
  if (role !== ROLE) return vars;
  let ruled = known.get(vars);
  if (ruled === undefined) {
    ruled = withRule(vars);
    known.set(vars, ruled);
  }
  return ruled;
}

const known = new WeakMap<ValueMap, ValueMap>();

function withRule(vars: ValueMap): ValueMap {
  const directories = volumeDirectories(vars[VOLUMES]);
  if (directories === undefined || canonical(directories) !== canonical(vars[REQUIRED] ?? [])) return vars;
  return { ...vars, [REQUIRED]: ALL_VOLUMES };
}

/** The opposite: the list in place of the rule. */
export function withoutVolumeRule(vars: ValueMap): ValueMap {
  const required = vars[REQUIRED];
  if (!isTemplate(required) || required.jinja !== ALL_VOLUMES.jinja) return vars;
  return { ...vars, [REQUIRED]: volumeDirectories(vars[VOLUMES]) ?? required };
}
