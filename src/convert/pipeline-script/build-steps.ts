import type { SecretUse } from '../../model/jenkins-job.js';
import type { BlockStep, StartJobStep, Step } from '../../model/step.js';
import type { CallExpression, Expression } from '../../read/jenkinsfile/syntax.js';
import { secretField, secretVariable } from '../attach/secrets.js';
import { SUCCEEDED } from '../elements/results.js';
import { gitCheckoutStep } from '../elements/role-steps.js';
import { jinja } from '../../model/value.js';
import { argumentsOf, known, type Arguments } from './arguments.js';
import { stub, type Context } from './context.js';
import { convertElement, gather, stepsOf, type Given } from './element-steps.js';
import { BINDING_TYPES, ELEMENT_STEPS, TYPES } from './element-types.js';
import { forgiven } from './block-steps.js';
import { convertBody, type StepReader } from './steps.js';
import { literal, partsOf } from './values.js';

const chat: StepReader = {
  convert: (call, _, context) => {
    context.raise.dropped('chat', call);
    return [];
  },
};

const mail: StepReader = {
  convert: (call, _, context) => {
    context.raise.needsHuman('mail', call);
    return [];
  },
};

const bookkeeping: StepReader = {
  convert: (call, _, context) => {
    context.raise.dropped('bookkeeping', call, `(${call.name ?? ''})`);
    return [];
  },
};

/** Steps that other jobs have as plugins: checkouts, reports, credentials, other jobs, people. */
export const BUILD_STEPS: Readonly<Record<string, StepReader>> = {
  ...Object.fromEntries(
    Object.entries(ELEMENT_STEPS).map(([name, { type, first }]): [string, StepReader] => [
      name,
      {
        ...(first === undefined ? {} : { first }),
        convert: (call, values, context) => element(type, values, call, context),
      },
    ]),
  ),
  checkout: { first: 'scm', convert: checkout },
  git: {
    first: 'url',
    convert: (call, { named }, context) => {
      const url = named.get('url');
      if (url === undefined) return undefined;
      const branch = named.get('branch');
      const credentials = named.get('credentialsId');
      const remote: Given = { url, ...(credentials === undefined ? {} : { credentialsId: credentials }) };
      return repository({ userRemoteConfigs: [remote], branches: [{ name: branch ?? '*/master' }] }, call, context);
    },
  },
  withCredentials: { first: 'bindings', convert: withCredentials },
  sshagent: {
    first: 'credentials',
    convert: (call, { named }, context) => {
      const list = named.get('credentials');
      const ids = list?.kind === 'list' ? list.items : list === undefined ? [] : [list];
      const fields = { credentialIds: ids.map((id): Given => id) };
      return around(TYPES.sshAgent, fields, call, context);
    },
  },
  configFileProvider: {
    first: 'managedFiles',
    convert: (call, { named }, context) => {
      const list = named.get('managedFiles');
      if (list?.kind !== 'list') return undefined;
      const files = list.items.map((item) => (item.kind === 'call' ? fieldsOf(item, 'fileId') : undefined));
      if (files.some((file) => file === undefined)) return undefined;
      return around(TYPES.configFiles, { managedFiles: files as Given[] }, call, context);
    },
  },
  publishHTML: {
    first: 'target',
    convert: (call, { named }, context) => {
      const target = named.get('target');
      if (target !== undefined && target.kind !== 'map') return undefined;
      const fields = target === undefined ? named : new Map(target.entries.map(({ name, value }) => [name, value]));
      const targets = [{ $type: 'htmlpublisher.HtmlPublisherTarget', ...Object.fromEntries(fields) }];
      const contribution = convertElement({ type: TYPES.html, fields: { reportTargets: targets } }, call, context);
      if (contribution === undefined) return undefined;
      gather(contribution, context);
      return stepsOf(contribution, context);
    },
  },
  build: { first: 'job', convert: startJob },
  input: { first: 'message', convert: (call, _, context) => [stub('input', call, 'Wait for a person', context)] },
  slackSend: chat,
  hipchatSend: chat,
  rocketSend: chat,
  discordSend: chat,
  office365ConnectorSend: chat,
  mail,
  emailext: mail,
  milestone: bookkeeping,
  fingerprint: bookkeeping,
  updateGitlabCommitStatus: bookkeeping,
  setBuildStatus: bookkeeping,
};

