import type { BlockStep, FailStep, StartJobStep, Step } from '../../model/step.js';
import { judge } from '../../model/leaf.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { macroPieces } from './macros.js';
import { runsAfterBuild, testOfResults, withTests, type Result } from './results.js';
import type { Factories } from './start-factories.js';
import { FACTORY_FINDINGS, START_FINDINGS, type FactoryCode, type StartCode } from './start-findings.js';
import { readParameters } from './start-parameters.js';

export { START_FINDINGS, type StartCode };

/** Codes of steps that fail until somebody has acted, and what they say. */
const MESSAGES: Readonly<Record<StartCode | FactoryCode, string>> = { ...START_FINDINGS, ...FACTORY_FINDINGS };

/** Which results let a `condition` start the jobs. Source: Parameterized Trigger plugin, ResultCondition. */
const CONDITIONS: Readonly<Record<string, readonly Result[]>> = {
  ALWAYS: ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'],
  SUCCESS: ['SUCCESS'],
  UNSTABLE: ['UNSTABLE'],
  UNSTABLE_OR_BETTER: ['SUCCESS', 'UNSTABLE'],
  UNSTABLE_OR_WORSE: ['UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'],
  FAILED: ['FAILURE', 'NOT_BUILT', 'ABORTED'],
  FAILED_OR_BETTER: ['SUCCESS', 'UNSTABLE', 'FAILURE'],
  ABORTED: ['ABORTED'],
};

/** How a started job's result counts; see `StartJobStep`. */
export type Waiting = Pick<StartJobStep, 'wait' | 'failsOn' | 'failsLate'>;

/** What stands elsewhere than in a `…TriggerConfig`. */
export interface Elsewhere {
  /** Holds the names of the jobs, parted by commas. Absent: `<projects>` of the config, with its `<condition>`. */
  readonly projects?: Element;
  readonly passParameters?: boolean;
  /** Several runs of each job. */
  readonly factories?: Factories;
  /** Nothing is started without any source of parameters. Default false. */
  readonly needsParameters?: boolean;
}

/** Names in a list, parted by commas. */
export function jobNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The names of the jobs in a `…TriggerConfig`; old versions of the plugin had another name for the field. */
export function projectsOf(config: Element): Element {
  return config.child('projectsValue') ?? config.need('projects');
}

/**
 * Makes steps of one `…TriggerConfig` of the Parameterized Trigger plugin, or of something that holds its parameters.
 *
 * @param converter Name of the converter, for the codes of steps that fail.
 */
export function startJobs(
  config: Element,
  waiting: Waiting,
  notes: Notes<StartCode>,
  converter: string,
  elsewhere: Elsewhere = {},
): readonly Step[] {
  const tests = elsewhere.projects === undefined ? readTests(config, notes) : [];
  if (tests === false) return [];
  const projects = elsewhere.projects ?? projectsOf(config);
  const jobs = jobNames(projects.text());
  if (jobs.length === 0) {
    notes.dropped('never-starts', config);
    return [];
  }
  const { parameters, problem, files, sources, ...passing } = readParameters(config, notes);
  if (sources === 0 && elsewhere.needsParameters === true) {
    notes.dropped('never-starts', config);
    return [];
  }
  const passParameters = passing.passParameters || elsewhere.passParameters === true;
  const { runs, problem: made } = elsewhere.factories ?? { runs: [{}] };
  const stops = [problem, made].filter((one) => one !== undefined);
  if (macroPieces(projects.rawText).some((piece) => 'name' in piece)) {
    notes.needsHuman('variable-name', projects);
    stops.unshift('variable-name');
  }
  if (config.booleanOf('buildAllNodesWithLabel')) {
    notes.needsHuman('all-nodes', config.need('buildAllNodesWithLabel'));
    stops.push('all-nodes');
  }
  if (jobs.length > 1) notes.approximated('in-turn', projects);

  const { failsLate, ...result } = waiting;
  const start: StartJobStep = {
    kind: 'start-job',
    name: `Do what ${jobs.join(', ')} did`,
    at: config.at,
    jobs,
    parameters,
    passParameters,
    ...result,
    ...(files.length > 0 && { files }),
  };
  const [stop] = stops;
  const step = withTests(stop === undefined ? inTurn(start, runs) : stopped(start, stop, converter), tests);
  return [failsLate === undefined ? step : { ...step, failsLate }];
}

/** Starts the jobs once for each run, all of them although one fails. */
function inTurn(start: StartJobStep, runs: readonly Readonly<Record<string, string>>[]): Step {
  const starts = runs.map((run): Step => ({ ...start, parameters: { ...start.parameters, ...run } }));
  if (starts.length === 1) return starts[0]!;
  const block: BlockStep = { kind: 'block', name: start.name, at: start.at, steps: [], always: starts };
  return forgiving(block, start);
}

/** The start behind a step that fails: until somebody has acted the started steps would do the wrong thing. */
function stopped(start: StartJobStep, code: StartCode | FactoryCode, converter: string): Step {
  const stop: FailStep = {
    kind: 'fail',
    name: 'Wait for a person',
    at: start.at,
    code: `${converter}/${code}`,
    message: MESSAGES[code],
  };
  if (code === 'variable-name') return forgiving(stop, start);
  const block: BlockStep = { kind: 'block', name: start.name, at: start.at, steps: [stop, start] };
  return forgiving(block, start);
}

/** A result that Jenkins did not look at fails nothing here either. */
function forgiving<S extends Step>(step: S, { wait, failsOn }: Waiting): S {
  return !wait || failsOn === null ? { ...step, ignoreErrors: true } : step;
}

function readTests(config: Element, notes: Notes<StartCode>): readonly string[] | false {
  const field = config.child('condition');
  if (field === undefined) return [];
  for (const attribute of field.attributes) judge(attribute, 'dropped');
  const results = CONDITIONS[field.text().trim()];
  if (results === undefined) {
    notes.approximated('other-results', field);
    return [];
  }
  if (runsAfterBuild(config)) {
    // Nothing runs after a build that was cancelled.
    if (results.every((result) => result === 'ABORTED')) {
      notes.dropped('never-starts', config);
      return false;
    }
    if (results.includes('UNSTABLE') !== results.includes('FAILURE')) notes.approximated('other-results', field);
    return testOfResults(results);
  }
  if (results.includes('SUCCESS')) return [];
  notes.dropped('never-starts', config);
  return false;
}
