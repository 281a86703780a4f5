import type { Contribution } from '../../model/jenkins-job.js';
import type { Element } from '../../read/jenkins/element.js';
import { startAgentStep, stopAgentStep } from './role-steps.js';

/** How a checkout logs in to its server. */
export interface CheckoutLogin {
  /** The secret, and the agent that holds a key. */
  readonly contribution: Contribution;
  /** Variables with user and password; absent for a key. */
  readonly user?: string;
  readonly password?: string;
  /** Steps behind the checkout. */
  readonly after: Contribution['checkout'] & object;
}

/** Finding of converters that use {@link loginFor}. */
export const LOGIN_FINDING =
  'The credential is a placeholder: encrypt its values with zuul-client encrypt and put them into the secret. Zuul gives secrets only to jobs that run after review.';

/**
 * A login with a credential of Jenkins: by a key where the address is one of SSH, else by user and password in variables.
 *
 * @param prefix Of the variables: `SVN` gives `SVN_USERNAME` and `SVN_PASSWORD`.
 */
export function loginFor(url: string, credential: string, prefix: string, at: Element): CheckoutLogin {
  if (/^(?:[\w+]*ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(url)) {
    const secrets = [{ credential, kind: 'ssh-key' as const, binds: { SSH_AUTH_SOCK: 'private_key' }, at: at.at }];
    return { contribution: { secrets, before: [startAgentStep([credential], at.at)] }, after: [stopAgentStep(at.at)] };
  }
  const [user, password] = [`${prefix}_USERNAME`, `${prefix}_PASSWORD`];
  const binds = { [user]: 'username', [password]: 'password' };
  const contribution = { secrets: [{ credential, kind: 'username-password' as const, binds, at: at.at }] };
  return { contribution, user, password, after: [] };
}
