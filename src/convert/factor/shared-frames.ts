import type { RoleStep, Step } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import { deedOf } from './deeds.js';
import { LINES_OF_CALL, LINES_OF_ROLE, linesOfStep, linesOfValue } from './lines.js';
import { mapSteps } from './map-steps.js';
import { findRepeats, type RepeatText } from './repeats.js';
import type { Place, SharedSteps } from './share-steps.js';
import { canonical, stepKey } from './step-key.js';
import type { ValueMap } from './value-maps.js';

const ROLE = 'docker-run';

/** What a container runs, in contrast to what it runs in: this stays with the call. */
const SUBJECT: ReadonlySet<string> = new Set([
  'docker_run_image',
  'docker_run_entrypoint',
  'docker_run_command',
  'docker_run_workdir',
  'docker_run_environment',
  'docker_run_step_environment',
  'docker_run_memory',
  'docker_run_shm_size',
  'docker_run_options',
]);

/** Fewer calls than this make no frame. */
const FEWEST_USES = 4;

/** What nearly every call gives. What else one gives must not reach other containers. */
const USUAL: readonly string[] = ['docker_run_command', 'docker_run_entrypoint', 'docker_run_image'];

/**
 * Finds what stands around containers in many places: the folders that are mounted, and steps that always come before or
 * after. It becomes a role, of which each call says only what is run: Ansible hands the variables of a call on to the roles
 * inside. So a call may only give what every other container in that role says for itself.
 */
export function shareFrames(shared: SharedSteps): SharedSteps {
  return framed(framed(shared, 'with others'), 'alone');
}

/** First frames with steps around them, then what is left of frames by themselves. */
type Stage = 'with others' | 'alone';

function framed(shared: SharedSteps, stage: Stage): SharedSteps {
  const places = [...shared.texts, ...shared.roles];
  const frames = new Frames(shared.roles, stage);
  const { repeats, texts } = findRepeats(
    places.map(({ steps, kind }): RepeatText => ({ kind, words: steps.map((step) => frames.word(step)) })),
    (words, uses) => frames.worth(words, uses),
    false,
  );
  if (repeats.length === 0) return shared;
  const names = repeats.map(shared.newName);

  const write = (body: readonly number[], source: Iterator<Step>): Step[] =>
    body.map((word) => {
      if (word >= 0) return source.next().value as Step;
      const steps = repeats[-1 - word]!.words.map(() => source.next().value as Step);
      return frames.call(steps, names[-1 - word]!);
    });
  const bodies = texts.map((body, index) => write(body, places[index]!.steps[Symbol.iterator]()));
  const made = repeats.map(({ words, kind }, role): Place => ({ name: names[role]!, kind, steps: frames.body(words) }));
  return {
    texts: shared.texts.map((text, index) => ({ ...text, steps: bodies[index]! })),
    roles: [...shared.roles.map((role, index) => ({ ...role, steps: bodies[shared.texts.length + index]! })), ...made],
    newName: shared.newName,
  };
}

/** A step with, for a container, its frame. */
interface Word {
  readonly step: Step;
  readonly frame?: ValueMap;
  /** Variables that a call of the frame may give. */
  readonly given: readonly string[];
}

class Frames {
  readonly #numbers = new Map<string, number>();
  readonly #words: Word[] = [];
  readonly #roles: ReadonlyMap<string, Place>;
  readonly #said = new Map<number, ReadonlySet<string> | undefined>();

  readonly #stage: Stage;

  constructor(roles: readonly Place[], stage: Stage) {
    this.#stage = stage;
    this.#roles = new Map(roles.map((role) => [role.name, role]));
  }

  /** Containers with equal frames are equal words, unless what they give could reach others. */
  word(step: Step): number {
    const split = step.kind === 'role' && step.role === ROLE && isPlain(step) ? splitVars(step.vars) : undefined;
    const all = [...new Set([...USUAL, ...Object.keys(split?.subject ?? {})])].sort();
    const given = this.#stage === 'alone' ? [] : all;
    const key = split === undefined ? stepKey(step) : `${canonical(split.frame)} ${given.join()}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#words.push({ step, given, ...(split === undefined ? {} : { frame: split.frame }) }) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  worth(words: readonly number[], uses: number): number {
    if (uses < FEWEST_USES) return 0;
    if (words.length > 1 !== (this.#stage === 'with others')) return 0;
    const framed = words.filter((word) => this.#words[word]!.frame !== undefined);
    const [main, ...more] = framed;
    if (main === undefined || more.length > 0) return 0;
    const others = words.filter((word) => word !== main);
    const { frame, given } = this.#words[main]!;
    if (Object.keys(frame!).length === 0 || !others.every((word) => this.#saysItself(word, given))) return 0;
    const around = others.reduce((total, word) => total + linesOfStep(this.#words[word]!.step), 0);
    const inside = Object.values(frame!).reduce<number>((total, value) => total + linesOfValue(value), 0);
    return around + inside < LINES_OF_CALL ? 0 : (uses - 1) * (around + inside) - 2 * LINES_OF_ROLE;
  }

  /** Whether every container that the step starts gives these variables itself, so that it never sees those of a call. */
  #saysItself(word: number, given: readonly string[]): boolean {
    if (!this.#said.has(word)) this.#said.set(word, this.#saidIn([this.#words[word]!.step]));
    const said = this.#said.get(word);
    return said === undefined || given.every((name) => said.has(name));
  }

  /** The variables that all containers below give; nothing where there is none. */
  #saidIn(steps: readonly Step[]): ReadonlySet<string> | undefined {
    let said: ReadonlySet<string> | undefined;
    const note = (names: Iterable<string>): void => {
      const before = said;
      said = new Set(before === undefined ? names : [...names].filter((name) => before.has(name)));
    };
    mapSteps(steps, (step) => {
      if (step.kind !== 'role') return step;
      if (step.role === ROLE) note(Object.keys(step.vars));
      const role = this.#roles.get(step.role);
      const inside = role === undefined ? undefined : this.#saidIn(role.steps);
      if (inside !== undefined) note([...inside, ...Object.keys(step.vars)]);
      return step;
    });
    return said;
  }

  /** The call in place of the steps: what its container is about. */
  call(steps: readonly Step[], role: string): RoleStep {
    const main = steps.find((step) => this.#words[this.word(step)]!.frame !== undefined) as RoleStep;
    return { ...main, role, vars: splitVars(main.vars).subject };
  }

  body(words: readonly number[]): Step[] {
    return words.map((word) => {
      const { step, frame } = this.#words[word]!;
      if (frame === undefined) return step;
      const framed = { ...step, vars: frame } as RoleStep;
      return { ...framed, name: ['Run a container', listOf(deedOf(framed).things)].join(' with ') };
    });
  }
}

/** A condition on a call would be one on everything in the role. */
function isPlain(step: RoleStep): boolean {
  return step.when === undefined && step.ignoreErrors !== true;
}

function splitVars(vars: ValueMap): { readonly frame: ValueMap; readonly subject: ValueMap } {
  const frame: Record<string, Value> = {};
  const subject: Record<string, Value> = {};
  for (const [name, value] of Object.entries(vars)) (SUBJECT.has(name) ? subject : frame)[name] = value;
  return { frame, subject };
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
