import { defineConverter, type Notes, type Walk } from '../../src/convert/converter.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { jobNames } from '../../src/convert/elements/start-jobs.js';
import { convertFreestyle, FREESTYLE_FINDINGS } from '../../src/convert/jenkins/freestyle-parts.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import type { JenkinsTrigger } from '../../src/model/jenkins-job.js';
import { jinjaString, type Value } from '../../src/model/value.js';
import type { FailStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  ...FREESTYLE_FINDINGS,
  'by-hand':
    'A person started this for a build. Here it is a job that somebody has to start, in a pipeline of its own or with zuul-client; who may do so is decided there.',
  'unknown-condition': 'Only Jenkins can tell when this holds: decide what shall start the job.',
  'no-condition': 'No condition is given, so that nothing ever started it.',
  'also-by-hand': 'All conditions have to hold, and one of them is a person: this one is left to that person.',
  unstable: 'Zuul knows success and failure only: an unstable build is a failed one, and is not promoted.',
  'all-downstream': 'It waited for these jobs. Here it waits for all jobs that the promoted job starts.',
} as const;

type Code = keyof typeof FINDINGS;

const CODE = 'promotion/unknown-condition';

/**
 * A promotion: steps that run later for a build that has ended, once all of its conditions hold. Steps and publishers stand
 * in one list, and the first that fails ends it.
 * Source: Promoted Builds plugin, PromotionProcess, Promotion and its conditions; jenkins-elements: PromotionProcess.
 */
export default defineConverter({
  element: 'hudson.plugins.promoted_builds.PromotionProcess',
  section: 'job',
  plugin: 'promoted-builds',
  summary: 'Runs steps for a build that has ended, by hand or under conditions',
  becomes: 'a job after the promoted one; one that a person starts for a manual promotion',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes, walk) {
    const label = input.textOf('assignedLabel').trim();
    const { run = [], post = [], ...steps } = walk.convert(sectionOf(input, 'buildSteps'));
    const { triggers, environment, stop } = readConditions(input, notes, walk);
    const { job, ...rest } = mergeContributions([
      convertFreestyle(input, notes, walk),
      steps,
      ...(Object.keys(environment).length > 0 ? [{ environment }] : []),
    ]);
    // It stands for a node of its own only beside an assigned one.
    if (input.child('assignedNode') === undefined) input.child('canRoam')?.judgeAll('dropped');
    return {
      ...rest,
      job: { ...job, ...(label === '' ? {} : { label }) },
      run: [...stop, ...run, ...post],
      triggers,
    };
  },
});

interface Conditions {
  readonly triggers: readonly JenkinsTrigger[];
  /** Parameters of a manual promotion. */
  readonly environment: Readonly<Record<string, Value>>;
  /** Fails until a person has decided. */
  readonly stop: readonly FailStep[];
}

/** The job whose builds are promoted, seen from `<job>/promotions/<name>`. */
const PROMOTED = '..';

/** All conditions have to hold: where a person is one of them, everything waits for that person. */
function readConditions(input: Element, notes: Notes<Code>, walk: Walk): Conditions {
  const list = sectionOf(input, 'conditions');
  const at = (input.child('conditions') ?? input).at;
  if (list.length === 0) {
    notes.dropped('no-condition', input.child('conditions') ?? input);
    return { triggers: [], environment: {}, stop: [] };
  }
  const byHand = list.filter((condition) => !AUTOMATIC.has(kindOf(condition)));
  if (byHand.length > 0) {
    for (const other of list) if (!byHand.includes(other)) notes.dropped('also-by-hand', other);
    const unknown = byHand.filter((condition) => kindOf(condition) !== 'ManualCondition');
    for (const condition of unknown) notes.needsHuman('unknown-condition', condition);
    const manual = byHand.filter((condition) => !unknown.includes(condition));
    const environment = Object.assign({}, ...manual.map((condition) => readManual(condition, notes, walk)));
    const message = FINDINGS['unknown-condition'];
    const stop: FailStep = { kind: 'fail', name: 'Decide when to promote', at, code: CODE, message };
    const triggers: readonly JenkinsTrigger[] = [{ kind: 'manual', job: PROMOTED, at }];
    return { triggers, environment, stop: unknown.length > 0 ? [stop] : [] };
  }
  const conditions = list.map((condition) => readAutomatic(condition, notes));
  const after = conditions.flatMap((one) => one.after ?? []);
  const joins = conditions.some((one) => one.joins === true);
  const when = [SUCCEEDED, ...new Set(conditions.flatMap((one) => one.when ?? []))];
  const jobs = after.length === 0 ? [PROMOTED] : after;
  return {
    triggers: [{ kind: 'upstream', jobs, when, ...(joins && { joins }), at }],
    environment: {},
    stop: [],
  };
}

const AUTOMATIC = new Set([
  'SelfPromotionCondition',
  'ParameterizedSelfPromotionCondition',
  'DownstreamPassCondition',
  'UpstreamPromotionCondition',
]);

function kindOf(condition: Element): string {
  return condition.type.split('.').at(-1)!;
}

interface Condition {
  readonly joins?: true;
  readonly after?: readonly string[];
  readonly when?: readonly string[];
}

function readAutomatic(condition: Element, notes: Notes<Code>): Condition {
  condition.children();
  const field = condition.child('evenIfUnstable');
  if (condition.booleanOf('evenIfUnstable')) notes.approximated('unstable', field!);
  else field?.judgeAll('dropped');
  switch (kindOf(condition)) {
    case 'ParameterizedSelfPromotionCondition': {
      const [name, value] = [condition.textOf('parameterName').trim(), condition.textOf('parameterValue').trim()];
      return { when: [`jenkins_env[${jinjaString(name)}] | default('') == ${jinjaString(value)}`] };
    }
    case 'DownstreamPassCondition': {
      const jobs = condition.child('jobs');
      if (jobs !== undefined) notes.approximated('all-downstream', jobs);
      return { joins: true };
    }
    case 'UpstreamPromotionCondition':
      return { after: jobNames(condition.textOf('requiredPromotionNames')) };
    default:
      return {};
  }
}

/** The person who promotes may be asked for parameters: these are their defaults. */
function readManual(condition: Element, notes: Notes<Code>, walk: Walk): Readonly<Record<string, Value>> {
  const users = condition.child('users');
  const { environment = {} } = walk.convert(sectionOf(condition, 'parameterDefinitions'));
  notes.needsHuman('by-hand', users ?? condition);
  return environment;
}