/** A report that finds something makes the build UNSTABLE: it goes on, and is a failure at its end. */
function element(
  type: string,
  { named }: Arguments,
  call: CallExpression,
  context: Context,
): readonly Step[] | undefined {
  const contribution = convertElement({ type, fields: Object.fromEntries(named) }, call, context);
  if (contribution === undefined) return undefined;
  gather(contribution, context);
  const steps = stepsOf(contribution, context);
  const isAtTheEnd = context.succeeded === SUCCEEDED || !context.goesOn;
  if (type !== GOES_ON || isAtTheEnd || steps.length === 0) return steps;
  return [forgiven(steps, 'Go on after failed tests', false, call, context)];
}

const GOES_ON = 'hudson.tasks.junit.JUnitResultArchiver';

/** `checkout scm`, or the description of a repository. */
function checkout(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const scm = named.get('scm');
  if (scm?.kind === 'name' && scm.name === 'scm') return checkOutOwn(call, context);
  const fields = scm?.kind === 'call' ? fieldsOf(scm) : Object.fromEntries(named);
  const { $class: type, ...others } = fields ?? {};
  const isGit = scm?.kind === 'call' ? /^(scmGit|gitSCM|GitSCM)$/.test(scm.name ?? '') : typeText(type) === 'GitSCM';
  return isGit ? repository(others, call, context) : undefined;
}

function typeText(type: Given | undefined): string | undefined {
  const text = typeof type === 'object' && 'kind' in type ? literal(type as Expression) : undefined;
  return text?.split('.').at(-1);
}

function repository(
  fields: Readonly<Record<string, Given>>,
  call: CallExpression,
  context: Context,
): readonly Step[] | undefined {
  const contribution = convertElement({ type: TYPES.git, fields: { configVersion: '2', ...fields } }, call, context);
  if (contribution === undefined) return undefined;
  gather(contribution, context);
  return stepsOf(contribution, context);
}

/** What the Jenkinsfile comes from: the repository of the job's definition, else the one that Zuul tests. */
export function checkOutOwn(call: { readonly from: number; readonly to: number }, context: Context): readonly Step[] {
  if (context.scm !== undefined) {
    const contribution = context.walk.convert([context.scm]);
    context.scm.walk((one) => {
      if (one.isLeaf && (one.state === 'approximated' || one.state === 'needs-human')) context.raise.worst(one.state);
    });
    gather(contribution, context);
    return contribution.checkout ?? [];
  }
  const step = gitCheckoutStep(
    'Check the project out',
    {
      url: jinja('{{ jenkins_env.ZUUL_URL }}/{{ jenkins_env.ZUUL_PROJECT }}'),
      version: jinja("{{ jenkins_env.ZUUL_COMMIT | default('') }}"),
      refspec: jinja("{{ jenkins_env.ZUUL_REF | default('') }}"),
      directory: '.',
      remote: 'origin',
      localBranch: '',
      depth: 0,
      tags: true,
      submodules: 'none',
      submodulesRemote: false,
    },
    context.file.at(call),
  );
  return [step];
}

function fieldsOf(call: CallExpression, first?: string): Record<string, Given> | undefined {
  const { named, more } = argumentsOf(call, first);
  return more.length > 0 ? undefined : Object.fromEntries(named);
}

/** Credentials are there for the whole job, and its scripts see them under the same names. */
function withCredentials(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const list = named.get('bindings');
  if (list?.kind !== 'list') return undefined;
  const bindings = list.items.map((item): Given | undefined => {
    if (item.kind === 'map') {
      const { $class: type, ...fields } = Object.fromEntries(item.entries.map(({ name, value }) => [name, value]));
      const name = typeText(type);
      return name === undefined
        ? undefined
        : { $type: `org.jenkinsci.plugins.credentialsbinding.impl.${name}`, ...fields };
    }
    const type = item.kind === 'call' && item.object === undefined ? BINDING_TYPES[item.name ?? ''] : undefined;
    const fields = type === undefined ? undefined : fieldsOf(item as CallExpression);
    return fields === undefined ? undefined : { $type: type!, ...fields };
  });
  if (bindings.some((binding) => binding === undefined)) return undefined;
  return around(TYPES.credentials, { bindings: bindings as Given[] }, call, context);
}

