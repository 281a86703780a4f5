import type { BlockStep, Step } from '../../model/step.js';
import type { CallExpression, Statement } from '../../read/jenkinsfile/syntax.js';
import { readAgent } from './agents.js';
import { argumentsOf, bodyOf, callOf, known } from './arguments.js';
import { limit } from './block-steps.js';
import { ownName, stub, titleOf, type Context } from './context.js';
import { cellsOf } from './matrix.js';
import { readPost } from './post.js';
import { readEnvironment, readOptions, readTools, sectionsOf } from './sections.js';
import { repeated } from './scripts.js';
import { convertStatements } from './steps.js';
import { just, type Condition } from './tests.js';
import { readWhen } from './when.js';

/** Sections a stage may have. */
const SECTIONS = new Set([
  'agent',
  'environment',
  'failFast',
  'input',
  'matrix',
  'options',
  'parallel',
  'post',
  'stages',
  'steps',
  'tools',
  'when',
]);

const IN_MATRIX = new Set([...SECTIONS, 'axes', 'excludes']);

/** The blocks of `stages`, in their order; a stage that has nothing to do is left out. */
export function convertStages(section: CallExpression, context: Context): readonly Step[] {
  return bodyOf(section).flatMap((statement) => {
    const call = callOf(statement);
    if (call?.name === 'stage' && call.object === undefined) return convertStage(call, context);
    return [stub('groovy', statement, 'Do what the Groovy did', context)];
  });
}

function convertStage(call: CallExpression, context: Context): readonly Step[] {
  const name = known(argumentsOf(call, 'name').named.get('name'), context) ?? 'Run a stage';
  return convertSections(name, bodyOf(call), call, context);
}

/** A stage, or one cell of a matrix. Source: Pipeline Syntax, `stage`. */
function convertSections(
  name: string,
  body: readonly Statement[],
  call: CallExpression,
  outer: Context,
): readonly Step[] {
  const { named: sections, stops } = sectionsOf(body, SECTIONS, outer);
  const { inner: withVariables, environment, before } = readEnvironment(sections.get('environment'), outer);
  const options = readOptions(sections.get('options'), withVariables);
  const around = [
    ...(options.timeout === undefined ? [] : [limit(options.timeout)]),
    ...(options.retry === undefined || options.retry < 2 ? [] : [repeated(options.retry)]),
  ];
  if (around.length > 0) withVariables.raise.approximated('each-limit', sections.get('options')!);
  readTools(sections.get('tools'), withVariables);
  const agent = agentOf(sections.get('agent'), withVariables);
  const context: Context = { ...agent.context, around: [...outer.around, ...around] };
  const when = whenOf(sections.get('when'), context);
  if (when.test === false) return [];

  const input = sections.get('input');
  const asked = input === undefined ? [] : [stub('input', input, 'Wait for a person', context)];
  const steps = [...stops, ...asked, ...agent.before, ...before, ...contentOf(sections, context)];
  const answer = ownName('stage_went_well', context);
  const post = readPost(sections.get('post'), { ...context, succeeded: answer }, answer);
  if (steps.length === 0 && post.length === 0) return [];
  const block: BlockStep = {
    kind: 'block',
    name: titleOf(name),
    at: outer.file.at(call),
    ...(when.test === true ? {} : { when: when.all ?? [when.test] }),
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    steps: [...when.stops, ...steps],
    ...(post.length === 0 ? {} : { always: post, answer }),
  };
  return [...when.asks, block];
}

function contentOf(sections: ReadonlyMap<string, CallExpression>, context: Context): readonly Step[] {
  const [steps, stages, parallel, matrix] = ['steps', 'stages', 'parallel', 'matrix'].map((name) => sections.get(name));
  if (steps !== undefined) return convertStatements(bodyOf(steps), context);
  if (stages !== undefined) return convertStages(stages, context);
  if (parallel !== undefined) {
    context.raise.approximated('in-turn', parallel);
    return convertStages(parallel, context);
  }
  return matrix === undefined ? [] : convertMatrix(matrix, context);
}

/** Cells one after the other: each sees its values, and has the sections that stand in `matrix`. */
function convertMatrix(matrix: CallExpression, context: Context): readonly Step[] {
  const body = bodyOf(matrix);
  const { named } = sectionsOf(body, IN_MATRIX, context);
  const cells = cellsOf(named, context);
  if (cells === undefined) return [stub('groovy', matrix, 'Do what the matrix did', context)];
  context.raise.approximated('in-turn', matrix);
  const ofCell = body.filter((statement) => !['axes', 'excludes'].includes(callOf(statement)?.name ?? ''));
  return cells.flatMap((cell): readonly Step[] => {
    const values = Object.entries(cell);
    const variables = new Map([...context.variables, ...values.map(([name, value]) => [name, [value]] as const)]);
    const name = `Run for ${values.map(([axis, value]) => `${axis} ${value}`).join(', ')}`;
    const steps = convertSections(name, ofCell, matrix, { ...context, variables });
    return steps.map((step) =>
      step.kind === 'block' ? { ...step, environment: { ...cell, ...step.environment } } : step,
    );
  });
}

interface StageAgent {
  readonly context: Context;
  readonly before: readonly Step[];
}

/** A stage with an agent of its own ran elsewhere in Jenkins; here the job keeps its nodes. */
function agentOf(section: CallExpression | undefined, context: Context): StageAgent {
  if (section === undefined) return { context, before: [] };
  const agent = readAgent(section, context);
  const isFirst = context.gathered.labels.length === 0;
  if (agent.label !== undefined) context.gathered.labels.push(agent.label);
  const isOther = agent.label !== undefined && agent.label !== context.gathered.labels[0];
  if (
    agent.hasNode &&
    agent.isUnknown !== true &&
    (isOther || (!isFirst && agent.label === undefined && agent.container === undefined))
  ) {
    context.raise.approximated('stage-agent', section, agent.label === undefined ? undefined : `(${agent.label})`);
  }
  return { context: agent.hasNode ? { ...context, container: agent.container } : context, before: agent.before };
}

interface When extends Condition {
  readonly stops: readonly Step[];
}

function whenOf(section: CallExpression | undefined, context: Context): When {
  if (section === undefined) return { ...just(true), stops: [] };
  const condition = readWhen(section, context);
  if (condition !== undefined) return { ...condition, stops: [] };
  return { ...just(true), stops: [stub('condition', section, 'Decide whether to go on', context)] };
}
