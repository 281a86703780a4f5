import type { SecretUse } from '../../model/jenkins-job.js';
import { jinja, type Template, type Value } from '../../model/value.js';
import type { SecretReference, ZuulSecret } from '../../model/zuul.js';
import { slug, variableName } from './slug.js';

/** How the secrets of one job reach its run playbook. */
export interface AttachedSecrets {
  readonly references: readonly SecretReference[];
  /** Environment variable → template on the secret's field. */
  readonly environment: Readonly<Record<string, Value>>;
}

/** Collects the secrets that the jobs of an estate need. Values are never read: a secret is a placeholder. */
export interface Secrets {
  attach(uses: readonly SecretUse[]): AttachedSecrets;
  all(): readonly ZuulSecret[];
}

/** Kinds of credentials whose content is a variable of the steps. The others are put in place by steps of their own. */
const AS_ENVIRONMENT: ReadonlySet<SecretUse['kind']> = new Set(['text', 'username-password']);

/** Zuul reference: Secret, and `secrets` of Job. One credential of Jenkins is one secret; its variable is named after it. */
export function collectSecrets(): Secrets {
  const fields = new Map<string, Set<string>>();
  const attach = (uses: readonly SecretUse[]): AttachedSecrets => {
    const references = new Map<string, SecretReference>();
    const environment: Record<string, Value> = {};
    for (const use of uses) {
      const secret = slug(use.credential);
      const variable = secretVariable(use.credential);
      references.set(variable, { name: variable, secret });
      const known = fields.get(secret) ?? new Set();
      fields.set(secret, known);
      for (const [name, field] of Object.entries(use.binds)) {
        known.add(field);
        if (AS_ENVIRONMENT.has(use.kind)) environment[name] = secretField(use.credential, field);
      }
    }
    return { references: [...references.values()], environment };
  };
  const all = (): readonly ZuulSecret[] =>
    [...fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, known]) => ({ name, fields: [...known].sort() }));
  return { attach, all };
}

/** Name of the Ansible variable that holds a credential's secret. Converters that write steps about a secret use the same. */
export function secretVariable(credential: string): string {
  return variableName(credential);
}

/**
 * Template for a field of the secret that holds a credential of Jenkins. The filter keeps Ansible from making data of a text
 * that looks like JSON.
 */
export function secretField(credential: string, field: string): Template {
  return jinja(`{{ ${secretVariable(credential)}.${field} | string }}`);
}
