import { defineConverter, type Notes, type Walk } from '../../src/convert/converter.js';
import type { BranchNames } from '../../src/convert/elements/branch-names.js';
import {
  readBranchSource,
  readDiscovered,
  triggersOf,
  type BranchSource,
} from '../../src/convert/elements/branch-source.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { failStep } from '../../src/convert/elements/left-to-a-person.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { ignoreClass, together } from '../../src/convert/elements/together.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import { plainText } from '../../src/convert/jenkins/plain-text.js';
import type { Contribution, JenkinsTrigger, ScmCheckout } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  jenkinsfile:
    'The steps of this job stand in a file of the repository, in each branch its own: convert it with --jenkinsfile, or write the tasks of the run playbook.',
  'kept-jenkinsfile':
    'The steps of this job stand in a file that Jenkins keeps (Managed files): convert it with --jenkinsfile, or write the tasks of the run playbook.',
  display: 'Only changes how Jenkins shows the project: left out.',
  bookkeeping:
    'How Jenkins finds, names, fetches and keeps the branches: Zuul knows all of them by itself, through the connection and the credentials it has for it.',
  forge: 'Zuul has no events of this kind of repository: mirror it to a forge that Zuul knows, or trigger by a timer.',
  'left-out-branches':
    'Branches of these names were not built, which an entry of a project cannot say beside the others: add a negated matcher to its branches.',
  'branch-regex':
    'The branches were chosen by a regular expression that only Java knows: write it as branches where the job stands in a project.',
  'by-hand': 'Nothing started these branches but a person: left without a trigger.',
} as const;

/** Fields that only say how the project is shown. */
const SHOWN = ['displayName', 'icon', 'healthMetrics', 'folderViews', 'views', 'viewsTabBar', 'primaryView'];

function saysSomething(field: Element): boolean {
  return !field.isLeaf || field.rawText.trim() !== '' || field.attributes.length > 0;
}

type MultibranchNotes = Notes<keyof typeof FINDINGS>;

/**
 * Multibranch project: a pipeline job for each branch and pull request that has a Jenkinsfile. Zuul has one job for all
 * branches; what starts it becomes triggers. Sources: Branch API plugin, MultiBranchProject; jenkins-elements:
 * WorkflowMultiBranchProject, Pipeline definitions.
 */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
    'org.jenkinsci.plugins.pipeline.multibranch.defaults.PipelineMultiBranchDefaultsProject',
    'integration.harness.BasicMultiBranchProject',
  ],
  section: 'job',
  plugin: 'workflow-multibranch',
  summary: 'Makes a pipeline job for each branch and pull request that has a Jenkinsfile',
  becomes: 'One job for all branches, with the events that start it; it fails until its steps are written',
  grade: 'needs-human',
  findings: FINDINGS,
  convert(input, notes, walk) {
    const description = plainText(input.textOf('description'));
    const isDisabled = input.booleanOf('disabled');
    const started = sectionOf(input, 'sources').filter(({ name }) => name === 'data');
    const sources = started.flatMap((data) => data.children()).map((branch) => readSource(branch, notes));
    const parts = walk.convert([...sectionOf(input, 'properties'), ...sectionOf(input, 'triggers')]);
    const steps = givenSteps(input, walk) ?? { run: [stepsOf(input, sources, notes)] };
    together(
      SHOWN.map((name) => input.child(name)).filter((field) => field !== undefined && saysSomething(field)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    leaveOutRest(input, (first) => notes.dropped('bookkeeping', first));
    return mergeContributions([
      { job: { ...(description === '' ? {} : { description }), ...(isDisabled ? { disabled: true } : {}) } },
      parts,
      ...sources.map(({ contribution }) => contribution),
      steps,
    ]);
  },
});

interface ReadSource {
  readonly source: BranchSource;
  readonly contribution: Contribution;
}

/** One `BranchSource`: its source, and which of its branches are built. */
function readSource(branch: Element, notes: MultibranchNotes): ReadSource {
  const element = branch.child('source') ?? branch;
  element.attribute('class');
  const source = readBranchSource(element);
  if (source.forge === undefined && source.url === undefined) {
    notes.needsHuman('forge', source.at, `(${element.type.split('.').at(-1)!})`);
    return { source, contribution: {} };
  }
  const found = readDiscovered(element, sectionOf(branch, 'buildStrategies'));
  if (found.branches !== undefined) noteNames(element, found.branches, notes);
  const checkouts: ScmCheckout[] =
    source.url === undefined ? [] : [{ url: source.url, branches: [], targetDirectory: '', at: element.at }];
  return {
    source,
    contribution: { triggers: triggersFrom(branch, source, triggersOf(source, found, element), notes), checkouts },
  };
}

function triggersFrom(
  branch: Element,
  { at }: BranchSource,
  triggers: readonly JenkinsTrigger[],
  notes: MultibranchNotes,
): readonly JenkinsTrigger[] {
  let byHand: Element | undefined;
  branch.child('strategy')?.walk((one) => {
    if (one.type.endsWith('.NoTriggerBranchProperty')) byHand ??= one;
  });
  if (byHand === undefined || triggers.length === 0) return triggers;
  notes.dropped('by-hand', byHand, `(${at.rawText.trim()})`);
  return [];
}

function noteNames(source: Element, { excludes, unsayable }: BranchNames, notes: MultibranchNotes): void {
  const find = (name: string): Element | undefined => {
    let found: Element | undefined;
    source.parent?.walk((one) => {
      if (found === undefined && one.name === name && one.rawText.trim() !== '') found = one;
    });
    return found;
  };
  const [left, regex] = [find('excludes'), find('regex')];
  if (excludes.length > 0 && left !== undefined)
    notes.approximated('left-out-branches', left, `(${excludes.join(', ')})`);
  if (unsayable !== undefined && regex !== undefined) notes.needsHuman('branch-regex', regex, `(${unsayable})`);
}

/** The steps of the Jenkinsfile that was given with `--jenkinsfile`: it hangs below the factory, as a job of its own. */
function givenSteps(input: Element, walk: Walk): Contribution | undefined {
  const factory = input.child('factory');
  const given = factory?.child('flow-definition');
  if (given === undefined) return undefined;
  ignoreClass(factory);
  factory?.child('scriptPath')?.text();
  return walk.convert([given]);
}

function stepsOf(input: Element, sources: readonly ReadSource[], notes: MultibranchNotes): ReturnType<typeof failStep> {
  const factory = input.child('factory');
  ignoreClass(factory);
  const script = factory?.child('scriptId');
  const code = script === undefined ? 'jenkinsfile' : 'kept-jenkinsfile';
  const field = script ?? factory?.child('scriptPath');
  const places = sources.map(({ source }) => source.project ?? source.url).filter((place) => place !== undefined);
  const file = field?.rawText.trim() ?? 'Jenkinsfile';
  const detail = `(${file}${places.length === 0 ? '' : ` in ${places.join(', ')}`})`;
  notes.needsHuman(code, field ?? factory ?? input, detail);
  return failStep('Run the pipeline', `multibranch/${code}`, `${FINDINGS[code]} ${detail}`, field ?? factory ?? input);
}
