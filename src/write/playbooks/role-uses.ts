import type { Estate, SharedRole } from '../../model/estate.js';
import type { Step } from '../../model/step.js';

/** How a shared role is called: as steps of which the first that fails ends the list, as publishers, or both. */
export interface RoleUse {
  inOrder: boolean;
  asPublishers: boolean;
}

/** Whether the steps of a playbook are publishers: those of post-run playbooks are. */
export function isPostPlaybook(path: string): boolean {
  return /(^|\/)post[^/]*$/.test(path);
}

/** How each shared role is called, from playbooks or from other shared roles. */
export function roleUses(estate: Estate): ReadonlyMap<string, RoleUse> {
  const roles = new Map<string, SharedRole>(estate.sharedRoles.map((role) => [role.name, role]));
  const uses = new Map<string, RoleUse>();
  const note = (steps: readonly Step[], how: keyof RoleUse): void => {
    for (const step of steps) {
      if (step.kind === 'block') note([...step.steps, ...(step.always ?? [])], 'inOrder');
      if (step.kind !== 'role') continue;
      const role = roles.get(step.role);
      const use = uses.get(step.role) ?? { inOrder: false, asPublishers: false };
      // A call that may fail is one thing: its first failure ends it, unseen by the others.
      const called = step.ignoreErrors === true ? 'inOrder' : how;
      if (role === undefined || use[called]) continue;
      use[called] = true;
      uses.set(step.role, use);
      note(role.steps, called);
    }
  };
  for (const { path, steps } of estate.playbooks) note(steps, isPostPlaybook(path) ? 'asPublishers' : 'inOrder');
  for (const { name } of estate.sharedRoles)
    if (!uses.has(name)) uses.set(name, { inOrder: true, asPublishers: false });
  return uses;
}

/** Shared roles with a block in them, or in roles they call, that has variables of its own. */
export function rolesWithBlocks(roles: readonly SharedRole[]): ReadonlyMap<string, SharedRole> {
  const found = new Map<string, SharedRole>();
  const has = (step: Step): boolean => {
    if (step.kind === 'role') return found.has(step.role);
    return (
      step.kind === 'block' && (step.environment !== undefined || [...step.steps, ...(step.always ?? [])].some(has))
    );
  };
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const role of roles) if (role.steps.some(has)) found.set(role.name, role);
  }
  return found;
}
