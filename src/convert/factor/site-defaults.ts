import type { RoleStep, Step } from '../../model/step.js';
import { isTemplate, type Value } from '../../model/value.js';
import { mapRoleSteps } from './map-steps.js';
import { canonicalOnce } from './step-key.js';
import { isBeyondVolumeRule, withVolumeRule } from './volume-directories.js';

/** Variables of a role that have a value without being given: the role's own `defaults/main.yaml`. */
export type OwnDefaults = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** What the calls of roles have in common over the whole site, and the steps without it. */
export interface SiteDefaults<T> {
  readonly jobs: readonly T[];
  /** Values for the job that all others descend from. */
  readonly vars: Readonly<Record<string, Value>>;
  /** Values with templates on facts of the run, which job variables cannot hold: role → its variable → value. */
  readonly ofRoles: OwnDefaults;
}

interface WithSteps {
  readonly run: readonly Step[];
  readonly post: readonly Step[];
}

/** Fewer different calls of a role than this show no habit of a site. */
const ENOUGH_CALLS = 4;

/** A habit is what at least this share of the different calls has in common. */
const SHARE = 0.75;

/**
 * Finds the frame of a site's wrappers: values that most calls of a role give to one of its variables. They are taken out of
 * the calls; a call that differs keeps its own value, and a call that gave none says so with the role's own default.
 *
 * Calls that are equal in everything count once: what a single call does a thousand times over is its business, not a habit.
 *
 * @param own Own defaults of the roles that have a frame; other roles are left alone. A variable that is not in them is only
 *   shared where every call gives it.
 */
export function findSiteDefaults<T extends WithSteps>(jobs: readonly T[], own: OwnDefaults): SiteDefaults<T> {
  const found = chooseDefaults(countCalls(jobs, own), own);
  if (found.size === 0) return { jobs, vars: {}, ofRoles: {} };

  const known = new Map<Step, Step>();
  const strip = (step: Step): Step => {
    let stripped = known.get(step);
    if (stripped === undefined) {
      stripped = mapRoleSteps([step], (call) => {
        const defaults = found.get(call.role);
        return defaults === undefined ? call : withoutDefaults(call, defaults, own[call.role] ?? {});
      })[0]!;
      known.set(step, stripped);
    }
    return stripped;
  };
  const vars: Record<string, Value> = {};
  const ofRoles: Record<string, Record<string, Value>> = {};
  for (const [role, defaults] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [name, { value }] of [...defaults].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (holdsTemplate(value)) (ofRoles[role] ??= {})[name] = value;
      else vars[name] = value;
    }
  }
  const stripped = jobs.map((job) => ({ ...job, run: job.run.map(strip), post: job.post.map(strip) }));
  return { jobs: stripped, vars, ofRoles };
}

interface Calls {
  /** Variable → calls for which it makes no difference. */
  readonly indifferent: Map<string, number>;
  readonly different: Set<string>;
  /** Variable → text of a value → how often it was given. */
  readonly values: Map<string, Map<string, { readonly value: Value; count: number }>>;
}

function countCalls(jobs: readonly WithSteps[], own: OwnDefaults): Map<string, Calls> {
  const roles = new Map<string, Calls>();
  const countStep = (step: RoleStep): RoleStep => {
    if (own[step.role] === undefined) return step;
    const calls = roles.get(step.role) ?? { different: new Set(), indifferent: new Map(), values: new Map() };
    roles.set(step.role, calls);
    const vars = withVolumeRule(step);
    const call = canonicalOnce(step.vars);
    if (calls.different.has(call)) return step;
    calls.different.add(call);
    for (const [name, value] of Object.entries(vars)) {
      if (isBeyondVolumeRule(step, name)) {
        calls.indifferent.set(name, (calls.indifferent.get(name) ?? 0) + 1);
        continue;
      }
      const values = calls.values.get(name) ?? new Map();
      calls.values.set(name, values);
      const text = canonicalOnce(value);
      const seen = values.get(text);
      if (seen === undefined) values.set(text, { value, count: 1 });
      else seen.count += 1;
    }
    return step;
  };
  const different = new Set(jobs.flatMap(({ run, post }) => [...run, ...post]));
  mapRoleSteps([...different], countStep);
  return roles;
}

interface Default {
  readonly value: Value;
  readonly text: string;
}

/** Role → variable → the value to share. */
function chooseDefaults(roles: ReadonlyMap<string, Calls>, own: OwnDefaults): Map<string, Map<string, Default>> {
  const chosen = new Map<string, Map<string, Default>>();
  for (const [role, calls] of roles) {
    for (const [name, values] of calls.values) {
      const count = calls.different.size - (calls.indifferent.get(name) ?? 0);
      if (count < ENOUGH_CALLS) continue;
      const [text, best] = [...values].reduce((one, other) => (other[1].count > one[1].count ? other : one));
      const given = [...values.values()].reduce((total, value) => total + value.count, 0);
      const clearing = own[role]?.[name];
      if (given < count && clearing === undefined) continue;
      // A default that is the role's own is no news.
      if (best.count < SHARE * count || (clearing !== undefined && canonicalOnce(clearing) === text)) continue;
      const defaults = chosen.get(role) ?? new Map<string, Default>();
      chosen.set(role, defaults);
      defaults.set(name, { value: best.value, text });
    }
  }
  return chosen;
}

function withoutDefaults(
  step: RoleStep,
  defaults: ReadonlyMap<string, Default>,
  own: Readonly<Record<string, Value>>,
): RoleStep {
  const vars: Record<string, Value> = {};
  const effective = withVolumeRule(step);
  for (const [name, value] of Object.entries(step.vars)) {
    if (defaults.get(name)?.text !== canonicalOnce(effective[name]!)) vars[name] = value;
  }
  for (const [name, { text }] of defaults) {
    const isSaid = name in step.vars || (name in effective && canonicalOnce(effective[name]!) === text);
    if (!isSaid) vars[name] = own[name] ?? null;
  }
  return { ...step, vars };
}

/** Whether Ansible would have to template a value, or something in it. */
export function holdsTemplate(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isTemplate(value)) return true;
  return Object.values(value as Readonly<Record<string, Value>>).some(holdsTemplate);
}
