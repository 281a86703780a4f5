import type { SecretUse } from '../../model/jenkins-job.js';
import type { Template } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import { secretField } from '../attach/secrets.js';

/** A secret of which only the steps that are given its variables know. */
export interface StepSecret {
  readonly use: SecretUse;
  /** Variable → template for the field of the secret. */
  readonly variables: Readonly<Record<string, Template>>;
}

/**
 * Makes a secret for a credential of Jenkins, or for a server that only Jenkins' global settings know.
 *
 * @param credential Jenkins' id, or a name for the server; the secret is named after it.
 * @param binds Variable of the step → field of the secret.
 */
export function stepSecret(credential: string, binds: Readonly<Record<string, string>>, at: Element): StepSecret {
  return {
    use: { credential, kind: 'step', binds, at: at.at },
    variables: Object.fromEntries(
      Object.entries(binds).map(([variable, field]) => [variable, secretField(credential, field)]),
    ),
  };
}
