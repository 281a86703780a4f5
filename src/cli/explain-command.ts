import { ExitCode, type Io } from './command.js';
import { layoutEvaluator, treeEvaluator } from './evaluators.js';
import { siteSettings } from './site-settings.js';
import type { Evaluator } from '../model/evaluator.js';
import { InputError } from '../model/input-error.js';
import type { RefOperation, Scenario } from '../model/scenario.js';
import { readScenarios } from '../read/scenarios/read-scenarios.js';
import { answerLine } from '../report/answer-line.js';
import { explanationText } from '../report/explanation-text.js';

/** Options of `zuulshift explain`, as commander gives them. */
export interface ExplainOptions {
  readonly layout?: string;
  readonly converted?: string;
  readonly settings?: string;
  readonly project?: string;
  readonly pipeline?: string;
  readonly branch?: string;
  readonly files?: string;
  readonly ref?: string;
  readonly op?: RefOperation;
  readonly scenarios?: string;
  readonly json?: true;
}

const COMMIT_MESSAGE = '/COMMIT_MSG';

/**
 * Explains one item, or answers a file of scenarios.
 *
 * @returns `Found` where the project is not in the pipeline that was asked about.
 * @throws InputError for options that do not go together, and for everything that is wrong with the inputs.
 */
export async function explainCommand(options: ExplainOptions, io: Io): Promise<ExitCode> {
  checkOptions(options);
  const settings = siteSettings(options);
  const evaluator =
    options.layout === undefined
      ? await treeEvaluator(options.converted ?? '', settings)
      : await layoutEvaluator(options.layout, settings);
  if (options.scenarios !== undefined) {
    await answerAll(evaluator, options.scenarios, io);
    return ExitCode.Fine;
  }
  const scenario = scenarioOf(options, evaluator);
  const explanation = evaluator.explain(scenario);
  io.out(
    options.json
      ? `${JSON.stringify({ scenario, ...explanation }, null, 2)}\n`
      : explanationText(scenario, explanation),
  );
  return explanation.answer.outcome === 'unknown' ? ExitCode.Found : ExitCode.Fine;
}

/** Whoever hands in a line and waits gets the answer at once; of many lines, those read together are written together. */
async function answerAll(evaluator: Evaluator, file: string, io: Io): Promise<void> {
  let waiting = '';
  const write = (): void => {
    if (waiting !== '') io.out(waiting);
    waiting = '';
  };
  try {
    for await (const { scenario, others } of readScenarios(file)) {
      if (waiting === '') setImmediate(write);
      waiting += answerLine(evaluator.answer(scenario), others);
    }
  } finally {
    // Answers that were found stay, also where a later line is bad.
    write();
  }
}

function checkOptions({
  layout,
  converted,
  scenarios,
  project,
  pipeline,
  branch,
  files,
  ref,
  op,
}: ExplainOptions): void {
  if ((layout === undefined) === (converted === undefined)) usage('give either --layout or --converted');
  const single = { project, pipeline, branch, files, ref, op };
  const given = Object.entries(single).find(([, value]) => value !== undefined);
  if (scenarios !== undefined) {
    if (given !== undefined) usage(`--scenarios says it all; leave --${given[0]} out`);
    return;
  }
  if (project === undefined || pipeline === undefined) usage('give --project and --pipeline, or --scenarios');
  if (ref !== undefined && (branch !== undefined || files !== undefined)) {
    usage('a ref has neither branch nor files; give --ref alone, or --branch and --files for a change');
  }
  if (op !== undefined && ref === undefined) usage('--op says what happened to a ref; give --ref as well');
}

/** Without a branch and a ref it can only be about a timer, where the pipeline knows nothing else. */
function scenarioOf(options: ExplainOptions, evaluator: Evaluator): Scenario {
  const place = { project: options.project ?? '', pipeline: options.pipeline ?? '' };
  if (options.ref !== undefined) return { ...place, kind: 'ref', ref: options.ref, op: options.op ?? 'update' };
  if (options.branch !== undefined) {
    return { ...place, kind: 'change', branch: options.branch, files: filesOf(options.files) };
  }
  const { kinds } = evaluator.conditions(place);
  if (options.files === undefined && kinds.every((kind) => kind === 'timer')) return { ...place, kind: 'timer' };
  return usage('give --branch for a change, or --ref for an updated ref');
}

/** Gerrit lists the commit message as a file of its own, before all others. */
function filesOf(files = ''): readonly string[] {
  const paths = files.split(',').filter((path) => path !== '');
  return paths.includes(COMMIT_MESSAGE) ? paths : [COMMIT_MESSAGE, ...paths];
}

function usage(message: string): never {
  throw new InputError({ at: { file: 'explain', line: 0 }, message });
}
