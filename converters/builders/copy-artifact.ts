import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { expandMacros, macroPieces } from '../../src/convert/elements/macros.js';
import type { FailStep, RoleStep, Step } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  'build-number': 'Builds have no numbers in Zuul: say which build is meant, or take the newest one.',
  'kept-build':
    'Took the newest build that somebody marked to be kept. Zuul knows no marks: the newest successful one is taken.',
  'chosen-build': 'Which build it is was chosen at the start. Zuul asks nobody: the newest successful one is taken.',
  workspace:
    "Copied from another job's workspace, which is gone when its build ends: let that job archive these files.",
  'unknown-selector': 'Nobody can tell which build this chooses: say it, or take the newest one.',
  'build-parameters':
    'Only builds with these parameters counted. Zuul does not look for them: here every build counts.',
  'variable-project': 'The name of the other job is a variable: add requires with its artifacts to this job.',
  'number-in-path': 'Builds have no numbers in Zuul: the files are in the target folder itself.',
  fingerprint: 'Checksums of files are bookkeeping of Jenkins.',
} as const;

type Code = keyof typeof FINDINGS;

/** Jenkins' permalinks → results of the newest build that counts; empty: any result. Source: PermalinkProjectAction.Permalink. */
const PERMALINKS: Readonly<Record<string, readonly string[]>> = {
  lastBuild: [],
  lastCompletedBuild: [],
  lastSuccessfulBuild: ['SUCCESS'],
  lastStableBuild: ['SUCCESS'],
  lastUnstableBuild: ['FAILURE'],
  lastUnsuccessfulBuild: ['FAILURE', 'TIMED_OUT', 'POST_FAILURE'],
  lastFailedBuild: ['FAILURE', 'TIMED_OUT', 'POST_FAILURE'],
};

/**
 * Copies artifacts of a build of another job into the workspace: role `copy-artifacts`. Artifacts of the same change come in
 * `zuul.artifacts`, those of earlier builds are looked for with Zuul's API.
 *
 * Source: Copy Artifact plugin, CopyArtifact and its selectors; jenkins-elements: CopyArtifact. Zuul reference: Job, `provides`
 * and `requires`; Job variables, `zuul.artifacts`.
 */
export default defineConverter({
  element: 'hudson.plugins.copyartifact.CopyArtifact',
  section: 'builders',
  plugin: 'copyartifact',
  summary: 'Copies artifacts of another job into the workspace',
  becomes: 'role copy-artifacts, with provides and requires',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const project = input.child('project') ?? input.need('projectName');
    const job = project.text().trim();
    if (macroPieces(job).some((piece) => 'name' in piece)) notes.approximated('variable-project', project);
    noteDetails(input, notes);
    const target = input.textOf('target').trim();
    const variable = input.textOf('resultVariableSuffix').trim();
    const exclude = [...patterns(input, 'exclude'), ...patterns(input, 'excludes')];
    const selected = readSelector(input.child('selector'), notes);
    const vars: Record<string, Value> = {
      copy_artifacts_job: expandMacros(job),
      copy_artifacts_include: patterns(input, 'filter'),
      ...(exclude.length > 0 && { copy_artifacts_exclude: exclude }),
      ...(target !== '' && { copy_artifacts_target: expandMacros(target) }),
      ...(input.booleanOf('flatten') && { copy_artifacts_flatten: true }),
      ...(input.booleanOf('optional') && { copy_artifacts_optional: true }),
      ...(variable !== '' && { copy_artifacts_variable: `COPYARTIFACT_BUILD_NUMBER_${variable}` }),
      ...('stop' in selected ? {} : selected),
    };
    const copy: RoleStep = {
      kind: 'role',
      name: `Copy artifacts of ${job}`,
      at: input.at,
      role: 'copy-artifacts',
      vars,
    };
    const steps: readonly Step[] = 'stop' in selected ? [stopStep(selected.stop, input), copy] : [copy];
    return { run: steps };
  },
});

