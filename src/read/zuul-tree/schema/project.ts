import {
  type MapShape,
  type Shape,
  boolean,
  formatted,
  listOf,
  map,
  mapOf,
  oneOf,
  oneOrMore,
  reference,
  text,
  variables,
  words,
} from '../shape.js';
import { jobAttributes, regex } from './job.js';

/** `- name`, or `- name: {attributes}`. Of a mapping with several keys Zuul reads the first, and does not say so. */
const entry = oneOf(reference('job'), { ...mapOf(map(jobAttributes), reference('job')), oneKey: true });

const pipelineContents = map({ debug: boolean, 'fail-fast': boolean, jobs: listOf(entry) });

function withPipelines(keys: Readonly<Record<string, Shape>>): MapShape {
  return { ...map(keys), others: pipelineContents, otherNames: reference('pipeline') };
}

/** Zuul reference: Project. */
export const project = withPipelines({
  name: formatted('name'),
  description: text,
  branches: oneOrMore(regex),
  vars: variables,
  templates: listOf(reference('template')),
  'merge-mode': words('merge', 'merge-resolve', 'cherry-pick', 'squash-merge', 'rebase'),
  'default-branch': text,
  queue: reference('queue'),
});

/** Zuul reference: Project Template. Zuul accepts one without a name, which nobody can use then. */
export const projectTemplate = withPipelines({
  '!name': formatted('name'),
  description: text,
  queue: reference('queue'),
  vars: variables,
});
