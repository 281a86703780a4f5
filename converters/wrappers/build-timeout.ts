import { defineConverter } from '../../src/convert/converter.js';
import { parameterDefault, referencedVariable } from '../../src/convert/jenkins/parameters.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

const SECONDS_PER_MINUTE = 60;
/** The plugin takes no less, whatever is written (BuildTimeoutWrapper.MINIMUM_TIMEOUT_MILLISECONDS). */
const LEAST_MINUTES = 3;
/** ElasticTimeOutStrategy without a default of its own. */
const ELASTIC_MINUTES = 60;
/** LikelyStuckTimeOutStrategy waits that long while it knows no earlier builds. */
const STUCK_MINUTES = 24 * 60;

/**
 * Build Timeout plugin: becomes `job.timeout`, in seconds. Both cover the steps of the build, not what comes after it.
 * Zuul reference: Job, attribute `timeout`.
 */
export default defineConverter({
  element: 'hudson.plugins.build_timeout.BuildTimeoutWrapper',
  section: 'wrappers',
  plugin: 'build-timeout',
  summary: 'Stops a build that runs for too long',
  becomes: 'job.timeout',
  grade: 'exact',
  findings: {
    'variable-limit':
      'The limit is a variable: the default of that parameter became the timeout. Where something sets other values, give those jobs a timeout of their own.',
    'unknown-limit': 'The limit cannot be told from the definition: set the timeout of the Zuul job.',
    'relative-limit':
      'The limit depends on earlier builds, which Zuul does not know: the limit for the first builds became the timeout. Check it.',
    'silence-limit':
      'Zuul cannot stop a job that writes nothing for some time: choose a fixed limit and set the timeout.',
    'timeout-action': 'Zuul reports TIMED_OUT by itself: this action has no counterpart.',
    'no-action':
      'Jenkins did not stop the build when the time was over, so no timeout is set: choose one if a limit was meant.',
    'timeout-step': 'Zuul runs no extra steps when the time is over: put what is needed into a post-run playbook.',
  },
  convert(input, notes) {
    const strategy = input.child('strategy') ?? input;
    const minutes = limitOf(strategy);
    if (!stopsBuild(input)) {
      notes.needsHuman('no-action', input);
      return {};
    }
    for (const operation of operationsOf(input)) {
      if (isStop(operation)) operation.children();
      else if (operation.type.endsWith('.BuildStepOperation')) notes.needsHuman('timeout-step', operation);
      else notes.dropped('timeout-action', operation);
    }
    const description = input.child('writingDescription');
    if (description !== undefined) notes.dropped('timeout-action', description);
    if (minutes === undefined) input.child('timeoutEnvVar')?.judgeAll('dropped');
    return minutes === undefined ? {} : contributionOf(Math.max(minutes, LEAST_MINUTES), input);

    function limitOf(from: Element): number | undefined {
      switch (from === input ? oldType(input) : from.attribute('class')?.split('.').at(-1)) {
        case 'AbsoluteTimeOutStrategy':
          return numberIn(from.need('timeoutMinutes'));
        case 'ElasticTimeOutStrategy': {
          const field = from.child('timeoutMinutesElasticDefault');
          relative(from, field);
          return field?.integer() ?? ELASTIC_MINUTES;
        }
        case 'LikelyStuckTimeOutStrategy':
          relative(from, undefined);
          return STUCK_MINUTES;
        case 'NoActivityTimeOutStrategy':
          notes.needsHuman('silence-limit', from);
          return undefined;
        default:
          notes.needsHuman('unknown-limit', from);
          return undefined;
      }
    }

    /** What says how the limit follows from earlier builds is left out; the first limit is kept. */
    function relative(from: Element, first: Element | undefined): void {
      const told = ['timeoutPercentage', 'numberOfBuilds', 'failSafeTimeoutDuration'].map((name) => from.child(name));
      const share = told.find((field) => field !== undefined);
      notes.approximated('relative-limit', share ?? first ?? from);
      for (const field of told) field?.judgeAll('dropped');
    }

    function numberIn(field: Element): number | undefined {
      const variable = referencedVariable(field.text());
      if (variable === undefined) {
        if (field.integer() === undefined) notes.needsHuman('unknown-limit', field);
        return field.integer();
      }
      const preset = Number(parameterDefault(field, variable)?.trim() || Number.NaN);
      if (!Number.isInteger(preset)) {
        notes.needsHuman('unknown-limit', field);
        return undefined;
      }
      notes.approximated('variable-limit', field, `(${variable}, by default ${String(preset)} minutes)`);
      return preset;
    }
  },
});

function contributionOf(minutes: number, input: Element): Contribution {
  const timeout = minutes * SECONDS_PER_MINUTE;
  const variable = input.textOf('timeoutEnvVar').trim();
  if (variable === '') return { job: { timeout } };
  return { job: { timeout }, environment: { [variable]: String(timeout * 1000) } };
}

/** Before plugin 1.12 the fields stood in the wrapper itself. */
function oldType(input: Element): string {
  // Fields of the other kinds are always written, and mean nothing.
  for (const name of ['failBuild', 'timeoutPercentage', 'timeoutMinutesElasticDefault', 'numberOfBuilds']) {
    input.child(name)?.text();
  }
  const type = input.textOf('timeoutType', 'absolute');
  const kinds: Record<string, string> = {
    absolute: 'AbsoluteTimeOutStrategy',
    elastic: 'ElasticTimeOutStrategy',
    likelyStuck: 'LikelyStuckTimeOutStrategy',
  };
  return kinds[type] ?? type;
}

function isStop(operation: Element): boolean {
  return /\.(Abort|Fail)Operation$/.test(operation.type);
}

/** Without operations the plugin aborts the build; with others only, it lets it run on. */
function stopsBuild(input: Element): boolean {
  const operations = operationsOf(input);
  return operations.length === 0 || operations.some(isStop);
}

/** Old versions kept the list as an array, in an element more. */
function operationsOf(input: Element): readonly Element[] {
  const list = input.child('operationList');
  const array = list?.child('a');
  array?.attribute('class');
  return array?.children() ?? list?.children() ?? [];
}
