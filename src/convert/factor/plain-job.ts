import type { BlockStep, Step } from '../../model/step.js';
import { hasJinjaMarks, isTemplate, type Value } from '../../model/value.js';
import type { ZuulJob } from '../../model/zuul.js';
import type { ConvertedJob } from './converted-job.js';
import type { JobWithSteps } from './families.js';
import { withoutKeys } from './without-keys.js';

/**
 * A converted job as a Zuul job of its own, with its steps.
 *
 * Its parameters become the variable `jenkins_parameters`. Those that Ansible would template cannot: Zuul freezes job
 * variables before the run, without the facts they are about. They stand on a block around the steps.
 * `jenkins_job_name` is only said where it is not the name of the Zuul job.
 */
export function plainJob(converted: ConvertedJob): JobWithSteps {
  const {
    v3Name: name,
    jenkins,
    attributes,
    comment,
    requiredProjects,
    postReview,
    secrets,
    secretEnvironment,
  } = converted;
  const { literal, templated } = splitEnvironment(jenkins.environment);
  const vars: Record<string, Value> = {
    ...(jenkins.name === name ? {} : { jenkins_job_name: jenkins.name }),
    ...(Object.keys(literal).length === 0 ? {} : { jenkins_parameters: literal }),
    ...attributes.vars,
  };
  const timeout = attributes.timeout ?? jenkins.timeout;
  const job: ZuulJob = {
    ...attributes,
    name,
    ...(comment === undefined ? {} : { comment }),
    ...(jenkins.description === undefined || jenkins.description === '' ? {} : { description: jenkins.description }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(requiredProjects.length === 0 ? {} : { requiredProjects }),
    ...(postReview === undefined ? {} : { postReview }),
    vars,
  };
  const template = jenkins.at.origin?.template;
  const hasSecrets = Object.keys(secretEnvironment).length > 0;
  return {
    job: Object.keys(vars).length === 0 ? withoutKeys(job, 'vars') : job,
    run: around(jenkins.run, templated, jenkins.at),
    post: jenkins.post.map((step) => around([step], templated, step.at)[0]!),
    secrets,
    playVars: hasSecrets ? { jenkins_secret_environment: secretEnvironment } : {},
    ...(template === undefined ? {} : { template }),
  };
}

type Environment = Readonly<Record<string, Value>>;

function splitEnvironment(environment: Environment): {
  readonly literal: Environment;
  readonly templated: Environment;
} {
  const entries = Object.entries(environment);
  const needsBlock = ([, value]: [string, Value]): boolean =>
    isTemplate(value) || (typeof value === 'string' && hasJinjaMarks(value));
  return {
    literal: Object.fromEntries(entries.filter((entry) => !needsBlock(entry))),
    templated: Object.fromEntries(entries.filter(needsBlock)),
  };
}

function around(steps: readonly Step[], environment: Environment, at: Step['at']): readonly Step[] {
  if (steps.length === 0 || Object.keys(environment).length === 0) return steps;
  const name = `With ${Object.keys(environment).slice(0, 3).join(', ')}`;
  const block: BlockStep = { kind: 'block', name, at, environment, steps };
  return [block];
}
