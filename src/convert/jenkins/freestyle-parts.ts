import type { Contribution, JobFacts } from '../../model/jenkins-job.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes, Walk } from '../converter.js';
import { JOB_FINDINGS, noteIfFilled, readJobFields, sectionOf } from './job-fields.js';
import { mergeContributions } from './merge.js';

/** Findings of jobs that consist of sections: freestyle and matrix. */
export const FREESTYLE_FINDINGS = {
  ...JOB_FINDINGS,
  'any-node': 'The job may run on every node, so Jenkins ignores this label: left out.',
  'block-building': 'Jenkins waits while a neighbouring job runs; Zuul does not: give both jobs the same semaphore.',
  'checkout-retry': 'The executor tries again by itself when fetching fails: left out.',
  'custom-workspace':
    'Jenkins used a folder of its own, which may have lived on from build to build; here every build starts with an empty workspace. Check that no step needs the old content or the path.',
  jdk: 'Jenkins put this JDK first in PATH and JAVA_HOME: install it on the node, or with the role ensure-java in pre-run.',
} as const;

export type FreestyleFinding = keyof typeof FREESTYLE_FINDINGS;

/** Sections in the order in which what they say takes effect. */
const SECTIONS = ['triggers', 'buildWrappers', 'builders', 'publishers'];

/** JDKs that mean the one of the node. */
const OWN_JDK = new Set(['', '(System)', '(Default)', '(Inherit From Job)']);

/** Converts all a freestyle job has; a matrix job has it too. Zuul reference: Job. Order of a build: see the engine. */
export function convertFreestyle(input: Element, notes: Notes<FreestyleFinding>, walk: Walk): Contribution {
  const scm = input.child('scm');
  const parts = [
    ...sectionOf(input, 'properties'),
    ...(scm === undefined ? [] : [scm]),
    ...SECTIONS.flatMap((section) => sectionOf(input, section)),
  ];
  const facts: JobFacts = {
    ...readJobFields(input, notes),
    ...readNode(input, notes),
    ...readConcurrency(input, walk),
  };
  noteDetails(input, notes);
  return mergeContributions([{ job: facts }, walk.convert(parts)]);
}

function readNode(input: Element, notes: Notes<FreestyleFinding>): JobFacts {
  const assigned = input.child('assignedNode');
  const label = assigned?.text().trim() ?? '';
  if (!input.booleanOf('canRoam')) return label === '' ? {} : { label };
  noteIfFilled(assigned, (field) => notes.dropped('any-node', field));
  return {};
}

/** Jenkins runs one build of a job at a time unless told otherwise. */
function readConcurrency(input: Element, walk: Walk): JobFacts {
  return input.booleanOf('concurrentBuild') ? {} : { semaphore: { name: walk.job, max: 1 } };
}

function noteDetails(input: Element, notes: Notes<FreestyleFinding>): void {
  for (const name of ['blockBuildWhenDownstreamBuilding', 'blockBuildWhenUpstreamBuilding']) {
    const field = input.child(name);
    if (field !== undefined && input.booleanOf(name)) notes.needsHuman('block-building', field);
  }
  noteIfFilled(input.child('scmCheckoutRetryCount'), (field) => notes.dropped('checkout-retry', field));
  for (const name of ['customWorkspace', 'childCustomWorkspace']) {
    noteIfFilled(input.child(name), (field) => notes.needsHuman('custom-workspace', field));
  }
  const jdk = input.child('jdk');
  if (jdk !== undefined && !OWN_JDK.has(jdk.text().trim())) notes.approximated('jdk', jdk, `(${jdk.text().trim()})`);
}
