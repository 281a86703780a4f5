import type { Contribution, JobFacts } from '../../model/jenkins-job.js';
import type { ScriptStep, Step } from '../../model/step.js';
import { jinja, type Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Jenkinsfile } from '../../read/jenkinsfile/parse-jenkinsfile.js';
import type { CallExpression, Statement } from '../../read/jenkinsfile/syntax.js';
import type { Notes, Walk } from '../converter.js';
import { SUCCEEDED } from '../elements/results.js';
import { readAgent } from './agents.js';
import { bodyOf, callOf } from './arguments.js';
import { checkOutOwn, withSecretEnvironment } from './build-steps.js';
import { raiseInto, type Context, type Gathered, type Raise } from './context.js';
import type { PipelineCode } from './findings.js';
import { repeated } from './scripts.js';
import { readEnvironment, readOptions, readParameters, readTools, readTriggers, sectionsOf } from './sections.js';
import { convertStages } from './stages.js';
import { readPost } from './post.js';
import { BRANCH_VARIABLES, partsOf } from './values.js';

/** Where a Jenkinsfile comes from. */
export interface Origin {
  /** In the definition of the job, or a file of a repository: then Jenkins checks that out before the first step. */
  readonly kind: 'inline' | 'repository';
  /** `<scm>` of the job's definition. */
  readonly scm?: Element | undefined;
}

/** Parameters → what they hold. */
export type Parameters = ReadonlyMap<string, 'boolean' | 'text'>;

/** What became of a declarative pipeline. */
export interface ConvertedPipeline {
  readonly contribution: Contribution;
  /** The worst that was said about a piece of it. */
  readonly state: 'approximated' | 'needs-human' | undefined;
}

/** The `pipeline { … }` of a file; nothing for a scripted one. */
export function declarativePart(file: Jenkinsfile): CallExpression | undefined {
  for (const statement of file.statements) {
    const call = callOf(statement);
    if (call?.name === 'pipeline' && call.object === undefined && call.values.at(-1)?.value.kind === 'closure')
      return call;
  }
  return undefined;
}

const SECTIONS = new Set([
  'agent',
  'environment',
  'libraries',
  'options',
  'parameters',
  'post',
  'stages',
  'tools',
  'triggers',
]);

/**
 * Converts a declarative pipeline. Stages become blocks that run one after the other; `post` runs in post-run, where Zuul
 * tells whether the job went well. Source: Pipeline Syntax (jenkins.io).
 *
 * @param outer Parameters that the job's own definition declares.
 */
export function convertPipeline(
  file: Jenkinsfile,
  pipeline: CallExpression,
  origin: Origin,
  notes: Notes<PipelineCode>,
  walk: Walk,
  outer: Parameters = new Map(),
): ConvertedPipeline {
  const raise = raiseInto(notes, file);
  const start = newContext(file, origin, raise, walk);
  const outside = file.statements.filter(
    (statement) => callOf(statement) !== pipeline && !isPipeline(statement, pipeline),
  );
  for (const statement of outside) readOutside(statement, start);

  const { named: sections, stops } = sectionsOf(bodyOf(pipeline), SECTIONS, start);
  if (sections.has('libraries')) raise.approximated('library', sections.get('libraries')!);

  const options = readOptions(sections.get('options'), start);
  const parameters = new Map([...outer, ...readParameters(sections.get('parameters'), start)]);
  readTriggers(sections.get('triggers'), start);
  readTools(sections.get('tools'), start);
  const declared: Context = { ...start, parameters, goesOn: !options.stopsWhenUnstable };
  const { inner, environment, before } = readEnvironment(sections.get('environment'), declared);
  const agentSection = sections.get('agent');
  const agent =
    agentSection === undefined ? { hasNode: true, before: [], container: undefined } : readAgent(agentSection, inner);
  if ('label' in agent && agent.label !== undefined) inner.gathered.labels.push(agent.label);
  const around = options.retry === undefined || options.retry < 2 ? [] : [repeated(options.retry)];
  if (around.length > 0) raise.approximated('each-limit', sections.get('options')!);
  const context: Context = { ...inner, container: agent.container, around };

  const checksOut = origin.kind === 'repository' && !options.skipsCheckout;
  const checkout = checksOut ? checkOutOwn(agentSection ?? pipeline, context) : [];
  const stages = sections.get('stages');
  const steps = stages === undefined ? [] : convertStages(stages, context);
  const post = readPost(sections.get('post'), { ...context, succeeded: SUCCEEDED }, SUCCEEDED);
  const { gathered } = context;
  const afterwards = withSecretEnvironment(post, gathered.secrets);
  const all = [...stops, ...agent.before, ...before, ...steps, ...atTheEnd(gathered.caught, pipeline, context)];
  const contribution: Contribution = {
    job: factsOf(options.timeout, options.oneAtATime, gathered, walk),
    environment: { ...branchVariables(file, parameters), ...gathered.environment, ...environment },
    secrets: gathered.secrets,
    checkout,
    run: all,
    post: afterwards,
    triggers: gathered.triggers,
    checkouts: gathered.checkouts,
  };
  return { contribution: withoutEmpty(contribution), state: raise.state() };
}

