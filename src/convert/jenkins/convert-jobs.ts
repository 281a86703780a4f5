import { addAccounting, emptyAccounting, type Accounting, type Finding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import type { Contribution, JenkinsJob, JobStatus } from '../../model/jenkins-job.js';
import type { Settings } from '../../model/settings.js';
import type { FailStep } from '../../model/step.js';
import type { JenkinsDocument } from '../../read/jenkins/read-jenkins.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Catalogue } from '../load-catalogue.js';
import { firstFailing } from '../elements/first-failing.js';
import { nameTools } from '../layout/names.js';
import { mayBeDeclarative } from '../../read/jenkinsfile/declarative.js';
import { PIPELINE_ELEMENTS } from '../pipeline-script/element-types.js';
import { closeAccount } from './accounting.js';
import { shareLocks } from './share-locks.js';
import { walkOver, type Walked } from './walk.js';

export interface ConvertedJobs {
  /** In the order of the documents. */
  readonly jobs: readonly JenkinsJob[];
  /** By job, in document order. */
  readonly findings: readonly Finding[];
  readonly accounting: Accounting;
}

/**
 * Converts Jenkins job definitions, each by itself. Marks the leaves of the documents: a document can be converted once.
 *
 * @param catalogue Has to hold the converters of all types in the documents, see {@link typesIn}.
 */
export function convertJenkinsJobs(
  documents: readonly JenkinsDocument[],
  catalogue: Catalogue,
  settings: Settings,
): ConvertedJobs {
  const jobs: JenkinsJob[] = [];
  const findings: Finding[] = [];
  const accounting = emptyAccounting();
  const { skipsJob } = nameTools(settings);
  for (const document of documents) {
    const walked: Walked = { findings: [], unknown: new Set() };
    const job = skipsJob(document.name)
      ? skippedJob(document, walked)
      : convertJob(document, catalogue, settings, walked);
    addAccounting(accounting, closeAccount(document.root, document.name, walked.unknown, walked.findings));
    jobs.push(withStatus(job, walked.findings));
    findings.push(...walked.findings);
  }
  const locked = shareLocks(jobs);
  return { jobs: locked.jobs, findings: [...findings, ...locked.findings], accounting };
}

/** Elements that hold a Jenkinsfile; its steps are converted as the elements they are in other jobs. */
const JENKINSFILES: ReadonlySet<string> = new Set(['script', 'Jenkinsfile']);

/** Element names and classes in documents, as the catalogue calls them: what `loadCatalogue` needs to import. */
export function typesIn(documents: readonly JenkinsDocument[]): Set<string> {
  const types = new Set<string>();
  const names = new Set<string>();
  const open = documents.map(({ root }) => root);
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.attributes.length > 0) types.add(element.type);
    else if (!names.has(element.name)) {
      names.add(element.name);
      types.add(element.type);
    }
    if (JENKINSFILES.has(element.name) && mayBeDeclarative(element.rawText)) {
      for (const type of PIPELINE_ELEMENTS) types.add(type);
    }
    for (const child of element.elements) open.push(child);
  }
  return types;
}

type Unjudged = Omit<JenkinsJob, 'status' | 'reason'>;

function convertJob(document: JenkinsDocument, catalogue: Catalogue, settings: Settings, walked: Walked): Unjudged {
  const { name, root } = document;
  try {
    return assemble(document, walkOver(name, catalogue, settings, walked).convert([root]), walked);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // One definition that Jenkins itself could not have written does not stop the others.
    root.judgeAll('needs-human');
    const { at, message } = error.faults[0]!;
    const told = `The definition of this job is broken: ${message}. Mend it in Jenkins, or write the job by hand.`;
    walked.findings.push({ outcome: 'needs-human', code: 'broken-definition', message: told, at, job: name });
    return assemble(document, { run: [failStep('Do what the job did', root, 'broken-definition', told)] }, walked);
  }
}

/** A job that the settings leave out. */
function skippedJob(document: JenkinsDocument, walked: Walked): Unjudged {
  const { name, root } = document;
  root.judgeAll('dropped');
  const message = 'The settings leave this job out (skip-jobs).';
  walked.findings.push({ outcome: 'dropped', code: 'skip-jobs', message, at: root.at, job: name });
  return assemble(document, { job: { skipped: 'left out by the settings (skip-jobs)' } }, walked);
}

/** Brings a contribution into the order of a Jenkins build. */
function assemble({ name, root }: JenkinsDocument, contribution: Contribution, walked: Walked): Unjudged {
  const { environment = {}, secrets = [], triggers = [], checkouts = [] } = contribution;
  const { labelOfParameter, ...facts } = contribution.job ?? {};
  const job = labelOfParameter === undefined ? facts : { ...facts, label: labelOfParameter };
  const { before = [], checkout = [], setUp = [], run = [], after = [], post = [] } = contribution;
  const whole: Unjudged = {
    ...job,
    name,
    at: root.at,
    type: root.type,
    environment,
    secrets,
    run: [...before, ...checkout, ...setUp, ...run],
    post: [...after, ...post],
    triggers,
    checkouts,
  };
  return job.disabled === true ? disabled(whole, root, walked) : whole;
}

/**
 * Zuul v2 reports NOT_REGISTERED, a failure, for a job that is disabled in Jenkins; a timer never starts it. So the converted
 * job does nothing but fail, whoever uses it.
 */
function disabled(job: Unjudged, root: Element, walked: Walked): Unjudged {
  const message =
    'This job is disabled in Jenkins, so that Zuul v2 reported NOT_REGISTERED, a failure. ' +
    'Take it out of the layout, or enable it in Jenkins and convert again.';
  const at = (root.child('disabled') ?? root).at;
  root.judgeAll('needs-human');
  walked.findings.push({ outcome: 'needs-human', code: 'disabled', message, at, job: job.name });
  return { ...job, run: [failStep('Refuse to run a disabled job', root, 'disabled', message)], post: [], triggers: [] };
}

function failStep(name: string, at: Element, code: string, message: string): FailStep {
  return { kind: 'fail', name, at: at.at, code, message };
}

function withStatus(job: Unjudged, findings: readonly Finding[]): JenkinsJob {
  const [status, reason] = statusOf(job, findings);
  return { ...job, status, ...(reason === undefined ? {} : { reason }) };
}

/**
 * - `skipped`: no job that could run.
 * - `needs-human`: a step fails until a person has acted.
 * - `partly`: every step is there, something beside them was left to a person.
 */
function statusOf(job: Unjudged, findings: readonly Finding[]): [JobStatus, string?] {
  if (job.skipped !== undefined) return ['skipped', job.skipped];
  const failing = firstFailing([...job.run, ...job.post]);
  if (failing !== undefined) return ['needs-human', failing.message];
  const open = findings.find(({ outcome }) => outcome === 'needs-human' || outcome === 'unread');
  return open === undefined ? ['converted'] : ['partly', open.message];
}
