import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { BlockStep, StartJobStep, Step } from '../../model/step.js';
import { SUCCEEDED, withTests } from '../elements/results.js';

/**
 * Says with blocks what steps ask of their neighbours: those that fail late, and those that run once all jobs have succeeded
 * that the others start. Jobs without such steps stay as they are.
 */
export function orderSteps(job: JenkinsJob): JenkinsJob {
  const { combinations } = job;
  const last = combinations?.post ?? [];
  if (![...job.run, ...job.post, ...last].some(asksNeighbours)) return job;
  const answers = answersFor(job.name);
  return {
    ...job,
    run: lateLast(joinLast(job.run, answers)),
    post: joinLast(job.post, answers).map((step) => deeper(step, answers)),
    ...(combinations !== undefined && {
      combinations: { ...combinations, post: joinLast(last, answers).map((step) => deeper(step, answers)) },
    }),
  };

  /** In a list that the first failure ends. */
  function lateLast(steps: readonly Step[]): readonly Step[] {
    const index = steps.findIndex((step) => step.failsLate === true);
    const before = (index < 0 ? steps : steps.slice(0, index)).map((step) => deeper(step, answers));
    if (index < 0) return before;
    const late = deeper(steps[index]!, answers);
    const rest = lateLast(steps.slice(index + 1));
    if (rest.length === 0) return [...before, late];
    const name = `After ${late.name.charAt(0).toLowerCase()}${late.name.slice(1)}`;
    const behind: readonly Step[] = rest.length === 1 ? rest : [{ kind: 'block', name, at: rest[0]!.at, steps: rest }];
    return [...before, { kind: 'block', name, at: late.at, steps: [], always: [late, ...behind] }];
  }

  function deeper(step: Step, names: () => string): Step {
    const { failsLate, ...rest } = step;
    void failsLate;
    if (step.kind !== 'block' || ![...step.steps, ...(step.always ?? [])].some(asksNeighbours)) return rest as Step;
    const block = rest as BlockStep;
    const always =
      block.always === undefined ? undefined : joinLast(block.always, names).map((one) => deeper(one, names));
    return { ...block, steps: lateLast(joinLast(block.steps, names)), ...(always !== undefined && { always }) };
  }
}

function asksNeighbours(step: Step): boolean {
  if (step.failsLate === true) return true;
  if (step.kind !== 'block') return false;
  return step.joins === true || [...step.steps, ...(step.always ?? [])].some(asksNeighbours);
}

/** Names of variables, each used once in a job. */
function answersFor(job: string): () => string {
  let count = 0;
  const prefix = job.replaceAll(/\W/g, '_');
  return () => `${prefix}_started_${String((count += 1))}`;
}

/** Moves what joins to the end, under the condition that all that was started has succeeded. */
function joinLast(steps: readonly Step[], nextAnswer: () => string): readonly Step[] {
  const joins = steps.filter((step): step is BlockStep => step.kind === 'block' && step.joins === true);
  if (joins.length === 0) return steps;
  const tests: string[] = [];
  const others = steps
    .filter((step) => !joins.includes(step as BlockStep))
    .map((step) => {
      if (step.kind !== 'start-job') return step;
      const answer = nextAnswer();
      tests.push(`${answer} | default(false) | bool`);
      return answered(step, answer);
    });
  const when = tests.length === 0 ? [SUCCEEDED] : tests;
  return [
    ...others,
    ...joins.map((block): Step => {
      const { joins: flag, ...rest } = block;
      void flag;
      // The build was over when these ran: nothing of them could change its result.
      return withTests({ ...rest, ignoreErrors: true }, when);
    }),
  ];
}

/** The start in a block that knows how it ended. The block forgives what the start would have been forgiven. */
function answered(start: StartJobStep, answer: string): Step {
  const { when, ignoreErrors, ...rest } = start;
  const forgives = ignoreErrors === true || !start.wait || start.failsOn === null;
  return {
    kind: 'block',
    name: start.name,
    at: start.at,
    ...(when !== undefined && { when }),
    ...(forgives && { ignoreErrors: true }),
    steps: [{ ...rest, wait: true, failsOn: 'UNSTABLE' }],
    answer,
  };
}