function isPipeline(statement: Statement, pipeline: CallExpression): boolean {
  return statement.kind === 'expression' && statement.expression === pipeline;
}

function newContext(file: Jenkinsfile, { scm }: Origin, raise: Raise, walk: Walk): Context {
  const gathered: Gathered = {
    secrets: [],
    triggers: [],
    checkouts: [],
    environment: {},
    locks: [],
    labels: [],
    caught: [],
    locals: new Map(),
    count: 0,
  };
  return {
    file,
    walk,
    raise,
    scm,
    gathered,
    parameters: new Map(),
    assignedOnce: assignedOnce(file),
    variables: new Map(),
    folder: [],
    container: undefined,
    around: [],
    goesOn: true,
    succeeded: true,
  };
}

/** Names that stand left of one single `=` in the whole file, and in no loop. */
function assignedOnce({ text, statements }: Jenkinsfile): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const open: unknown[] = [...statements];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { kind, names, target } = node as {
      kind?: string;
      names?: string[];
      target?: { kind: string; name?: string };
    };
    const found =
      kind === 'define' ? (names ?? []) : kind === 'assign' && target?.kind === 'name' ? [target.name!] : [];
    for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const value of Object.values(node)) if (typeof value === 'object') open.push(value);
  }
  // Text that was not read may assign as well.
  const isUnread = (name: string): boolean => new RegExp(`\\b${name}\\s*(\\+\\+|--|[-+*/]=)`).test(text);
  return new Set([...counts].filter(([name, count]) => count === 1 && !isUnread(name)).map(([name]) => name));
}

/** What stands beside `pipeline { … }`: libraries, constants. Methods do nothing by themselves: a call of one is an unknown step. */
function readOutside(statement: Statement, context: Context): void {
  switch (statement.kind) {
    case 'annotated':
      if (statement.name === 'Library') context.raise.approximated('library', statement);
      else if (statement.name === 'Field' && statement.statement !== null) readOutside(statement.statement, context);
      return;
    case 'define': {
      const [name] = statement.names;
      const parts =
        statement.value === null || !context.assignedOnce.has(name!) ? undefined : partsOf(statement.value, context);
      if (parts !== undefined && statement.names.length === 1) context.gathered.locals.set(name!, parts);
      return;
    }
    case 'assign': {
      if (statement.target.kind !== 'name' || !context.assignedOnce.has(statement.target.name)) return;
      const parts = partsOf(statement.value, context);
      if (parts !== undefined) context.gathered.locals.set(statement.target.name, parts);
      return;
    }
    case 'import':
    case 'method':
      return;
    default: {
      const call = callOf(statement);
      if (call?.name === 'library') context.raise.approximated('library', statement);
      else context.raise.needsHuman('groovy', statement);
    }
  }
}

/** A failure that was to show at the end of the build only. */
function atTheEnd(caught: readonly string[], pipeline: CallExpression, { file }: Context): readonly Step[] {
  if (caught.length === 0) return [];
  const step: ScriptStep = {
    kind: 'script',
    name: 'Fail as a step did that the build went on after',
    at: file.at(pipeline),
    body: "echo 'A step failed or found failures, see above.' >&2\nexit 1\n",
    command: ['/bin/sh'],
    extension: 'sh',
    when: [`not (${caught.map((name) => `${name} | default(true)`).join(' and ')})`],
  };
  return [step];
}

function factsOf(timeout: number | undefined, oneAtATime: boolean, { locks, labels }: Gathered, walk: Walk): JobFacts {
  const names = [...new Set(locks)];
  return {
    ...(timeout === undefined ? {} : { timeout }),
    ...(labels[0] === undefined ? {} : { label: labels[0] }),
    ...(oneAtATime ? { semaphore: { name: walk.job, max: 1 } } : {}),
    ...(names.length === 0 ? {} : { furtherSemaphores: names.map((name) => ({ name, max: 1 })) }),
  };
}

/** Variables of multibranch jobs that the file speaks of. */
function branchVariables({ text }: Jenkinsfile, parameters: Parameters): Record<string, Value> {
  const names = Object.keys(BRANCH_VARIABLES).filter(
    (name) => !parameters.has(name) && new RegExp(`\\b${name}\\b`).test(text),
  );
  return Object.fromEntries(names.map((name) => [name, jinja(`{{ ${BRANCH_VARIABLES[name]!} }}`)]));
}

function withoutEmpty(contribution: Contribution): Contribution {
  return Object.fromEntries(
    Object.entries(contribution).filter(
      ([, value]) => (Array.isArray(value) ? value.length : Object.keys(value as object).length) > 0,
    ),
  ) as Contribution;
}
