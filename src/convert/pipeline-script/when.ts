import { jinjaString } from '../../model/value.js';
import type { CallExpression, Expression, Statement } from '../../read/jenkinsfile/syntax.js';
import { antRegex } from '../elements/ant-regex.js';
import { askScript } from '../elements/ask.js';
import { javaToPython, wholeMatch } from '../elements/java-regex.js';
import { argumentsOf, bodyOf, callOf, known } from './arguments.js';
import { elementAt, type Context } from './context.js';
import { combined, conditionOf, just, negated, sameText, type Condition } from './tests.js';
import { literal, partsOf } from './values.js';

/** Say when the condition is asked; here it always is before everything else. */
const ORDER = new Set(['beforeAgent', 'beforeInput', 'beforeOptions']);

/** No change: Jenkins built a branch, or a tag, not a change for it. */
const NO_CHANGE = 'zuul.change is not defined';

/**
 * What `when` asks; `undefined` where a person has to tell. Source: Pipeline Syntax, `when`: all of its conditions have to hold.
 */
export function readWhen(section: CallExpression, context: Context): Condition | undefined {
  return all(bodyOf(section), context);
}

function all(statements: readonly Statement[], context: Context, word: 'and' | 'or' = 'and'): Condition | undefined {
  const conditions: Condition[] = [];
  for (const statement of statements) {
    const call = callOf(statement);
    if (call === undefined || call.object !== undefined) return undefined;
    if (ORDER.has(call.name ?? '')) continue;
    const condition = readCondition(call, context);
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  return combined(conditions, word);
}

function readCondition(call: CallExpression, context: Context): Condition | undefined {
  const { named } = argumentsOf(call, FIRST[call.name ?? '']);
  switch (call.name) {
    case 'branch': {
      const names = pattern("(zuul.branch | default(''))", named, context);
      if (names !== undefined) context.raise.approximated('branch-build', call);
      return names === undefined
        ? undefined
        : combined([just(NO_CHANGE), just('zuul.tag is not defined'), names], 'and');
    }
    case 'tag': {
      const names = named.size === 0 ? just(true) : pattern("(zuul.tag | default(''))", named, context);
      return names === undefined ? undefined : combined([just('zuul.tag is defined'), names], 'and');
    }
    case 'buildingTag':
      return just('zuul.tag is defined');
    case 'changeRequest':
      return readChange(named, context);
    case 'environment': {
      const [name, value] = [known(named.get('name'), context), named.get('value')];
      const parts = value === undefined ? undefined : partsOf(value, context);
      if (name === undefined || parts === undefined) return undefined;
      return sameText([{ variable: name }], parts, context);
    }
    case 'equals': {
      const [expected, actual] = [named.get('expected'), named.get('actual')];
      if (expected === undefined || actual === undefined) return undefined;
      return conditionOf(
        { kind: 'binary', operator: '==', left: actual, right: expected, from: call.from, to: call.to },
        context,
      );
    }
    case 'expression':
      return readExpression(bodyOf(call), context);
    case 'not': {
      const inner = all(bodyOf(call), context);
      return inner === undefined ? undefined : negated(inner);
    }
    case 'allOf':
      return all(bodyOf(call), context);
    case 'anyOf':
      return all(bodyOf(call), context, 'or');
    case 'changeset':
      return readChangeset(call, named, context);
    case 'isRestartedRun':
      return just(false);
    default:
      return undefined;
  }
}

const FIRST: Readonly<Record<string, string>> = { branch: 'pattern', tag: 'pattern', changeset: 'pattern' };

/** A name against a pattern: as Ant does unless `comparator` says otherwise. */
function pattern(term: string, named: ReadonlyMap<string, Expression>, context: Context): Condition | undefined {
  const text = known(named.get('pattern'), context);
  if (text === undefined) return undefined;
  switch (literal(named.get('comparator')) ?? 'GLOB') {
    case 'EQUALS':
      return just(`${term} == ${jinjaString(text)}`);
    case 'GLOB':
      if (!/[*?]/.test(text)) return just(`${term} == ${jinjaString(text)}`);
      return just(`${term} is match(${jinjaString(antRegex(text))})`);
    case 'REGEXP': {
      const python = javaToPython(text);
      return python === undefined ? undefined : just(`${term} is match(${jinjaString(wholeMatch(python))})`);
    }
    default:
      return undefined;
  }
}

/** Values of `changeRequest` that Zuul knows too. */
const OF_CHANGE: Readonly<Record<string, string>> = {
  target: "(zuul.branch | default(''))",
  id: '(zuul.change | string)',
};

function readChange(named: ReadonlyMap<string, Expression>, context: Context): Condition | undefined {
  const conditions: Condition[] = [just('zuul.change is defined')];
  for (const [name, value] of named) {
    if (name === 'comparator') continue;
    const term = OF_CHANGE[name];
    const comparator = named.get('comparator');
    const fields = new Map([
      ['pattern', value],
      ...(comparator === undefined ? [] : [['comparator', comparator] as const]),
    ]);
    const condition =
      term === undefined
        ? undefined
        : pattern(term, comparator === undefined ? new Map([...fields, ['comparator', EQUALS]]) : fields, context);
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  return combined(conditions, 'and');
}

const EQUALS: Expression = { kind: 'text', parts: ['EQUALS'], from: 0, to: 0 };

function readExpression(statements: readonly Statement[], context: Context): Condition | undefined {
  const [only] = statements;
  if (statements.length !== 1 || only === undefined) return undefined;
  if (only.kind === 'return' && only.word === 'return' && only.value !== null) return conditionOf(only.value, context);
  return only.kind === 'expression' ? conditionOf(only.expression, context) : undefined;
}

/** The files that the checked-out commit changed: of a change merged by Zuul, those of the change. */
function readChangeset(
  call: CallExpression,
  named: ReadonlyMap<string, Expression>,
  context: Context,
): Condition | undefined {
  const glob = known(named.get('pattern') ?? named.get('glob'), context);
  if (glob === undefined || (literal(named.get('comparator')) ?? 'GLOB') !== 'GLOB') return undefined;
  context.raise.approximated('changed-files', call);
  // Python's groups that capture nothing are plain groups for grep.
  const regex = antRegex(glob).replaceAll('(?:', '(');
  const body = `git diff --name-only HEAD^1 HEAD | grep -E -q -e '${regex.replaceAll("'", "'\\''")}'\n`;
  const ask = askScript(body, '/bin/sh', elementAt(context.file.at(call)))!;
  return { test: ask.answer!, asks: [{ ...ask, name: `Check whether ${glob} changed` }] };
}
