import type { Step } from '../../model/step.js';
import type { CallExpression } from '../../read/jenkinsfile/syntax.js';
import { callOf, bodyOf } from './arguments.js';
import { stub, under, type Context } from './context.js';
import type { PipelineCode } from './findings.js';
import { convertStatements } from './steps.js';

/** When the steps of a condition run: always, after success, after a failure, never. */
type When = 'always' | 'success' | 'failure' | 'never';

/** In the order in which Jenkins runs them. Source: Pipeline Syntax, `post`. */
const CONDITIONS: readonly (readonly [name: string, when: When, code?: PipelineCode])[] = [
  ['always', 'always'],
  ['changed', 'always', 'post-history'],
  ['fixed', 'success', 'post-history'],
  ['regression', 'failure', 'post-history'],
  ['aborted', 'never', 'post-never'],
  ['failure', 'failure'],
  ['success', 'success'],
  ['unstable', 'failure', 'post-unstable'],
  ['unsuccessful', 'failure'],
  ['notBuilt', 'never', 'post-never'],
  ['cleanup', 'always'],
];

/**
 * The steps of `post`: one for each condition, so that one that fails does not keep the others from running.
 *
 * @param succeeded Jinja test: what the section is about went well.
 */
export function readPost(section: CallExpression | undefined, context: Context, succeeded: string): readonly Step[] {
  const calls = (section === undefined ? [] : bodyOf(section)).map((statement) => ({
    statement,
    call: callOf(statement),
  }));
  const known = CONDITIONS.flatMap(([name, when, code]): readonly Step[] => {
    const call = calls.find((one) => one.call?.name === name)?.call;
    if (call === undefined) return [];
    if (code !== undefined) {
      if (when === 'never') context.raise.dropped(code, call, `(${name})`);
      else context.raise.approximated(code, call, `(${name})`);
    }
    if (when === 'never') return [];
    const steps = convertStatements(bodyOf(call), context);
    const tests = when === 'always' ? [] : [when === 'success' ? succeeded : `not (${succeeded})`];
    return inOne(under(tests, steps, TITLES[when], context.file.at(call)), TITLES[when], context.file.at(call));
  });
  const names = new Set(CONDITIONS.map(([name]) => name));
  const others = calls.filter(({ call }) => !names.has(call?.name ?? ''));
  return [...known, ...others.map(({ statement }) => stub('groovy', statement, 'Do what the Groovy did', context))];
}

const TITLES: Readonly<Record<When, string>> = {
  always: 'Whatever the result',
  success: 'After success',
  failure: 'After a failure',
  never: 'Never',
};

function inOne(steps: readonly Step[], name: string, at: Step['at']): readonly Step[] {
  return steps.length <= 1 ? steps : [{ kind: 'block', name, at, steps }];
}
