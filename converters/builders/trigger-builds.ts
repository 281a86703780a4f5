import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { isResult, RESULTS } from '../../src/convert/elements/results.js';
import { readFactories } from '../../src/convert/elements/start-factories.js';
import { FACTORY_FINDINGS, START_FINDINGS } from '../../src/convert/elements/start-findings.js';
import { startJobs, type Waiting } from '../../src/convert/elements/start-jobs.js';
import type { Element } from '../../src/read/jenkins/element.js';

type Code = keyof typeof FINDINGS;

const FINDINGS = {
  ...START_FINDINGS,
  ...FACTORY_FINDINGS,
  'unknown-result': 'This is no result of a build: it is taken for FAILURE.',
} as const;

/**
 * Starts other jobs in the middle of a build: their steps run in this place instead.
 *
 * Without `<block>` the build does not wait; an empty one waits and takes no notice of the result.
 * Source: Parameterized Trigger plugin, TriggerBuilder and BlockingBehaviour; jenkins-elements: TriggerBuilder.
 */
export default defineConverter({
  element: 'hudson.plugins.parameterizedtrigger.TriggerBuilder',
  section: 'builders',
  plugin: 'parameterized-trigger',
  summary: 'Starts other jobs, with parameters, and may wait for them',
  becomes: 'the steps of those jobs',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const configs = input.need('configs').children();
    if (configs.length > 1) notes.approximated('in-turn', configs[1]!.need('projects'));
    return {
      run: configs.flatMap((config) => {
        config.child('triggerWithNoParameters')?.judgeAll('dropped');
        config.child('triggerFromChildProjects')?.judgeAll('dropped');
        const factories = readFactories(config, notes);
        return startJobs(config, readWaiting(config.child('block'), notes), notes, 'trigger-builds', { factories });
      }),
    };
  },
});

/**
 * `buildStepFailureThreshold` ends the build at once, the other two only colour it: the next steps still run. Zuul v2 took
 * every colour but blue for a failure.
 */
function readWaiting(block: Element | undefined, notes: Notes<Code>): Waiting {
  if (block === undefined) return { wait: false, failsOn: null };
  if (block.children().length === 0) return { wait: true, failsOn: null };
  const step = thresholdOf(block, 'buildStepFailureThreshold', notes);
  const colours = [thresholdOf(block, 'unstableThreshold', notes), thresholdOf(block, 'failureThreshold', notes)];
  const lowest = Math.min(step, ...colours);
  if (lowest === NEVER) return { wait: true, failsOn: null };
  // A failed build is both worse than UNSTABLE and as bad as FAILURE: the thresholds differ for unstable builds only.
  return {
    wait: true,
    failsOn: lowest <= UNSTABLE ? 'UNSTABLE' : 'FAILURE',
    ...(step > FAILURE && { failsLate: true as const }),
  };
}

const UNSTABLE = RESULTS.indexOf('UNSTABLE');
const FAILURE = RESULTS.indexOf('FAILURE');
const NEVER = RESULTS.length;

function thresholdOf(block: Element, name: string, notes: Notes<Code>): number {
  const threshold = block.child(name);
  if (threshold === undefined) return NEVER;
  const field = threshold.child('name');
  for (const child of threshold.elements) if (child !== field) child.judgeAll('dropped');
  const word = field?.text().trim() ?? 'FAILURE';
  if (isResult(word)) return RESULTS.indexOf(word);
  notes.approximated('unknown-result', field ?? threshold);
  return FAILURE;
}
