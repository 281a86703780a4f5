import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { json, type AnsibleFiles } from './inventory.js';
import type { PlannedPlaybook } from './job-plan.js';
import type { PlayContext } from './run-phases.js';
import type { Workspace } from './workspace.js';

/**
 * Arguments of `ansible-playbook` for one playbook, as Zuul's executor gives them. The secrets of a playbook are handed to
 * it alone, in a file.
 */
export function playArguments(
  playbook: PlannedPlaybook,
  { phase, index, success }: PlayContext,
  files: AnsibleFiles,
  workspace: Workspace,
): string[] {
  const values: Record<string, string> = {
    zuul_execution_phase: phase,
    zuul_execution_phase_index: String(index),
    zuul_execution_trusted: 'True',
    ...(success === undefined ? {} : { zuul_success: success ? 'True' : 'False', zuul_will_retry: 'False' }),
  };
  return [
    ...['-i', files.inventory],
    ...Object.entries(values).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    ...['-e', `@${files.variables}`],
    ...secretArguments(playbook, join(workspace.ansible, `secrets-${phase}-${String(index)}.json`)),
    playbook.path,
  ];
}

function secretArguments({ secrets }: PlannedPlaybook, file: string): string[] {
  if (Object.keys(secrets).length === 0) return [];
  writeFileSync(file, json(unsafe(secrets)), { mode: 0o600 });
  return ['-e', `@${file}`];
}

/** Texts that are no templates whatever is in them: Ansible's mark for them in JSON. */
function unsafe(value: unknown): unknown {
  if (typeof value === 'string') return { __ansible_unsafe: value };
  if (Array.isArray(value)) return value.map(unsafe);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unsafe(inner)]));
}
