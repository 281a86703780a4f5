import { InputError } from '../../model/input-error.js';
import { parseJenkinsfile } from '../../read/jenkinsfile/parse-jenkinsfile.js';
import type { Statement } from '../../read/jenkinsfile/syntax.js';
import { valueOfScript, type GroovyValue } from './groovy-value.js';
import type { Cell } from './matrix-combinations.js';

/** Whether a combination runs; `undefined` where nobody can tell here. */
export type CombinationFilter = (cell: Cell) => boolean | undefined;

/** Parameters that every build gets a value for from elsewhere: their default says nothing. */
const SENT = /^(ZUUL|GERRIT)_/;

/**
 * Compiles the filter of a matrix job, a Groovy script about the values of the axes, `index`, `uniqueId` and the parameters of
 * the job. Only the boolean `true` lets a combination through. Source: matrix-project plugin, FilterScript.
 *
 * @param defaultOf Default of a parameter of the job.
 * @returns nothing where the text is no Groovy that we read.
 */
export function compileFilter(
  text: string,
  defaultOf: (parameter: string) => string | undefined,
): CombinationFilter | undefined {
  if (text.trim() === '') return () => true;
  const script = statementsOf(text);
  if (script === undefined) return undefined;
  const parameters = new Map<string, GroovyValue>();
  for (const name of new Set(text.match(/[A-Za-z_]\w*/g))) {
    const value = SENT.test(name) ? undefined : defaultOf(name);
    if (value !== undefined) parameters.set(name, value);
  }
  return ({ values, index, uniqueId }) => {
    const variables = new Map([
      ...parameters,
      ...Object.entries(values),
      ['index', index],
      ['uniqueId', uniqueId],
    ] as const);
    const value = valueOfScript(script, variables);
    return value === undefined ? undefined : value === true;
  };
}

/** The statements of a small script; nothing where it is no Groovy, which fails the build in Jenkins. */
export function statementsOf(text: string): readonly Statement[] | undefined {
  try {
    return parseJenkinsfile(text, { file: '', line: 1 }).statements;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
