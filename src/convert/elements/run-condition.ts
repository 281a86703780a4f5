import type { ScriptStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes, Walk } from '../converter.js';
import { antPatterns } from './ant-patterns.js';
import { askForFile, askForFiles, askScript } from './ask.js';
import { isWorkspace, readCause, readDay, readNode, readTime } from './clock-conditions.js';
import { isResult, RESULTS, runsAfterBuild, testOfResults, type Result } from './results.js';
import { just, piecesOf, readBoolean, readComparison, readExpression, readStringsMatch } from './text-conditions.js';
import { together } from './together.js';

/** Findings that every converter of an element with run conditions declares, by spreading this into its own. */
export const CONDITION_FINDINGS = {
  'unknown-condition': 'Nothing in Zuul answers this condition: decide when the step shall run.',
  'unknown-macro': 'Only Jenkins can put in what this macro stands for: write the condition by hand.',
  'java-regex': 'This regular expression needs what only Java has: write the condition by hand.',
  cause: 'Zuul does not know who started a build in this sense: decide when the step shall run.',
  timer: 'A build that a timer started is one for neither a change nor an update of a branch here.',
  clock:
    "Jenkins looked at its own clock: here it is that of Zuul's executor when the step is reached. Mind its time zone.",
  'node-names': 'Names of nodes are those of Zuul now: write them into the condition.',
  'of-condition': 'It belongs to a condition that is left to a person.',
  'no-number': 'This is no number, so that the condition broke in every build: decide when the step shall run.',
} as const;

export type ConditionCode = keyof typeof CONDITION_FINDINGS;

/** When a step runs: always, never, or if a Jinja test holds. */
export interface Condition {
  readonly test: boolean | string;
  /** Scripts that have to run before, because the test reads their answers. */
  readonly asks: readonly ScriptStep[];
}

/** A person has to decide when a step runs; the finding with this code was raised. */
export interface Undecided {
  readonly undecided: ConditionCode;
}

/**
 * Reads a condition of the Run Condition plugin. Variables become `jenkins_env.NAME`, results `zuul_success`.
 * Source: the plugin's classes; jenkins-elements: Run conditions.
 *
 * @param element `<condition class="…">`; its class says which condition it is.
 */
export function readCondition(element: Element, notes: Notes<ConditionCode>, walk: Walk): Condition | Undecided {
  let undecided: ConditionCode = 'unknown-condition';
  const noting: Notes<ConditionCode> = {
    ...notes,
    needsHuman(code, at, detail) {
      undecided = code;
      notes.needsHuman(code, at, detail);
    },
  };
  return readAny(element, noting, walk) ?? { undecided };
}

function readAny(element: Element, notes: Notes<ConditionCode>, walk: Walk): Condition | undefined {
  element.children();
  const read = READERS[element.attribute('class')?.split('.').at(-1) ?? ''];
  if (read !== undefined) return read(element, notes, walk);
  const kind = element.type.split('.').at(-1)!;
  together(element.elements, 'dropped', (at) => notes.dropped('of-condition', at));
  notes.needsHuman('unknown-condition', element, `(${kind})`);
  return undefined;
}

type Reader = (element: Element, notes: Notes<ConditionCode>, walk: Walk) => Condition | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  AlwaysRun: () => just(true),
  NeverRun: () => just(false),
  BooleanCondition: readBoolean,
  StringsMatchCondition: readStringsMatch,
  ExpressionCondition: readExpression,
  NumericalComparisonCondition: readComparison,
  StatusCondition: readStatus,
  FileExistsCondition: readFileExists,
  FilesMatchCondition: readFilesMatch,
  ShellCondition: readShell,
  TimeCondition: readTime,
  DayCondition: readDay,
  NodeCondition: readNode,
  CauseCondition: readCause,
  And: (element, notes, walk) => readAll(element, notes, walk, 'and'),
  Or: (element, notes, walk) => readAll(element, notes, walk, 'or'),
  Not: readNot,
};

/** Between the worst and the best result. While the builders run, the result so far is success. */
function readStatus(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const [worst, best] = [resultOf(element.need('worstResult')), resultOf(element.need('bestResult'))];
  if (worst === undefined || best === undefined) {
    notes.needsHuman('unknown-condition', element);
    return undefined;
  }
  const results = RESULTS.slice(RESULTS.indexOf(best), RESULTS.indexOf(worst) + 1);
  if (!runsAfterBuild(element)) return just(results.includes('SUCCESS'));
  const tests = testOfResults(results);
  return just(tests === false ? false : (tests[0] ?? true));
}

function resultOf(field: Element): Result | undefined {
  for (const child of field.elements) if (child.name !== 'name') child.judgeAll('dropped');
  const word = field.isLeaf ? field.text().trim() : field.textOf('name').trim();
  return isResult(word) ? word : undefined;
}

function readFileExists(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  if (!isWorkspace(element, notes)) {
    together([element.child('file')], 'dropped', (at) => notes.dropped('of-condition', at));
    return undefined;
  }
  const file = piecesOf(element, 'file', notes);
  if (file === undefined) return undefined;
  const ask = askForFile(file, element);
  return { test: ask.answer!, asks: [ask] };
}

/** Whether any file fits Ant patterns. */
function readFilesMatch(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const fields = [element.child('includes'), element.child('excludes')];
  if (!isWorkspace(element, notes)) {
    together(fields, 'dropped', (at) => notes.dropped('of-condition', at));
    return undefined;
  }
  const withVariable = fields.find((field) => field?.rawText.includes('$'));
  if (withVariable !== undefined) {
    notes.needsHuman('unknown-macro', withVariable);
    return undefined;
  }
  const [includes, excludes] = fields.map((field) => antPatterns(field?.text() ?? ''));
  const ask = askForFiles(includes!, excludes!, element);
  return { test: ask.answer!, asks: [ask] };
}

function readShell(element: Element, _: Notes<ConditionCode>, walk: Walk): Condition | undefined {
  const ask = askScript(element.textOf('command'), walk.settings.jenkinsShell, element);
  return ask === undefined ? just(true) : { test: ask.answer!, asks: [ask] };
}

function readNot(element: Element, notes: Notes<ConditionCode>, walk: Walk): Condition | undefined {
  const inner = readAny(element.need('condition'), notes, walk);
  if (inner === undefined) return undefined;
  return { ...inner, test: typeof inner.test === 'boolean' ? !inner.test : `not (${inner.test})` };
}

function readAll(element: Element, notes: Notes<ConditionCode>, walk: Walk, word: 'and' | 'or'): Condition | undefined {
  const containers = element.need('conditions').children();
  const conditions = containers.map((container) => readAny(container.need('condition'), notes, walk));
  if (conditions.some((condition) => condition === undefined)) return undefined;
  const known = conditions as readonly Condition[];
  const asks = known.flatMap((condition) => condition.asks);
  // `true` changes nothing in an "and", `false` decides it; the other way round in an "or".
  const deciding = word === 'or';
  if (known.some(({ test }) => test === deciding)) return just(deciding);
  const tests = known.flatMap(({ test }) => (typeof test === 'string' ? [test] : []));
  if (tests.length === 0) return just(!deciding);
  return { test: tests.length === 1 ? tests[0]! : tests.map((test) => `(${test})`).join(` ${word} `), asks };
}
