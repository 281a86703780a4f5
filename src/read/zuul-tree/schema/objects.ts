import {
  type Shape,
  anything,
  atLeast,
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
  text,
  words,
} from '../shape.js';
import { job, nodeset, regex } from './job.js';
import { pipeline } from './pipeline.js';
import { project, projectTemplate } from './project.js';

const named = listOf(oneOf(text, mapOf(anything)));

const secretData = { '!name': formatted('name') };

const section: Shape = {
  ...map({
    '!name': formatted('name'),
    parent: reference('section'),
    abstract: boolean,
    connection: text,
    description: text,
    images: named,
    flavors: named,
    labels: named,
  }),
  others: anything,
};

const provider: Shape = {
  ...map({
    '!name': formatted('name'),
    '!section': reference('section'),
    description: text,
    images: named,
    labels: named,
  }),
  others: anything,
};

/** Every type of object that a file below `zuul.d/` may hold. Zuul reference: Configuration Language. */
export const objects: Readonly<Record<string, Shape>> = {
  pipeline,
  job,
  project,
  'project-template': projectTemplate,
  nodeset,
  secret: oneOf(
    map({ ...secretData, '!data': mapOf(anything) }),
    map({
      ...secretData,
      '!oidc': oneOf(nothing, map({ algorithm: text, ttl: integer, iss: text, claims: mapOf(anything) })),
    }),
  ),
  semaphore: map({ '!name': formatted('name'), max: integer }),
  queue: map({
    '!name': formatted('name'),
    'per-branch': boolean,
    'allow-circular-dependencies': boolean,
    'dependencies-by-topic': boolean,
    type: words('all-branches', 'per-branch', 'branch-assigned'),
  }),
  pragma: map({ 'implied-branch-matchers': boolean, 'implied-branches': oneOrMore(regex) }),
  image: map({
    '!name': formatted('name'),
    '!type': words('zuul', 'cloud'),
    description: text,
    'retain-count': atLeast(1),
  }),
  flavor: map({ '!name': formatted('name'), description: text }),
  label: map({
    '!name': formatted('name'),
    '!image': reference('image'),
    '!flavor': reference('flavor'),
    description: text,
    'min-ready': integer,
    'max-ready-age': integer,
    'max-age': integer,
    'min-retention-time': integer,
    'max-nodes': integer,
  }),
  section,
  provider,
};
