import type { BlockStep, Step } from '../../model/step.js';
import { linesOfStep } from './lines.js';
import type { RepeatText } from './repeats.js';
import { stepKey } from './step-key.js';

/** Steps as words: equal steps are equal numbers. */
export interface StepWords {
  readonly texts: readonly RepeatText[];
  /** Adds a list of steps as a text, and those inside its blocks as texts of their own. Returns the number of the text. */
  add(steps: readonly Step[], kind: string): number;
  step(word: number): Step;
  /** Lines of the step in the output. */
  lines(word: number): number;
  /** The step, with the lists inside it as `write` gives them; `write` gets numbers of texts. */
  rebuilt(word: number, write: (text: number) => Step[]): Step;
}

interface Inner {
  readonly steps: number;
  readonly always?: number;
}

export function stepWords(): StepWords {
  const texts: RepeatText[] = [];
  const numbers = new Map<string, number>();
  const steps: Step[] = [];
  /** By block: the texts of its own steps. */
  const inner = new Map<number, Inner>();

  const add = (list: readonly Step[], kind: string, isInEnvironment: boolean): number => {
    const text = texts.length;
    const words: number[] = [];
    texts.push({ words, kind });
    for (const step of list) words.push(wordFor(step, isInEnvironment));
    return text;
  };

  const wordFor = (step: Step, isInEnvironment: boolean): number => {
    // The environments of nested blocks add up where they are written, so such a block means something else elsewhere.
    const isBound = isInEnvironment && step.kind === 'block' && setsEnvironment(step);
    const key = isBound ? `${String(steps.length)} ${stepKey(step)}` : stepKey(step);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const word = steps.push(step) - 1;
    numbers.set(key, word);
    if (step.kind === 'block') addInner(word, step, isInEnvironment || step.environment !== undefined);
    return word;
  };

  const addInner = (word: number, block: BlockStep, isInEnvironment: boolean): void => {
    const list = add(block.steps, 'run', isInEnvironment);
    // The end of a block runs in a way of its own: nothing longer than one step is shared with other places.
    const always =
      block.always === undefined ? {} : { always: add(block.always, `always ${String(word)}`, isInEnvironment) };
    inner.set(word, { steps: list, ...always });
  };

  return {
    texts,
    add: (list, kind) => add(list, kind, false),
    step: (word) => steps[word]!,
    lines: (word) => linesOfStep(steps[word]!),
    rebuilt(word, write) {
      const step = steps[word]!;
      const lists = inner.get(word);
      if (lists === undefined || step.kind !== 'block') return step;
      const always = lists.always === undefined ? {} : { always: write(lists.always) };
      return { ...step, steps: write(lists.steps), ...always };
    },
  };
}

function setsEnvironment(step: Step): boolean {
  if (step.kind !== 'block') return false;
  return step.environment !== undefined || [...step.steps, ...(step.always ?? [])].some(setsEnvironment);
}