/** Steps between what a wrapper does before and after them. */
function around(
  type: string,
  fields: Readonly<Record<string, Given>>,
  call: CallExpression,
  context: Context,
): readonly Step[] | undefined {
  const contribution = convertElement({ type, fields }, call, context);
  if (contribution === undefined) return undefined;
  gather(contribution, context);
  const { before = [], setUp = [], after = [] } = contribution;
  const inner = withSecrets(contribution.secrets ?? [], context);
  const steps = [...before, ...setUp, ...convertBody(call, inner)];
  if (after.length === 0) return steps;
  const block: BlockStep = { kind: 'block', name: 'Use credentials', at: context.file.at(call), steps, always: after };
  return [block];
}

/** The variables of credentials: values stand in secrets, paths of files in the environment of the build. */
export function withSecrets(secrets: readonly SecretUse[], context: Context): Context {
  const [variables, parameters] = [new Map(context.variables), new Map(context.parameters)];
  for (const { kind, binds, credential } of secrets) {
    for (const [name, field] of Object.entries(binds)) {
      if (isValue(kind)) variables.set(name, [{ jinja: `(${secretVariable(credential)}.${field} | string)` }]);
      else parameters.set(name, 'text');
    }
  }
  return { ...context, variables, parameters };
}

function isValue(kind: SecretUse['kind']): boolean {
  return kind === 'text' || kind === 'username-password';
}

/** Steps of post-run, where nothing is set by itself: those that speak of a credential get its variables. */
export function withSecretEnvironment(steps: readonly Step[], secrets: readonly SecretUse[]): readonly Step[] {
  const values = secrets.filter(({ kind }) => isValue(kind));
  const all = values.flatMap(({ credential, binds }) =>
    Object.entries(binds).map(([name, field]) => [name, secretField(credential, field)] as const),
  );
  return steps.map((step) => {
    const text = JSON.stringify(step);
    const environment = Object.fromEntries(all.filter(([name]) => new RegExp(`\\b${name}\\b`).test(text)));
    if (Object.keys(environment).length === 0) return step;
    return { kind: 'block', name: step.name, at: step.at, environment, steps: [step] };
  });
}

/** `build job: 'x'` waits for the job and fails with it unless it is told otherwise. */
function startJob(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const job = known(named.get('job'), context)?.replace(/^\//, '');
  const given = named.get('parameters');
  if (job === undefined || (given !== undefined && given.kind !== 'list')) return undefined;
  const parameters: Record<string, string> = {};
  for (const item of given?.kind === 'list' ? given.items : []) {
    const fields =
      item.kind === 'call'
        ? argumentsOf(item).named
        : new Map(item.kind === 'map' ? item.entries.map(({ name, value }) => [name, value]) : []);
    const [name, value] = [known(fields.get('name'), context), fields.get('value')];
    const parts = value === undefined ? undefined : partsOf(value, context);
    if (name === undefined || parts === undefined || parts.some((part) => typeof part === 'object' && 'jinja' in part))
      return undefined;
    parameters[name] = parts
      .map((part) =>
        typeof part === 'string' ? part.replaceAll('$', '$$$$') : `\${${(part as { variable: string }).variable}}`,
      )
      .join('');
  }
  const wait = literal(named.get('wait')) !== 'false';
  const step: StartJobStep = {
    kind: 'start-job',
    name: `Do what ${job} did`,
    at: context.file.at(call),
    jobs: [job],
    parameters,
    passParameters: false,
    wait,
    failsOn: wait && literal(named.get('propagate')) !== 'false' ? 'UNSTABLE' : null,
  };
  return [step];
}
