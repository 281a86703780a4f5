import type { RoleStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';

/** Programs of the role `call-service`. */
export type Service = 'http' | 'jira' | 'salt' | 'runscope' | 'jenkins' | 'stomp';

/** What a program takes from the secret; a name of a user that stands in the job may be among it. */
export interface ServiceSecret {
  readonly variables: Readonly<Record<string, Value>>;
}

/**
 * Makes a call of the role `call-service`. Its README says which options and which secret a program takes.
 *
 * @param options Those that are empty, false or nothing are left out: the role's presets.
 */
export function serviceCall(
  name: string,
  program: Service,
  options: Readonly<Record<string, Value | undefined>>,
  secret: ServiceSecret | undefined,
  at: Element,
): RoleStep {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && !isNothing(value));
  return {
    kind: 'role',
    name,
    at: at.at,
    role: 'call-service',
    vars: {
      call_service_program: program,
      call_service_options: Object.fromEntries(given) as Record<string, Value>,
      ...(secret !== undefined && { call_service_secret: secret.variables }),
    },
  };
}

function isNothing(value: Value | undefined): boolean {
  if (value === '' || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
