import { jinja, jinjaString, jinjaText, type Template } from '../../model/value.js';
import type { CallExpression, Expression } from '../../read/jenkinsfile/syntax.js';
import { ALWAYS_SET, variable } from '../elements/macros.js';
import type { Context, Part, Parts } from './context.js';

/** Variables of multibranch jobs, in words of Zuul. */
export const BRANCH_VARIABLES: Readonly<Record<string, string>> = {
  BRANCH_NAME: "('PR-' ~ zuul.change if zuul.change is defined else zuul.tag | default(zuul.branch | default('')))",
  CHANGE_ID: "(zuul.change | default('') | string)",
  CHANGE_TARGET: "(zuul.branch | default('') if zuul.change is defined else '')",
  CHANGE_URL: "(zuul.change_url | default('') if zuul.change is defined else '')",
  TAG_NAME: "(zuul.tag | default(''))",
};

/** Variables that Jenkins sets for every build or checkout. */
const OF_JENKINS =
  /^(BUILD_|JOB_|GIT_|SVN_|NODE_|RUN_|STAGE_|CHANGE_|BRANCH_|TAG_|JENKINS_|EXECUTOR_|WORKSPACE|HOME$|PATH$|CI$|USER$)/;

/** What an expression stands for as a text; `undefined` where only Groovy can tell. */
export function partsOf(expression: Expression, context: Context): Parts | undefined {
  switch (expression.kind) {
    case 'text':
      return joined(expression.parts.map((part) => (typeof part === 'string' ? [part] : partsOf(part, context))));
    case 'number':
    case 'constant':
      return expression.value === null ? undefined : [String(expression.value)];
    case 'binary': {
      if (expression.operator !== '+') return undefined;
      return joined([partsOf(expression.left, context), partsOf(expression.right, context)]);
    }
    case 'name':
      return ofName(expression.name, context);
    case 'conditional': {
      // `env.X ?: 'otherwise'`
      if (expression.test !== expression.yes) return undefined;
      const [test, otherwise] = [partsOf(expression.test, context), partsOf(expression.no, context)];
      if (test?.length !== 1 || otherwise === undefined || typeof test[0] === 'string') return test;
      const text = literalOf(resolved(test, context));
      if (text !== undefined) return text === '' ? otherwise : [text];
      return [{ jinja: `(${termOf(test, context)} | default(${termOf(otherwise, context)}, true))` }];
    }
    case 'cast':
      return partsOf(expression.value, context);
    case 'call':
      return ofCall(expression, context);
    default: {
      const name = environmentName(expression);
      return name === undefined ? ofBuild(expression, context) : [{ variable: name }];
    }
  }
}

/** NAME of `env.NAME`, `params.NAME`, `env['NAME']`. */
export function environmentName(expression: Expression): string | undefined {
  if (expression.kind !== 'member' && expression.kind !== 'index') return undefined;
  const { object } = expression;
  if (object.kind !== 'name' || (object.name !== 'env' && object.name !== 'params')) return undefined;
  const key = expression.kind === 'member' ? expression.name : literal(expression.index[0]?.value);
  return key === null ? undefined : key;
}

/** The text of an expression that is one, without anything put in. */
export function literal(expression: Expression | undefined): string | undefined {
  if (expression === undefined) return undefined;
  if (expression.kind === 'number') return String(expression.value);
  if (expression.kind === 'constant') return expression.value === null ? undefined : String(expression.value);
  if (expression.kind !== 'text') return undefined;
  return expression.parts.every((part) => typeof part === 'string') ? expression.parts.join('') : undefined;
}

function ofName(name: string, context: Context): Parts | undefined {
  const local = context.gathered.locals.get(name);
  if (local !== undefined) return local;
  const isKnown = context.variables.has(name) || context.parameters.has(name) || OF_JENKINS.test(name);
  return isKnown ? [{ variable: name }] : undefined;
}

