import { createHash } from 'node:crypto';
import type { RoleStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';

/** A step that asks which expressions fit a line of the console, and tests about the answers. */
export interface ConsoleQuestion {
  readonly step: RoleStep;
  /** Jinja tests, in the order of the expressions. */
  readonly found: readonly string[];
}

/** A call of role `console-search`. The fact with the answers has the same name for the same question, in every job. */
export function searchConsole(expressions: readonly string[], at: Element): ConsoleQuestion {
  const hash = createHash('sha256').update(JSON.stringify(expressions)).digest('hex').slice(0, 8);
  const answer = `console_${hash}`;
  const vars = { console_search_expressions: expressions, console_search_answer: answer };
  return {
    step: { kind: 'role', name: 'Look for texts in the console', at: at.at, role: 'console-search', vars },
    found: expressions.map((_, index) => `${answer}[${String(index)}]`),
  };
}

/** Texts that Jenkins itself wrote, which no tool of the build does. */
const OWN_WORDS = /Build was aborted|Build timed out|Finished: |Build step '|marked build as|Triggered by |Started by /;

/** Whether an expression looks for something that only Jenkins wrote to a console. */
export function looksForJenkins(expression: string): boolean {
  return OWN_WORDS.test(expression);
}
