import type { SecretUse } from '../../model/jenkins-job.js';
import type { Template } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import { stepSecret } from './step-secret.js';
import { commandLine } from './tool-call.js';

/** A registry that images are pulled from or pushed to, as the plugin Docker Commons keeps it. */
export interface Registry {
  /** Lines that log in; none without a credential. */
  readonly login: readonly string[];
  readonly secrets: readonly SecretUse[];
  readonly environment: Readonly<Record<string, Template>>;
  /** What stands before names of images: `registry.example.org/`; empty for Docker Hub. */
  readonly prefix: string;
}

/** Finding about the login, for the definitions of the converters that call {@link readRegistry}. */
export const LOGIN_FINDING =
  'The login for this registry is a placeholder: encrypt user name and password with zuul-client encrypt and put them into the secret.';

/**
 * Reads address and credential of a registry. Source: Docker Commons plugin, DockerRegistryEndpoint: the host of the address
 * stands before the names of images.
 *
 * @param raise Raises the finding about the login.
 */
export function readRegistry(
  url: Element | undefined,
  credentials: Element | undefined,
  at: Element,
  raise: (credentials: Element) => void,
): Registry {
  const address = url?.text().trim() ?? '';
  const host = address.replace(/^\w+:\/\//, '').split('/')[0]!;
  const isHub = host === '' || /(^|\.)docker\.io$/.test(host);
  const prefix = isHub ? '' : `${host}/`;
  const credential = credentials?.text().trim() ?? '';
  if (credentials === undefined || credential === '') return { login: [], secrets: [], environment: {}, prefix };
  raise(credentials);
  const { use, variables } = stepSecret(credential, { DOCKER_USERNAME: 'username', DOCKER_PASSWORD: 'password' }, at);
  const words = ['docker', 'login', '--username', '$DOCKER_USERNAME', '--password-stdin', ...(isHub ? [] : [host])];
  const login = [`printf %s "$DOCKER_PASSWORD" | ${commandLine(words)}`];
  return { login, secrets: [use], environment: variables, prefix };
}
