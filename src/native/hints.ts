import type { AttachedJob } from '../convert/attach/attach.js';
import { memoised } from '../convert/memo.js';
import { isTemplate, jinja, type Value } from '../model/value.js';
import type { NativeHint } from '../model/native.js';
import type { Step } from '../model/step.js';
import type { Call, JobCalls } from './call.js';
import { relativeTo } from './folders.js';
import { jobCalls } from './job-calls.js';
import { toolMentions } from './mentions.js';
import type { Proposal, Recogniser } from './recogniser.js';
import { RUN_TEST_COMMAND } from './test-command.js';
import { TOOLS } from './tools.js';

/** Variables that Zuul v2 and Jenkins gave builds: scripts read them, tools do not. */
const OF_ZUUL_V2 = /^(ZUUL_\w+|GERRIT_\w+|BASE_LOG_PATH|LOG_PATH|UUID|OFFLINE_NODE_WHEN_COMPLETE)$/;

const NO_VARIABLES = 'the variables of Zuul v2 and Jenkins (ZUUL_PROJECT, BUILD_NUMBER, WORKSPACE, ...) are not set';

interface Match {
  readonly recogniser: Recogniser;
  readonly call: Call;
  readonly proposal: Proposal;
}

/**
 * Looks at each job for the one known thing it does.
 *
 * @param tools Default: all.
 * @returns a hint for each job that runs a known tool, in the order of the jobs. What else such a job does is in `lost`.
 */
export function nativeHints(jobs: readonly AttachedJob[], tools: readonly Recogniser[] = TOOLS): readonly NativeHint[] {
  const mentions = toolMentions(tools);
  const programOf = memoised((image): string | undefined => {
    const found = tools.find((one) => one.image?.test(image));
    return found === undefined ? undefined : (found.program ?? found.tool);
  });
  return jobs.flatMap((job) => {
    // Most jobs run no known tool, and reading scripts takes time.
    const steps = mentions(job.jenkins);
    const hint = steps.length === 0 ? undefined : hintFor(job, steps, tools, programOf);
    return hint === undefined ? [] : [hint];
  });
}

function hintFor(
  job: AttachedJob,
  steps: readonly Step[],
  tools: readonly Recogniser[],
  programOf: (image: string) => string | undefined,
): NativeHint | undefined {
  if (job.jenkins.combinations !== undefined || job.jenkins.combination !== undefined) return undefined;
  const matchesIn = ({ calls }: JobCalls): readonly Match[] => calls.flatMap((call) => matchOf(call, tools) ?? []);
  if (matchesIn(jobCalls({ run: steps, post: [] }, programOf)).length === 0) return undefined;
  const found = jobCalls(job.jenkins, programOf);
  const matches = matchesIn(found);
  const [first] = matches;
  if (first === undefined) return undefined;
  const taken = matches.filter((other) => other === first || goesTogether(first, other));
  const claimed = new Set(taken.map(({ call }) => call));
  const lost = [
    ...found.calls
      .filter((call) => !claimed.has(call) && first.recogniser.prepares?.(call.words) !== true)
      .map(({ text }) => text),
    ...found.others,
    ...lostFiles(found, taken),
    ...lostFacts(job, first.proposal),
    ...lostVariables(taken),
  ];
  const { recogniser, proposal, call } = first;
  return {
    ...{ job: job.v2Name, v3: job.v3Name, tool: toolsOf(taken), parent: proposal.parent, source: recogniser.source },
    vars: variables(job, taken),
    confidence: found.isGuessed ? 'likely' : 'certain',
    lost: [...new Set(lost)],
    changes: [
      ...new Set([
        ...taken.flatMap((one) => one.proposal.changes ?? []),
        ...(call.image === undefined ? [] : [`runs on the node, which needs what the image had: ${call.image}`]),
        NO_VARIABLES,
      ]),
    ],
  };
}

function toolsOf(taken: readonly Match[]): string {
  return [...new Set(taken.map(({ recogniser }) => recogniser.tool))].join(', ');
}

function matchOf(call: Call, tools: readonly Recogniser[]): Match | undefined {
  for (const recogniser of tools) {
    const proposal = recogniser.propose(call);
    if (proposal !== undefined) return { recogniser, call, proposal };
  }
  return undefined;
}

/** Commands as they are can follow each other in one job. */
function goesTogether(first: Match, other: Match): boolean {
  return (
    first.proposal.parent === RUN_TEST_COMMAND &&
    other.proposal.parent === RUN_TEST_COMMAND &&
    first.call.directory === other.call.directory
  );
}

function variables(job: AttachedJob, taken: readonly Match[]): Readonly<Record<string, Value>> {
  const [{ proposal, call }] = taken as [Match];
  const commands = taken.map((one) => one.proposal.vars['test_command']!);
  const directory: Record<string, Value> =
    call.directory === '' ? {} : { zuul_work_dir: jinja(`{{ zuul.project.src_dir }}/${call.directory}`) };
  const environment: Record<string, Value> = { ...ownParameters(job), ...call.environment };
  const name = Object.keys(environment).length > 0 ? proposal.environment : undefined;
  return {
    ...proposal.vars,
    ...(commands.length > 1 ? { test_command: commands } : {}),
    ...(name === undefined ? {} : { [name]: environment }),
    ...directory,
  };
}

/** Parameters that a person gave the job. */
function ownParameters({ jenkins }: AttachedJob): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(jenkins.environment).filter(([name]) => !OF_ZUUL_V2.test(name)));
}

function lostFiles({ kept, sources }: JobCalls, taken: readonly Match[]): string[] {
  return kept.flatMap(({ patterns, text }) => {
    const isKept = patterns.every((pattern) => {
      const path = relativeTo(sources ?? '.', pattern);
      return path !== undefined && taken.some(({ recogniser }) => recogniser.keeps?.test(path));
    });
    return isKept ? [] : [text];
  });
}

function lostFacts(job: AttachedJob, { environment }: Proposal): string[] {
  const parameters = Object.entries(ownParameters(job));
  const { secrets, provides, requires } = job.jenkins;
  return [
    ...secrets.map(({ credential }) => `the credential ${credential}`),
    ...parameters.flatMap(([name, value]) =>
      environment !== undefined && typeof value === 'string' && !isTemplate(value) ? [] : [`the variable ${name}`],
    ),
    ...(provides ?? []).map((name) => `the artifact ${name} for other jobs`),
    ...(requires ?? []).map((name) => `the artifact ${name} of another job`),
  ];
}

/** Variables of commands, where the parent has no place for them or several commands have their own. */
function lostVariables(taken: readonly Match[]): string[] {
  return taken.flatMap(({ call, proposal }) =>
    proposal.environment !== undefined && taken.length === 1
      ? []
      : Object.keys(call.environment).map((name) => `the variable ${name} of ${call.text}`),
  );
}
