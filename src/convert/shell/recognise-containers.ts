import type { JenkinsJob, SecretUse } from '../../model/jenkins-job.js';
import type { BlockStep, Step } from '../../model/step.js';
import { hasJinjaMarks, isTemplate } from '../../model/value.js';
import { dockerRunRecogniser, type HiddenVariables } from './docker-run.js';

/** Kinds of credentials whose values are variables. Of the others, files and sockets, the paths are variables of the build. */
const VALUES: ReadonlySet<SecretUse['kind']> = new Set(['text', 'username-password']);

const NOTHING: HiddenVariables = { secret: [], block: [] };

/**
 * The jobs with every script that is provably one `docker run` as a call of role `docker-run`; all other steps as they are.
 *
 * @param alsoPlain variables that stay one word without quotes in all builds of this estate, see `plainVariables`
 */
export function recogniseContainers(jobs: readonly JenkinsJob[], alsoPlain: Iterable<string> = []): JenkinsJob[] {
  const recognise = dockerRunRecogniser(alsoPlain);
  const mapped = new Map<Step, Step>();

  /** Steps without variables from elsewhere are shared by many jobs, and mapped once. */
  function map(step: Step, hidden: HiddenVariables): Step {
    if (hidden !== NOTHING) return mapStep(step, hidden);
    let known = mapped.get(step);
    if (known === undefined) {
      known = mapStep(step, hidden);
      mapped.set(step, known);
    }
    return known;
  }

  function mapStep(step: Step, hidden: HiddenVariables): Step {
    if (step.kind === 'block') return mapBlock(step, hidden);
    // The answer to a question is the status of a script; a role gives none.
    if (step.kind !== 'script' || step.answer !== undefined) return step;
    const found = recognise(step, hidden);
    return 'reason' in found ? step : found;
  }

  function mapBlock(block: BlockStep, outer: HiddenVariables): Step {
    const names = Object.keys(block.environment ?? {});
    const inner = names.length === 0 ? outer : { secret: outer.secret, block: [...outer.block, ...names] };
    return {
      ...block,
      steps: block.steps.map((step) => map(step, inner)),
      ...(block.always === undefined ? {} : { always: block.always.map((step) => map(step, inner)) }),
    };
  }

  return jobs.map((job) => {
    const secret = job.secrets.filter(({ kind }) => VALUES.has(kind)).flatMap(({ binds }) => Object.keys(binds));
    const block = namesOnBlocks(job);
    // Credentials are gone when publishers run.
    const inRun = secret.length + block.length === 0 ? NOTHING : { secret, block };
    const inPost = block.length === 0 ? NOTHING : { secret: [], block };
    return {
      ...job,
      run: job.run.map((step) => map(step, inRun)),
      post: job.post.map((step) => map(step, inPost)),
    };
  });
}

/** Variables of a job that Ansible would template in its variables, and which therefore will stand on a block around its steps. */
function namesOnBlocks({ environment }: JenkinsJob): string[] {
  return Object.entries(environment)
    .filter(([, value]) => isTemplate(value) || (typeof value === 'string' && hasJinjaMarks(value)))
    .map(([name]) => name);
}
