import type { Finding } from '../../model/finding.js';
import type { BlockStep, Step } from '../../model/step.js';
import { isTemplate, type Value } from '../../model/value.js';
import type { ConvertedJob } from '../factor/converted-job.js';

/** Variables that role `jenkins-environment` sets, for some kind of item at least, and those that our other roles set. */
export const SET_BY_ROLES: ReadonlySet<string> = new Set(
  [
    'BASE_LOG_PATH BUILD_DISPLAY_NAME BUILD_ID BUILD_NUMBER BUILD_TAG BUILD_URL CI EXECUTOR_NUMBER HOME JOB_BASE_NAME JOB_NAME',
    'JOB_TAGS JOB_URL LOG_PATH NODE_LABELS NODE_NAME RUN_DISPLAY_URL WORKSPACE',
    'ZUUL_BRANCH ZUUL_CHANGE ZUUL_CHANGES ZUUL_CHANGE_IDS ZUUL_COMMIT ZUUL_NEWREV ZUUL_OLDREV ZUUL_PATCHSET ZUUL_PIPELINE',
    'ZUUL_PROJECT ZUUL_REF ZUUL_REFNAME ZUUL_URL ZUUL_UUID ZUUL_VOTING',
    'GIT_BRANCH GIT_COMMIT GIT_URL SSH_AGENT_PID SSH_AUTH_SOCK',
  ].flatMap((line) => line.split(' ')),
);

/** A variable of the build in a template; what stands behind tells whether it has a default. */
const READ = /\bjenkins_env\.([A-Za-z_][A-Za-z0-9_]*)(\s*\|\s*default\b)?/g;

/**
 * Variables that converted steps need and nobody sets: Jenkins had them from its own settings, or from the node. Without a
 * value the step fails. Scripts are not looked into: they see what the node has.
 *
 * @param site Variables that the settings give to every job.
 * @returns one finding for each variable, at the first step that needs it.
 */
export function unsetVariables(jobs: readonly ConvertedJob[], site: Readonly<Record<string, string>>): Finding[] {
  const needs = new Map<string, { readonly step: Step; readonly jobs: Set<string> }>();
  for (const { jenkins, secretEnvironment } of jobs) {
    const given = new Set([
      ...Object.keys(jenkins.environment),
      ...Object.keys(secretEnvironment),
      ...Object.keys(site),
    ]);
    for (const use of jenkins.secrets) for (const name of Object.keys(use.binds)) given.add(name);
    const steps = [...jenkins.run, ...jenkins.post];
    for (const step of steps) for (const name of namesSetBy(step)) given.add(name);
    for (const step of steps) {
      for (const name of namesIn(step)) {
        if (given.has(name) || SET_BY_ROLES.has(name)) continue;
        const need = needs.get(name) ?? { step, jobs: new Set() };
        need.jobs.add(jenkins.name);
        needs.set(name, need);
      }
    }
  }
  return [...needs].map(([name, { step, jobs: readers }]) => {
    const [first = ''] = readers;
    const who = readers.size === 1 ? '1 job reads' : `${String(readers.size)} jobs read`;
    const message = `${who} ${name}, which neither Zuul nor the job sets: Jenkins had it from its own settings, from the node or from a parameter function. Give its value below environment in the settings, or the steps fail.`;
    return { outcome: 'needs-human', code: 'environment/unset-variable', message, at: step.at, job: first };
  });
}

const NONE: readonly string[] = [];

/** Variables that a step sets for later ones, as `printf 'NAME=%s'` in what role `inject-environment` runs. */
function namesSetBy(step: Step): readonly string[] {
  if (step.kind === 'block') return step.steps.flatMap(namesSetBy);
  const script =
    step.kind === 'role' && step.role === 'inject-environment' ? step.vars['inject_environment_script'] : '';
  if (typeof script !== 'string' || script === '') return NONE;
  return [...script.matchAll(/'([A-Za-z_]\w*)=%s/g)].map(([, name = '']) => name);
}

/** By variables of a call or a script: equal scripts of many jobs share them. */
const known = new WeakMap<object, readonly string[]>();

/** Names that the values of a step need. */
function namesIn(step: Step): readonly string[] {
  if (step.kind === 'block') return namesInBlock(step);
  return namesInMap(step.kind === 'role' ? step.vars : step.kind === 'script' ? step.environment : undefined);
}

function namesInBlock(block: BlockStep): readonly string[] {
  const given = new Set(Object.keys(block.environment ?? {}));
  const inside = [...block.steps, ...(block.always ?? [])].flatMap(namesIn).filter((name) => !given.has(name));
  return [...inside, ...namesInMap(block.environment)];
}

function namesInMap(map: Readonly<Record<string, Value>> | undefined): readonly string[] {
  if (map === undefined) return [];
  let names = known.get(map);
  if (names === undefined) known.set(map, (names = [...collect(map, new Set())]));
  return names;
}

function collect(value: unknown, into: Set<string>): Set<string> {
  if (isTemplate(value)) {
    for (const [, name = '', otherwise] of value.jinja.matchAll(READ)) if (otherwise === undefined) into.add(name);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collect(one, into);
  }
  return into;
}
