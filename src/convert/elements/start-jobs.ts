import type { BlockStep, FailStep, StartJobStep, Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { parseJavaProperties } from './java-properties.js';
import { macroPieces } from './macros.js';
import { runsAfterBuild, testOfResults, withTests, type Result } from './results.js';

/** Findings that every converter of an element that starts jobs declares, by spreading this into its own. */
export const START_FINDINGS = {
  'agent-address':
    'Hands over the address of the agent, so that the started job reaches back to it. In Zuul there is no agent, the started steps run on the same node: let them read the files there, and take out the step that fails.',
  'unknown-parameters': 'These parameters are only known while Jenkins runs: hand over what the started job needs.',
  'variable-name': 'The name of the started job is a variable: nobody can tell which steps would run. Write them here.',
  'all-nodes': 'Started the job on every node with a label. A Zuul job has its own nodes only: write a nodeset for it.',
  'never-starts':
    'No job is named, or the result that this waits for never comes while the builders run: nothing is started.',
  'same-place': 'The started steps run on the same node with the same revision anyway.',
  'in-turn': 'Jenkins started these jobs at the same time. Here their steps run one after the other.',
  'other-results': 'Zuul knows success and failure only: whatever is not success counts as a failure.',
} as const;

export type StartCode = keyof typeof START_FINDINGS;

/** Which results let a `condition` start the jobs. Source: Parameterized Trigger plugin, ResultCondition. */
const CONDITIONS: Readonly<Record<string, readonly Result[]>> = {
  ALWAYS: ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'],
  SUCCESS: ['SUCCESS'],
  UNSTABLE: ['UNSTABLE'],
  UNSTABLE_OR_BETTER: ['SUCCESS', 'UNSTABLE'],
  UNSTABLE_OR_WORSE: ['UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'],
  FAILED: ['FAILURE', 'NOT_BUILT', 'ABORTED'],
  FAILED_OR_BETTER: ['SUCCESS', 'UNSTABLE', 'FAILURE'],
};

/** How a started job's result counts; see `StartJobStep`. */
export type Waiting = Pick<StartJobStep, 'wait' | 'failsOn'>;

/** What stands elsewhere than in a `…TriggerConfig`. */
export interface Elsewhere {
  /** Holds the names of the jobs, parted by commas. */
  readonly projects: Element;
  readonly passParameters: boolean;
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
  elsewhere?: Elsewhere,
): readonly Step[] {
  const tests = elsewhere === undefined ? readTests(config, notes) : [];
  if (tests === false) return [];
  const projects = elsewhere?.projects ?? config.need('projects');
  const jobs = projects
    .text()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (jobs.length === 0) {
    notes.dropped('never-starts', config);
    return [];
  }
  const { parameters, problem, ...passing } = readParameters(config, notes);
  const passParameters = passing.passParameters || elsewhere?.passParameters === true;
  const stops: StartCode[] = problem === undefined ? [] : [problem];
  if (macroPieces(projects.rawText).some((piece) => 'name' in piece)) {
    notes.needsHuman('variable-name', projects);
    stops.unshift('variable-name');
  }
  if (config.booleanOf('buildAllNodesWithLabel')) {
    notes.needsHuman('all-nodes', config.need('buildAllNodesWithLabel'));
    stops.push('all-nodes');
  }
  if (jobs.length > 1) notes.approximated('in-turn', projects);

  const start: StartJobStep = {
    kind: 'start-job',
    name: `Do what ${jobs.join(', ')} did`,
    at: config.at,
    jobs,
    parameters,
    passParameters,
    ...waiting,
  };
  return [withTests(stops.length === 0 ? start : stopped(start, stops, converter), tests)];
}

/** The start behind a step that fails: until somebody has acted the started steps would do the wrong thing. */
function stopped(start: StartJobStep, stops: readonly StartCode[], converter: string): Step {
  const [code] = stops;
  const stop: FailStep = {
    kind: 'fail',
    name: 'Wait for a person',
    at: start.at,
    code: `${converter}/${code!}`,
    message: START_FINDINGS[code!],
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
  const results = CONDITIONS[field.text().trim()];
  if (results === undefined) {
    notes.approximated('other-results', field);
    return [];
  }
  if (runsAfterBuild(config)) {
    if (results.includes('UNSTABLE') !== results.includes('FAILURE')) notes.approximated('other-results', field);
    return testOfResults(results);
  }
  if (results.includes('SUCCESS')) return [];
  notes.dropped('never-starts', config);
  return false;
}

interface Parameters {
  readonly parameters: Readonly<Record<string, string>>;
  readonly passParameters: boolean;
  readonly problem?: StartCode;
}

/** Later sources of parameters win over earlier ones. */
function readParameters(config: Element, notes: Notes<StartCode>): Parameters {
  const parameters: Record<string, string> = {};
  let passParameters = false;
  let problem: StartCode | undefined;
  for (const source of config.child('configs')?.children() ?? []) {
    switch (source.type.split('.').at(-1)) {
      case 'CurrentBuildParameters':
        source.children();
        passParameters = true;
        break;
      case 'PredefinedBuildParameters': {
        const field = source.need('properties');
        const values = parseJavaProperties(field.text());
        Object.assign(parameters, values);
        for (const extra of source.elements) if (extra !== field) extra.judgeAll('dropped');
        if (!Object.values(values).some(namesAgent)) break;
        notes.needsHuman('agent-address', field);
        problem ??= 'agent-address';
        break;
      }
      case 'BooleanParameters':
        for (const one of source.child('configs')?.children() ?? []) {
          parameters[one.need('name').text()] = String(one.booleanOf('value'));
        }
        break;
      case 'NodeParameters':
      case 'GitRevisionBuildParameters':
      case 'SubversionRevisionBuildParameters':
        notes.dropped('same-place', source);
        break;
      default:
        notes.needsHuman('unknown-parameters', source);
        problem ??= 'unknown-parameters';
    }
  }
  const factories = config.child('configFactories');
  if (factories !== undefined && factories.children().length > 0) {
    notes.needsHuman('unknown-parameters', factories);
    problem ??= 'unknown-parameters';
  }
  return { parameters, passParameters, ...(problem === undefined ? {} : { problem }) };
}

/** Variables of the login session that a Jenkins agent runs in. Source: sshd(8), environment. */
const AGENT_SESSION = new Set(['SSH_CONNECTION', 'SSH_CLIENT']);

function namesAgent(value: string): boolean {
  return macroPieces(value).some((piece) => 'name' in piece && AGENT_SESSION.has(piece.name));
}
