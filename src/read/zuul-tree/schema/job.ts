import {
  type MapShape,
  type Shape,
  boolean,
  formatted,
  integer,
  listOf,
  map,
  mapOf,
  nothing,
  oneOf,
  oneOrMore,
  reference,
  someOf,
  text,
  variables,
  versionNumber,
  words,
} from '../shape.js';

/** A pattern, or one turned over (Zuul ≥ 9.2). */
export const regex = oneOf(formatted('regex'), map({ '!regex': formatted('regex'), negate: boolean }));

const playbook = oneOf(
  reference('playbook'),
  map({ '!name': reference('playbook'), semaphores: oneOrMore(reference('semaphore')) }),
);

const postPlaybook = oneOf(
  reference('playbook'),
  map({ '!name': reference('playbook'), semaphores: oneOrMore(reference('semaphore')), cleanup: boolean }),
);

const workspaceProject = oneOf(text, map({ '!type': words('name', 'change', 'item'), name: text }));

const includeVars = oneOf(
  text,
  map({ '!name': text, project: reference('project'), required: boolean, 'zuul-project': boolean, 'use-ref': boolean }),
);

const semaphore = oneOf(reference('semaphore'), map({ '!name': reference('semaphore'), 'resources-first': boolean }));

const nodes = oneOrMore(map({ '!name': oneOrMore(text), '!label': reference('label') }));
const groups = oneOrMore(map({ '!name': text, '!nodes': oneOrMore(text) }));
const plainNodeset = { '!nodes': nodes, groups };

/** A nodeset without a name, as it may stand in a job, and with one. Zuul reference: Nodeset. */
const inlineNodeset = oneOf(map(plainNodeset), alternatives({}));
export const nodeset = oneOf(map({ '!name': text, ...plainNodeset }), alternatives({ '!name': text }));

function alternatives(more: Readonly<Record<string, Shape>>): Shape {
  return map({ ...more, '!alternatives': listOf(oneOf(reference('nodeset'), map(plainNodeset))) });
}

const CONTROLLED = [
  'requires', 'provides', 'tags', 'files', 'irrelevant-files', 'required-projects', 'include-projects', 'exclude-projects',
  'vars', 'extra-vars', 'host-vars', 'group-vars', 'include-vars', 'dependencies', 'failure-output', 'type',
]; // prettier-ignore

/** Attributes of a job that an entry of a project pipeline may have too. Zuul reference: Job. */
export const jobAttributes = {
  parent: oneOf(reference('job'), nothing),
  final: boolean,
  abstract: boolean,
  protected: boolean,
  intermediate: boolean,
  requires: oneOrMore(text),
  provides: oneOrMore(text),
  'failure-message': text,
  'success-message': text,
  'failure-url': text,
  'success-url': text,
  'hold-following-changes': boolean,
  voting: boolean,
  semaphore,
  semaphores: oneOrMore(semaphore),
  tags: oneOrMore(text),
  branches: someOf(regex),
  files: someOf(regex),
  'irrelevant-files': oneOrMore(regex),
  secrets: oneOrMore(
    oneOf(
      reference('secret'),
      map({ '!name': formatted('variable-name'), '!secret': reference('secret'), 'pass-to-parent': boolean }),
    ),
  ),
  nodeset: oneOf(reference('nodeset'), inlineNodeset),
  'pre-timeout': integer,
  timeout: integer,
  'post-timeout': integer,
  attempts: integer,
  'pre-run': oneOrMore(playbook),
  run: oneOrMore(playbook),
  'post-run': oneOrMore(postPlaybook),
  'cleanup-run': oneOrMore(playbook),
  'ansible-split-streams': boolean,
  'ansible-version': versionNumber,
  roles: oneOrMore(oneOf(map({ '!zuul': reference('project'), name: text }), map({ '!galaxy': text, name: text }))),
  'required-projects': oneOrMore(
    oneOf(
      reference('project'),
      map({ '!name': reference('project'), 'override-checkout': text, 'override-branch': text }),
    ),
  ),
  'include-projects': oneOrMore(workspaceProject),
  'exclude-projects': oneOrMore(workspaceProject),
  vars: variables,
  'extra-vars': variables,
  'host-vars': mapOf(variables),
  'group-vars': mapOf(variables),
  'include-vars': oneOrMore(includeVars),
  dependencies: oneOrMore(oneOf(reference('job'), map({ '!name': reference('job'), soft: boolean }))),
  'allowed-projects': oneOrMore(reference('project')),
  'override-branch': text,
  'override-checkout': text,
  description: text,
  'variant-description': text,
  'post-review': { kind: 'exactly', value: true } as Shape,
  'match-on-config-updates': boolean,
  'workspace-scheme': words('golang', 'flat', 'unique'),
  'workspace-checkout': oneOf(boolean, words('auto')),
  deduplicate: oneOf(boolean, words('auto')),
  'failure-output': oneOrMore(formatted('regex')),
  'image-build-name': text,
  type: words('regular', 'initializer', 'reporter'),
  'attribute-control': map(
    Object.fromEntries(CONTROLLED.map((name) => [name, map({ final: { kind: 'exactly', value: true } })])),
  ),
} satisfies Readonly<Record<string, Shape>>;

export const job: MapShape = map({ '!name': formatted('name'), ...jobAttributes });
