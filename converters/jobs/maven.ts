import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { MAVEN_SETTINGS_FINDINGS, readMavenSettings } from '../../src/convert/elements/maven-call.js';
import { together } from '../../src/convert/elements/together.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { toolCall } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import { convertFreestyle, FREESTYLE_FINDINGS } from '../../src/convert/jenkins/freestyle-parts.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import type { BlockStep, RoleStep, ScriptStep, Step } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  ...FREESTYLE_FINDINGS,
  ...MAVEN_SETTINGS_FINDINGS,
  tool: TOOL_FINDING,
  'module-builds': 'Jenkins built each module in a job of its own, side by side: here one call builds all of them.',
  incremental: 'Jenkins built only the modules that a change touches, and those that need them: here all are built.',
  archiving:
    'Jenkins kept artifacts, site and fingerprints of the modules by itself, for its own pages and other jobs: left out. Archive the files that somebody fetches.',
  downstream:
    'Jenkins started jobs by itself whose POMs name these modules: left out. Give a job that has to follow a dependency.',
  model: 'How Jenkins itself read the POMs for its pages: left out.',
} as const;

/** Tests of all modules; Jenkins counted them without being told. */
const REPORTS = ['**/target/surefire-reports/TEST-*.xml', '**/target/failsafe-reports/TEST-*.xml'];

/** Failed tests do not end the call: Jenkins counts them afterwards. */
const GO_ON = '-Dmaven.test.failure.ignore=true';

/**
 * Maven job: a freestyle job with one call of Maven in the middle. A failed test does not end the call, but makes the build
 * UNSTABLE, which is a failure to Zuul: the reports are checked right behind it. Sources: Maven Integration plugin,
 * MavenModuleSet and MavenModuleSetBuild; jenkins-elements: maven2-moduleset.
 */
export default defineConverter({
  element: 'maven2-moduleset',
  section: 'job',
  plugin: 'maven-plugin',
  summary: 'Maven job: steps before, one call of Maven, steps after',
  becomes: 'A job that calls mvn and checks the test reports, with the other steps around it',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes, walk) {
    const settings = readMavenSettings(input, notes);
    noteLeftOut(input, notes);
    const call = readCall(input, settings.options, notes);
    const before = walk.convert(sectionOf(input, 'prebuilders'));
    const { run: behind = [], ...aroundBehind } = walk.convert(sectionOf(input, 'postbuilders'));
    return mergeContributions([
      { secrets: settings.secrets, setUp: settings.setUp, after: settings.after },
      convertFreestyle(input, notes, walk),
      before,
      { run: withStepsBehind(call, checkTests(input), behind, resultFor(input, behind), input) },
      aroundBehind,
      walk.convert(sectionOf(input, 'reporters')),
    ]);
  },
});

type MavenNotes = Notes<keyof typeof FINDINGS>;

function readCall(input: Element, settings: readonly string[], notes: MavenNotes): ScriptStep {
  readToolName(input.child('mavenName'), notes);
  const pom = input.textOf('rootPOM').trim();
  const goals = tokenize(input.textOf('goals'));
  const decidesItself = goals.some((goal) => goal.startsWith('-Dmaven.test.failure.ignore'));
  const words = [
    'mvn',
    '--batch-mode',
    ...(pom === '' || pom === 'pom.xml' ? [] : ['-f', pom]),
    ...settings,
    ...ownRepository(input.child('localRepository')),
    ...(decidesItself ? [] : [GO_ON]),
    // What the plugin calls where nobody says anything.
    ...(goals.length === 0 ? ['install'] : goals),
  ];
  const options = input.textOf('mavenOpts').trim().replaceAll(/\s+/g, ' ');
  const headless = input.booleanOf('runHeadless') ? ['-Djava.awt.headless=true'] : [];
  const all = [...(options === '' ? [] : [options]), ...headless].join(' ');
  const environment: Record<string, Value> = all === '' ? {} : { MAVEN_OPTS: expandMacros(all) };
  return toolCall({ name: 'Run Maven', words, environment }, input.child('goals') ?? input);
}

/** A repository of downloads for each job, in its workspace. Zuul's nodes are of one build at a time anyway. */
function ownRepository(locator: Element | undefined): readonly string[] {
  if (locator?.type.endsWith('.PerJobLocalRepositoryLocator') !== true) {
    locator?.judgeAll('dropped');
    return [];
  }
  locator.attribute('class');
  locator.children();
  return ['-Dmaven.repo.local=$WORKSPACE/.repository'];
}

function checkTests({ at }: Element): RoleStep {
  const vars = { junit_results_include: REPORTS, junit_results_allow_empty: true };
  return { kind: 'role', name: 'Check test results', at, role: 'junit-results', vars };
}

type Worst = 'SUCCESS' | 'UNSTABLE' | 'FAILURE';

/** The worst result with which the steps behind the call run. The plugin takes FAILURE where nothing is said. */
function resultFor(input: Element, behind: readonly Step[]): Worst {
  const result = input.child('runPostStepsIfResult');
  const name = result?.child('name')?.rawText.trim().toUpperCase();
  if (behind.length > 0) result?.child('name')?.text();
  // The rest follows from the name, and without steps that says nothing either.
  result?.judgeAll('dropped');
  return name === 'SUCCESS' || name === 'UNSTABLE' ? name : 'FAILURE';
}

function withStepsBehind(
  call: Step,
  check: Step,
  behind: readonly Step[],
  worst: Worst,
  { at }: Element,
): readonly Step[] {
  if (behind.length === 0) return [call, check];
  if (worst === 'SUCCESS') return [call, check, ...behind];
  const always: BlockStep = { kind: 'block', name: 'Do what follows the call of Maven', at, steps: behind };
  const block = (steps: readonly Step[]): BlockStep => ({
    kind: 'block',
    name: 'Run Maven, and what follows it',
    at,
    steps,
    always: [always],
  });
  return worst === 'UNSTABLE' ? [call, block([check])] : [block([call, check])];
}

/** Fields → finding, where they are false: what Jenkins did by itself unless told otherwise. */
const UNLESS: Readonly<Record<string, 'archiving' | 'downstream'>> = {
  archivingDisabled: 'archiving',
  siteArchivingDisabled: 'archiving',
  fingerprintingDisabled: 'archiving',
  ignoreUpstremChanges: 'downstream',
  disableTriggerDownstreamProjects: 'downstream',
};

function noteLeftOut(input: Element, notes: MavenNotes): void {
  for (const code of ['archiving', 'downstream'] as const) {
    const done = Object.keys(UNLESS).filter((name) => UNLESS[name] === code && !input.booleanOf(name));
    together(
      done.map((name) => input.child(name)),
      'dropped',
      (first) => notes.dropped(code, first),
    );
  }
  const model = ['rootModule', 'resolveDependencies', 'processPlugins', 'mavenValidationLevel', 'perModuleEmail'];
  const linked = ['ignoreUnsuccessfulUpstreams', 'blockTriggerWhenBuilding'];
  together(
    [...model, ...linked].map((name) => input.child(name)),
    'dropped',
    (first) => notes.dropped('model', first),
  );
  const style = input.child('aggregatorStyleBuild');
  if (style !== undefined && !input.booleanOf('aggregatorStyleBuild')) notes.approximated('module-builds', style);
  const incremental = input.child('incrementalBuild');
  if (incremental !== undefined && input.booleanOf('incrementalBuild')) notes.approximated('incremental', incremental);
}
