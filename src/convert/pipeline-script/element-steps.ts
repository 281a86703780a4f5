import type { Contribution } from '../../model/jenkins-job.js';
import type { Step } from '../../model/step.js';
import { isTemplate, jinja, type Value } from '../../model/value.js';
import type { CallExpression, Expression } from '../../read/jenkinsfile/syntax.js';
import type { Attribute, Element } from '../../read/jenkins/element.js';
import { SUCCEEDED } from '../elements/results.js';
import { elementAt, type Context } from './context.js';
import { resolved, partsOf } from './values.js';

/** A value of a step: Groovy, or a text that takes its place. */
export type Given = Expression | string | readonly Given[] | { readonly [name: string]: Given };

/** Many steps of pipelines are steps of other jobs, whose fields have the names of the values. */
export interface ElementStep {
  /** Java class. */
  readonly type: string;
  readonly fields: Readonly<Record<string, Given>>;
}

/**
 * Converts a step through the catalogue: as the element that the same plugin writes for other jobs.
 *
 * @returns nothing where a value is one that only Groovy can tell.
 */
export function convertElement(step: ElementStep, call: CallExpression, context: Context): Contribution | undefined {
  const codes = new Map<string, string>();
  const place = context.file.at(call);
  const element = elementAt(place, step.type);
  const isComplete = Object.entries(step.fields).every(([name, given]) => addField(name, given, element));
  if (!isComplete) return undefined;
  const contribution = context.walk.convert([element]);
  judge(element);
  return codes.size === 0 ? contribution : substituted(contribution, codes);

  function addField(name: string, given: Given, parent: Element): boolean {
    const field = elementAt(place, name, parent);
    if (typeof given === 'string') {
      field.rawText = given;
      return true;
    }
    if (Array.isArray(given)) return (given as readonly Given[]).every((item) => addField(itemName(item), item, field));
    if (isExpression(given)) return addExpression(given, field);
    const fields = Object.entries(given).filter(([key]) => key !== '$type');
    return fields.every(([key, item]) =>
      key === '$class' && typeof item === 'string' ? setClass(field, item) : addField(key, item, field),
    );
  }

  function addExpression(expression: Expression, field: Element): boolean {
    switch (expression.kind) {
      case 'list':
        return expression.items.every((item) => addField('item', item, field));
      case 'map':
        return expression.entries.every(({ name, value }) => {
          if (name !== '$class') return addField(name, value, field);
          const parts = partsOf(value, context);
          return parts !== undefined && typeof parts[0] === 'string' && setClass(field, parts[0]);
        });
      case 'call':
        if (expression.object !== undefined || expression.name === null) break;
        // `cloneOption(shallow: true)` is `[$class: 'CloneOption', shallow: true]`.
        return (
          setClass(
            field,
            expression.name.replace(/^./, (letter) => letter.toUpperCase()),
          ) && expression.values.every(({ name, value }) => name !== undefined && addField(name, value, field))
        );
    }
    const parts = partsOf(expression, context);
    if (parts === undefined) return false;
    field.rawText = resolved(parts, context)
      .map((part) => {
        // What is put in by Groovy is no longer a variable for the plugin, and a dollar is a dollar.
        if (typeof part === 'string') return part.replaceAll('$', '$$$$');
        const name = `PIPELINE_VALUE_${String(codes.size + 1)}`;
        codes.set(name, 'jinja' in part ? part.jinja : `jenkins_env.${part.variable}`);
        return `\${${name}}`;
      })
      .join('');
    return true;
  }

  /** What a converter of the element said about it is said about the step; a value it did not read is for a person. */
  function judge(made: Element): void {
    const unread: string[] = [];
    made.walk((one) => {
      const states = [...(one.isLeaf ? [one.state] : []), ...one.attributes.map(({ state }) => state)];
      for (const state of states) if (state === 'approximated' || state === 'needs-human') context.raise.worst(state);
      if (one.isLeaf && one.state === 'unread') unread.push(one.name);
    });
    if (unread.length > 0) context.raise.needsHuman('argument', call, `(${unread.join(', ')})`);
  }
}

function itemName(item: Given): string {
  return typeof item === 'object' && !Array.isArray(item) && '$type' in item && typeof item['$type'] === 'string'
    ? item['$type']
    : 'item';
}

function setClass(field: Element, name: string): boolean {
  const attribute: Attribute = { name: 'class', value: name, state: 'read' };
  field.setAttributes([attribute]);
  return true;
}

function isExpression(given: Given): given is Expression {
  return typeof given === 'object' && 'kind' in given && 'from' in given;
}

/** Puts in what the names stand for. */
function substituted(contribution: Contribution, codes: ReadonlyMap<string, string>): Contribution {
  const map = (value: Value): Value => {
    if (isTemplate(value)) {
      return jinja(
        value.jinja.replaceAll(
          /\{\{ jenkins_env\.(PIPELINE_VALUE_\d+) \| default\('[^']*'\) \}\}/g,
          (whole, name: string) => {
            const code = codes.get(name);
            return code === undefined ? whole : `{{ ${code} }}`;
          },
        ),
      );
    }
    if (Array.isArray(value)) return (value as readonly Value[]).map(map);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, map(one as Value)]));
  };
  const mapStep = (step: Step): Step => {
    if (step.kind === 'role') return { ...step, vars: map(step.vars) as Readonly<Record<string, Value>> };
    return step.kind === 'block' ? { ...step, steps: step.steps.map(mapStep) } : step;
  };
  const lists = ['before', 'checkout', 'setUp', 'run', 'after', 'post'] as const;
  const isKnown = (name: string): boolean => !name.includes('${PIPELINE_VALUE_');
  const { checkouts } = contribution;
  return {
    ...contribution,
    ...(checkouts === undefined
      ? {}
      : { checkouts: checkouts.map((one) => ({ ...one, branches: one.branches.filter(isKnown) })) }),
    ...Object.fromEntries(
      lists.flatMap((key) => (contribution[key] === undefined ? [] : [[key, contribution[key].map(mapStep)]])),
    ),
  };
}

/** The steps of a contribution, wherever other jobs have them; tests for success in words of the place they stand in. */
export function stepsOf(contribution: Contribution, context: Context): readonly Step[] {
  const { before = [], checkout = [], setUp = [], run = [], after = [], post = [] } = contribution;
  return [...before, ...checkout, ...setUp, ...run, ...after, ...post].flatMap((step) => {
    if (step.when === undefined) return [step];
    const { when: tests, ...bare } = step;
    const when = tests.flatMap((test) => {
      if (!test.includes(SUCCEEDED)) return [test];
      if (context.succeeded === true) return test === SUCCEEDED ? [] : ['false'];
      return [test.replaceAll(SUCCEEDED, context.succeeded)];
    });
    if (when.includes('false')) return [];
    return [when.length === 0 ? bare : { ...bare, when }];
  });
}

/** Takes what a contribution says beside its steps. */
export function gather(contribution: Contribution, { gathered }: Context): void {
  gathered.secrets.push(...(contribution.secrets ?? []));
  gathered.checkouts.push(...(contribution.checkouts ?? []));
  gathered.triggers.push(...(contribution.triggers ?? []));
  for (const [name, value] of Object.entries(contribution.environment ?? {})) {
    if (typeof value === 'string') gathered.environment[name] = value;
  }
}
