import type { RoleStep, Step } from '../../model/step.js';
import { LINES_OF_CALL, LINES_OF_ROLE } from './lines.js';
import { findRepeats } from './repeats.js';
import type { SharedSteps } from './share-steps.js';
import { stepWords, type StepWords } from './step-words.js';

/** A script that stands in two places is worth a role however short it is: one text, one file. */
const WORTH_OF_SCRIPT = 0.5;

/** Roles are put together to larger ones at most so often. */
const MOST_ROUNDS = 4;

/**
 * Finds steps and sequences of steps that stand in several places and makes roles of them. What saves most lines comes first;
 * then sequences of such roles are looked at in the same way.
 *
 * Steps of a post-run playbook all run although an earlier one failed, those of others do not, and the writer gives a role the
 * meaning of the place it is called from. So sequences of two and more are only shared among places of one kind, and those at
 * the end of a block not at all.
 */
export function shareSequences(shared: SharedSteps): SharedSteps {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = shareOnce(shared);
    if (next.roles.length === shared.roles.length) break;
    shared = next;
  }
  return shared;
}

function shareOnce({ texts, roles, newName }: SharedSteps): SharedSteps {
  const words = stepWords();
  const places = [...texts, ...roles];
  const numbers = places.map(({ steps, kind }) => words.add(steps, kind));
  const { repeats, texts: written } = findRepeats(words.texts, (sequence, uses) => {
    const lines = sequence.reduce((total, word) => total + words.lines(word), 0);
    const saved = (uses - 1) * lines - uses * LINES_OF_CALL - LINES_OF_ROLE;
    return saved > 0 || !isScript(sequence, words) ? saved : WORTH_OF_SCRIPT;
  });

  const names = repeats.map(newName);
  const firsts = repeats.map(({ words: body }) => firstStep(body, repeats, words));
  const call = (role: number): RoleStep => {
    const { at, name } = firsts[role]!;
    return { kind: 'role', name, at, role: names[role]!, vars: {} };
  };
  const write = (body: readonly number[]): Step[] =>
    body.map((word) => (word < 0 ? call(-1 - word) : words.rebuilt(word, (text) => write(written[text]!))));
  const bodies = numbers.map((text) => write(written[text]!));
  return {
    texts: texts.map((text, index) => ({ ...text, steps: bodies[index]! })),
    roles: [
      ...roles.map((role, index) => ({ ...role, steps: bodies[texts.length + index]! })),
      ...repeats.map(({ words: body, kind }, role) => ({ name: names[role]!, kind, steps: write(body) })),
    ],
    newName,
  };
}

function isScript(sequence: readonly number[], words: StepWords): boolean {
  return sequence.length === 1 && words.step(sequence[0]!).kind === 'script';
}

function firstStep(
  body: readonly number[],
  repeats: readonly { readonly words: readonly number[] }[],
  words: StepWords,
): Step {
  const first = body[0]!;
  return first < 0 ? firstStep(repeats[-1 - first]!.words, repeats, words) : words.step(first);
}
