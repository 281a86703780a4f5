import {
  type Shape,
  boolean,
  formatted,
  integer,
  map,
  mapOf,
  oneOf,
  oneOrMore,
  text,
  versionNumber,
  words,
} from '../shape.js';

const classes = oneOrMore(
  words('pipeline', 'job', 'semaphore', 'project', 'project-template', 'nodeset', 'secret', 'queue', 'image', 'flavor', 'label', 'section', 'provider'),
); // prettier-ignore

const pythonPatterns = oneOrMore(formatted('python-regex'));

const configOptions = {
  include: classes,
  exclude: classes,
  shadow: oneOrMore(text),
  'include-provider-config': boolean,
  'exclude-unprotected-branches': boolean,
  'exclude-locked-branches': boolean,
  'extra-config-paths': oneOrMore(text),
  'load-branch': text,
  'include-branches': pythonPatterns,
  'exclude-branches': pythonPatterns,
  'always-dynamic-branches': pythonPatterns,
  'allow-circular-dependencies': boolean,
  'implied-branch-matchers': boolean,
};

const untrustedOptions = { ...configOptions, 'configure-projects': oneOrMore(text), 'allow-reporter-jobs': boolean };

/** A name, `{name: {options}}`, or a group with `projects`. */
function projects(options: Readonly<Record<string, Shape>>): Shape {
  const one = oneOf(text, { ...mapOf(map(options)), oneKey: true });
  const group = map({
    include: classes,
    exclude: classes,
    'include-provider-config': boolean,
    '!projects': oneOrMore(one),
  });
  return oneOrMore(oneOf(text, group, { ...mapOf(map(options)), oneKey: true }));
}

const tenant = map({
  '!name': formatted('name'),
  'max-changes-per-pipeline': integer,
  'max-dependencies': integer,
  'max-nodes-per-job': integer,
  'max-job-timeout': integer,
  'max-oidc-ttl': integer,
  'allowed-oidc-issuers': oneOrMore(text),
  source: mapOf(map({ 'config-projects': projects(configOptions), 'untrusted-projects': projects(untrustedOptions) })),
  'exclude-unprotected-branches': boolean,
  'exclude-locked-branches': boolean,
  'allowed-triggers': oneOrMore(text),
  'allowed-reporters': oneOrMore(text),
  'allowed-labels': oneOrMore(formatted('regex')),
  'disallowed-labels': oneOrMore(formatted('regex')),
  'allow-circular-dependencies': boolean,
  'default-parent': text,
  'default-ansible-version': versionNumber,
  'access-rules': oneOrMore(text),
  'admin-rules': oneOrMore(text),
  'anonymous-read-access': boolean,
  'role-mappings': mapOf(oneOrMore(text)),
  semaphores: oneOrMore(text),
  'authentication-realm': text,
  'report-build-page': boolean,
  'use-nodepool': boolean,
  'web-root': text,
});

const rule = map({ '!name': text, '!conditions': oneOrMore(mapOf({ kind: 'anything' })) });

/** Every type of object that the tenant file may hold. Zuul reference: Tenant Configuration. */
export const tenantObjects: Readonly<Record<string, Shape>> = {
  tenant,
  'global-semaphore': map({ '!name': text, max: integer }),
  'authorization-rule': rule,
  'admin-rule': rule,
  role: map({ '!name': text, '!permissions': mapOf({ kind: 'anything' }) }),
  'api-root': map({
    'authentication-realm': text,
    'access-rules': oneOrMore(text),
    'anonymous-read-access': boolean,
    'role-mappings': mapOf(oneOrMore(text)),
  }),
};