function ofBuild(expression: Expression, context: Context): Parts | undefined {
  if (expression.kind !== 'member' || expression.object.kind !== 'name') return undefined;
  if (expression.object.name !== 'currentBuild') return undefined;
  switch (expression.name) {
    case 'number':
    case 'id':
      return [{ variable: 'BUILD_NUMBER' }];
    case 'displayName':
      return [{ variable: 'BUILD_DISPLAY_NAME' }];
    case 'fullDisplayName':
      return [{ variable: 'JOB_NAME' }, ' ', { variable: 'BUILD_DISPLAY_NAME' }];
    case 'absoluteUrl':
      return [{ variable: 'BUILD_URL' }];
    case 'result':
    case 'currentResult':
      if (context.succeeded === true) return ['SUCCESS'];
      return [{ jinja: `((${context.succeeded}) | ternary('SUCCESS', 'FAILURE'))` }];
    default:
      return undefined;
  }
}

/** Methods of texts, as filters. */
const FILTERS: Readonly<Record<string, string>> = { trim: 'trim', toLowerCase: 'lower', toUpperCase: 'upper' };

function ofCall({ object, name, values }: CallExpression, context: Context): Parts | undefined {
  if (object === undefined) return name === 'pwd' && values.length === 0 ? workspace(context) : undefined;
  if (name === null || values.length > 0) return undefined;
  const parts = partsOf(object, context);
  if (parts === undefined || name === 'toString') return parts;
  const filter = FILTERS[name];
  if (filter === undefined) return undefined;
  const text = literalOf(parts);
  if (text !== undefined)
    return [filter === 'trim' ? text.trim() : filter === 'lower' ? text.toLowerCase() : text.toUpperCase()];
  return [{ jinja: `(${termOf(parts, context)} | ${filter})` }];
}

/** The folder that steps run in. */
export function workspace({ folder }: Context): Parts {
  return [{ jinja: 'jenkins_env.WORKSPACE' }, ...(folder.length === 0 ? [] : ['/', ...folder])];
}

/** Puts texts together; nothing where one of them is not known. */
export function joined(all: readonly (Parts | undefined)[]): Parts | undefined {
  const whole: Part[] = [];
  for (const parts of all) {
    if (parts === undefined) return undefined;
    for (const part of parts) {
      const last = whole.at(-1);
      if (typeof part === 'string' && typeof last === 'string') whole[whole.length - 1] = last + part;
      else if (part !== '') whole.push(part);
    }
  }
  return whole;
}

/** The text of parts that are all literal. */
export function literalOf(parts: Parts): string | undefined {
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

/** Parts in words of the build's own variables: what sections around say is put in. */
export function resolved(parts: Parts, context: Context): Parts {
  return joined(
    parts.map((part) => (typeof part === 'object' && 'variable' in part ? ofVariable(part.variable, context) : [part])),
  )!;
}

function ofVariable(name: string, { variables, parameters }: Context): Parts {
  const known = variables.get(name);
  if (known !== undefined) return known;
  const branch = parameters.has(name) ? undefined : BRANCH_VARIABLES[name];
  if (branch !== undefined) return [{ jinja: branch }];
  const isSet = ALWAYS_SET.has(name) || parameters.has(name);
  return [{ jinja: isSet ? variable(name) : `(${variable(name)} | default(''))` }];
}

/** A text for a variable of a role or a block: a plain string where it is one. */
export function valueOf(parts: Parts, context: Context): string | Template {
  const whole = resolved(parts, context);
  const text = literalOf(whole);
  if (text !== undefined) return text;
  return jinja(whole.map((part) => (typeof part === 'string' ? jinjaText(part) : `{{ ${codeOf(part)} }}`)).join(''));
}

/** An expression of Jinja for a text, ready to have a filter or a test put behind it. */
export function termOf(parts: Parts, context: Context): string {
  const codes = resolved(parts, context).map((part) => (typeof part === 'string' ? jinjaString(part) : codeOf(part)));
  if (codes.length === 0) return "''";
  return codes.length === 1 ? codes[0]! : `(${codes.join(' ~ ')})`;
}

function codeOf(part: Exclude<Part, string>): string {
  if ('jinja' in part) return part.jinja;
  throw new Error(`the variable ${part.variable} was not resolved`);
}
