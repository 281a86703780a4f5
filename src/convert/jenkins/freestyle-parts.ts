import type { Contribution, JobFacts } from '../../model/jenkins-job.js';
import type { Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes, Walk } from '../converter.js';
import { setVariablesStep } from '../elements/set-variables.js';
import { shellWord } from '../elements/tool-call.js';
import { namedToolStep, TOOL_FINDING } from '../elements/tool-steps.js';
import { JOB_FINDINGS, noteIfFilled, readJobFields, sectionOf } from './job-fields.js';
import { mergeContributions } from './merge.js';

/** Findings of jobs that consist of sections: freestyle and matrix. */
export const FREESTYLE_FINDINGS = {
  ...JOB_FINDINGS,
  'any-node': 'The job may run on every node, so Jenkins ignores this label: left out.',
  'block-building': 'Jenkins waits while a neighbouring job runs; Zuul does not: give both jobs the same semaphore.',
  'checkout-retry': 'The executor tries again by itself when fetching fails: left out.',
  'custom-workspace':
    'Jenkins kept this folder from build to build: here it is made anew on a fresh node. Check that no step needs what earlier builds left in it.',
  jdk: TOOL_FINDING,
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
  return mergeContributions([{ job: facts }, readPlace(input, notes), walk.convert(parts)]);
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
  noteIfFilled(input.child('childCustomWorkspace'), (field) => notes.dropped('custom-workspace', field));
}

/** A folder of its own, relative to the home folder as Jenkins' were to that of the node; and a JDK. Both before all else. */
function readPlace(input: Element, notes: Notes<FreestyleFinding>): Contribution {
  const folder = input.child('customWorkspace');
  const path = folder?.text().trim() ?? '';
  if (path !== '') notes.approximated('custom-workspace', folder!, `(${path})`);
  const jdk = input.child('jdk');
  const name = jdk?.text().trim() ?? '';
  const isOwn = OWN_JDK.has(name);
  if (!isOwn) notes.approximated('jdk', jdk!, `(${name})`);
  const before: Step[] = [];
  if (path !== '') before.push(setVariablesStep('Go to a folder of its own', enterFolder(path), folder!));
  if (!isOwn) before.push(namedToolStep({ name, programs: ['java'], homeVariable: 'JAVA_HOME' }, jdk!));
  return before.length === 0 ? {} : { before };
}

function enterFolder(path: string): readonly string[] {
  const place = /^[/~$]/.test(path) ? shellWord(path.replace(/^~/, '$HOME')) : `"$HOME"/${shellWord(path)}`;
  return [`mkdir -p -- ${place}`, `cd -- ${place}`, 'printf \'%s\\n\' "WORKSPACE=$PWD"'];
}