/** Nothing named means everything. */
function patterns(input: Element, name: string): (string | Value)[] {
  const written = antPatterns(input.textOf(name));
  if (written.length === 0 && name === 'filter') return ['**'];
  return written.map((pattern) => expandMacros(pattern));
}

function noteDetails(input: Element, notes: Notes<Code>): void {
  const fingerprint = input.child('doNotFingerprintArtifacts') ?? input.child('fingerprintArtifacts');
  if (fingerprint !== undefined) notes.dropped('fingerprint', fingerprint);
  const number = input.child('includeBuildNumberInTargetPath');
  if (input.booleanOf('includeBuildNumberInTargetPath')) notes.approximated('number-in-path', number!);
  else number?.judgeAll('dropped');
  const parameters = input.child('parameters');
  if ((parameters?.rawText.trim() ?? '') !== '') notes.approximated('build-parameters', parameters!);
  else parameters?.judgeAll('dropped');
}

interface Selected {
  /** Results of builds that count, beside those of the same change; absent: of no other build. Empty: any. */
  readonly copy_artifacts_results?: readonly string[];
}

/** Missing: the newest stable build, or with `stable` false the newest that did not fail. */
function readSelector(selector: Element | undefined, notes: Notes<Code>): Selected | { readonly stop: Code } {
  selector?.attribute('class');
  selector?.children();
  switch (selector?.type.split('.').at(-1) ?? 'StatusBuildSelector') {
    case 'StatusBuildSelector':
    case 'LastSuccessfulBuildSelector':
      // Whether an unstable build will do: Zuul has none.
      selector?.child('stable')?.judgeAll('dropped');
      return { copy_artifacts_results: ['SUCCESS'] };
    case 'LastCompletedBuildSelector':
      return { copy_artifacts_results: [] };
    case 'PermalinkBuildSelector':
      return readPermalink(selector!, notes);
    case 'TriggeredBuildSelector':
      return readUpstream(selector!, notes);
    case 'MultiJobBuildSelector':
      return {};
    case 'DownstreamBuildSelector':
      return readDownstream(selector!, notes);
    case 'SavedBuildSelector':
      notes.approximated('kept-build', selector!);
      return { copy_artifacts_results: ['SUCCESS'] };
    case 'ParameterizedBuildSelector':
      notes.approximated('chosen-build', selector!);
      return { copy_artifacts_results: ['SUCCESS'] };
    case 'SpecificBuildSelector':
      notes.needsHuman('build-number', selector!);
      return { stop: 'build-number' };
    case 'WorkspaceSelector':
      notes.needsHuman('workspace', selector!);
      return { stop: 'workspace' };
    default:
      notes.needsHuman('unknown-selector', selector!);
      return { stop: 'unknown-selector' };
  }
}

function readPermalink(selector: Element, notes: Notes<Code>): Selected | { readonly stop: Code } {
  const id = selector.child('id');
  const results = PERMALINKS[id?.text().trim() ?? ''];
  if (results !== undefined) return { copy_artifacts_results: results };
  notes.needsHuman('unknown-selector', selector);
  return { stop: 'unknown-selector' };
}

/** The build that started this one: it belongs to the same change. */
function readUpstream(selector: Element, notes: Notes<Code>): Selected {
  selector.child('upstreamFilterStrategy')?.judgeAll('dropped');
  selector.child('allowUpstreamDependencies')?.judgeAll('dropped');
  const fallback = selector.booleanOf('fallbackToLastSuccessful') || selector.booleanOf('fallback');
  void notes;
  return fallback ? { copy_artifacts_results: ['SUCCESS'] } : {};
}

/** A build that a given build started. Which number that one had makes no difference: it belongs to the same change. */
function readDownstream(selector: Element, notes: Notes<Code>): Selected {
  for (const field of selector.elements) notes.approximated('build-number', field);
  return {};
}

function stopStep(code: Code, input: Element): FailStep {
  const name = 'Choose a build';
  return { kind: 'fail', name, at: input.at, code: `copy-artifact/${code}`, message: FINDINGS[code] };
}
