import type { Step } from '../../model/step.js';
import { canonical, stepKey } from './step-key.js';

/**
 * Makes equal steps one object, so that what is found out about one holds for all: a site repeats a few hundred steps in
 * thousands of places. The name and the place are those of the first.
 */
export function stepInterner(): (steps: readonly Step[]) => readonly Step[] {
  const known = new Map<string, Step>();
  const keyOf = quickKeys();
  return (steps) =>
    steps.map((step) => {
      const key = keyOf(step);
      const first = known.get(key);
      if (first !== undefined) return first;
      known.set(key, step);
      return step;
    });
}

/** Short keys that equal steps share, made of numbers for the long texts in them. */
function quickKeys(): (step: Step) => string {
  const texts = new Map<string, number>();
  const objects = new Map<object, number>();
  const textNumber = (text: string): number => {
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    return number;
  };
  const objectNumber = (object: object | undefined): number => {
    if (object === undefined) return -1;
    let number = objects.get(object);
    if (number === undefined) {
      number = textNumber(canonical(object));
      objects.set(object, number);
    }
    return number;
  };
  const keyOf = (step: Step): string => {
    const conditions = `${String(objectNumber(step.when))} ${step.ignoreErrors === true ? 'forgiven ' : ''}`;
    switch (step.kind) {
      case 'role':
        return `role ${conditions}${step.role} ${String(objectNumber(step.vars))}`;
      case 'script': {
        const { body, command, extension, answer = '', environment } = step;
        const numbers = [textNumber(body), objectNumber(command), objectNumber(environment)];
        return `script ${conditions}${numbers.join(' ')} ${extension} ${answer}`;
      }
      case 'block': {
        const { steps, always = [], answer = '', environment } = step;
        const inside = `[${steps.map(keyOf).join()}] [${always.map(keyOf).join()}]`;
        return `block ${conditions}${answer} ${String(objectNumber(environment))} ${inside}`;
      }
      case 'fail': {
        const { code, message, original } = step;
        const kept = original === undefined ? '' : ` ${original.name} ${String(textNumber(original.text))}`;
        return `fail ${conditions}${code} ${String(textNumber(message))}${kept}`;
      }
      case 'start-job':
        return `start ${String(textNumber(stepKey(step)))}`;
    }
  };
  return keyOf;
}
