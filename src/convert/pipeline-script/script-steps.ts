import { jinja, jinjaText, type Value } from '../../model/value.js';
import type { Step } from '../../model/step.js';
import type { CallExpression, Expression } from '../../read/jenkinsfile/syntax.js';

import { known, secondsOf, type Arguments } from './arguments.js';
import { stub, type Context } from './context.js';
import { ownScript, runScript } from './scripts.js';
import { shellQuoted } from './shell-text.js';
import type { StepReader } from './steps.js';
import { literal, partsOf } from './values.js';

/** Steps that run something, or are a line of shell. Source: Pipeline Steps Reference. */
export const SCRIPT_STEPS: Readonly<Record<string, StepReader>> = {
  sh: { first: 'script', convert: runShell },
  bat: { first: 'script', convert: windows },
  powershell: { first: 'script', convert: windows },
  pwsh: { first: 'script', convert: windows },
  echo: { first: 'message', convert: print },
  println: { first: 'message', convert: print },
  error: {
    first: 'message',
    convert: (call, { named }, context) => {
      const message = named.get('message');
      const parts = message === undefined ? [] : partsOf(message, context);
      if (parts === undefined) return undefined;
      const environment: Record<string, Value> = {};
      const text = shellQuoted(parts, environment);
      return [ownScript('Fail the build', `printf '%s\\n' ${text} >&2\nexit 1`, call, context, environment)];
    },
  },
  sleep: {
    first: 'time',
    convert: (call, values, context) => {
      const unit = values.named.has('unit')
        ? values
        : { ...values, named: new Map([...values.named, ['unit', SECONDS]]) };
      const seconds = secondsOf(unit);
      return seconds === undefined ? undefined : [ownScript('Wait', `sleep ${String(seconds)}`, call, context)];
    },
  },
  writeFile: {
    first: 'file',
    convert: (call, { named }, context) => {
      const [file, text] = [named.get('file'), named.get('text')];
      const [path, content] = [file && partsOf(file, context), text && partsOf(text, context)];
      if (path === undefined || content === undefined || named.has('encoding')) return undefined;
      const environment: Record<string, Value> = {};
      const target = shellQuoted(path, environment);
      const body = `mkdir -p -- "$(dirname -- ${target})"\nprintf '%s' ${shellQuoted(content, environment)} >${target}`;
      return [ownScript(`Write ${known(file, context) ?? 'a file'}`, body, call, context, environment)];
    },
  },
  deleteDir: {
    convert: (call, _, context) => [ownScript('Empty the folder', 'find . -mindepth 1 -delete', call, context)],
  },
  cleanWs: {
    convert: (call, { named }, context) => {
      context.raise.dropped('unused-workspace', call);
      return named.has('patterns') ? undefined : [];
    },
  },
  stash: { first: 'name', convert: stash },
  unstash: {
    first: 'name',
    convert: (call, { named }, context) => {
      const name = known(named.get('name'), context);
      if (name === undefined) return undefined;
      const body = `cp -a -- "$HOME/.stash/"${shellQuoted([name], {})}/. .`;
      return [ownScript(`Bring back the files of ${name}`, body, call, context)];
    },
  },
};

const SECONDS = { kind: 'text', parts: ['SECONDS'], from: 0, to: 0 } as const;

/** `returnStatus` asks for the status instead of failing; without somebody who reads it the failure is forgiven. */
function runShell(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const script = named.get('script');
  const parts = script === undefined ? undefined : partsOf(script, context);
  if (parts === undefined) return undefined;
  const steps = runScript(parts, call, context, literal(named.get('label')));
  if (literal(named.get('returnStatus')) !== 'true') return steps;
  return steps?.map((step) => ({ ...step, ignoreErrors: true }));
}

function windows(call: CallExpression, _: Arguments, context: Context): readonly Step[] {
  return [stub('windows', call, `Do what ${call.name ?? 'the script'} did`, context)];
}

function print(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const message = named.get('message');
  if (message === undefined) return undefined;
  let parts = partsOf(message, context);
  if (parts === undefined) {
    context.raise.approximated('message', call);
    parts = [asWritten(message, context)];
  }
  const environment: Record<string, Value> = {};
  return [
    ownScript('Print a message', `printf '%s\\n' ${shellQuoted(parts, environment)}`, call, context, environment),
  ];
}

/** A text with the Groovy in it as it is written. */
function asWritten(message: Expression, { file }: Context): string {
  if (message.kind !== 'text') return file.textOf(message);
  return message.parts.map((part) => (typeof part === 'string' ? part : `\${${file.textOf(part)}}`)).join('');
}

/** Kept beside the workspace for `unstash`: the node is the same for the whole job. */
function stash(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const name = known(named.get('name'), context);
  const [includes, excludes] = [known(named.get('includes'), context), known(named.get('excludes'), context)];
  const isUnknown = (field: string, text: string | undefined): boolean => named.has(field) && text === undefined;
  if (name === undefined || isUnknown('includes', includes) || isUnknown('excludes', excludes)) return undefined;
  const split = (patterns: string): string[] =>
    patterns
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const vars: Record<string, Value> = {
    archive_artifacts_include: split(includes ?? '**'),
    ...(excludes === undefined ? {} : { archive_artifacts_exclude: split(excludes) }),
    ...(literal(named.get('useDefaultExcludes')) === 'false' ? { archive_artifacts_default_excludes: false } : {}),
    ...(literal(named.get('allowEmpty')) === 'true' ? { archive_artifacts_allow_empty: true } : {}),
    archive_artifacts_target: jinja(`{{ jenkins_env.HOME }}/.stash/${jinjaText(name)}`),
  };
  return [
    { kind: 'role', name: `Keep the files of ${name}`, at: context.file.at(call), role: 'archive-artifacts', vars },
  ];
}
