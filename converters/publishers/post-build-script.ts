import { defineConverter, type Notes, type Walk } from '../../src/convert/converter.js';
import { scriptFileStep, withResult } from '../../src/convert/elements/post-build.js';
import { isResult, RESULTS, testOfResults, withTests, type Result } from '../../src/convert/elements/results.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import { together } from '../../src/convert/elements/together.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  'other-results':
    'Zuul knows success and failure only: UNSTABLE and NOT_BUILT count as failure, so does a build that took too long; after a cancelled build no step runs at all.',
  'unknown-result': 'This is no result of a build: nothing runs for it.',
  'no-result': 'It is listed for no result, so that it never ran.',
  'other-node': 'It only ran when the build was on another kind of node (controller or agent): it is left out.',
  'matrix-parent':
    'It ran once, after all combinations of a matrix. Zuul has no such build: write a job with dependencies.',
  groovy: 'Groovy inside Jenkins has no counterpart: read what it does and write a step for it.',
  'no-file': 'No file is named: the step did nothing.',
  'mark-unstable':
    'A failing script made the build UNSTABLE, which was a failure for Zuul v2: it fails the build here.',
} as const;

type Code = keyof typeof FINDINGS;

/** Results that a build with builders can have; NOT_BUILT is that of a build whose steps never began. */
const EVERY_RESULT: readonly Result[] = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'ABORTED'];

/** A container of steps with its conditions. */
interface Item {
  readonly element: Element;
  readonly tests: readonly string[];
}

/**
 * Steps after the build, each under the results it is meant for, in post-run and in the same order. Every step runs even if
 * an earlier one failed; a failure fails the build.
 * Source: PostBuildScript plugin, Processor and its rules, versions before and after 2.0; jenkins-elements: PostBuildScript.
 */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.postbuildscript.PostBuildScript',
    'org.jenkinsci.plugins.postbuildscript.MatrixPostBuildScript',
  ],
  section: 'publishers',
  plugin: 'postbuildscript',
  summary: 'Runs steps after the build, depending on its result',
  becomes: 'the steps in post-run, with when',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes, walk) {
    const config = input.child('config') ?? input;
    if (config.booleanOf('markBuildUnstable')) notes.dropped('mark-unstable', config.need('markBuildUnstable'));
    return config === input ? convertOld(input, notes, walk) : convertNew(config, notes, walk);
  },
});

function convertNew(config: Element, notes: Notes<Code>, walk: Walk): Contribution {
  const files = itemsOf(config.child('scriptFiles'), notes).map((item) => scriptFile(item, notes, walk));
  const groovy = itemsOf(config.child('groovyScripts'), notes).map((item) => groovyScript(item, notes));
  const rest: Contribution[] = [];
  const steps = itemsOf(config.child('buildSteps'), notes).map(({ element, tests }) => {
    const { run = [], post = [], ...others } = walk.convert(element.child('buildSteps')?.children() ?? []);
    rest.push(others);
    const inner = [...run, ...post];
    const stops = element.booleanOf('stopOnFailure') && inner.length > 1;
    const block: Step = { kind: 'block', name: 'Run steps until one fails', at: element.at, steps: inner };
    return (stops ? [block] : inner).map((step) => withTests(step, tests));
  });
  return { ...mergeContributions(rest), post: [...files, ...groovy, ...steps].flat().map(withResult) };
}

/** The items of a list that run at all. */
function itemsOf(list: Element | undefined, notes: Notes<Code>): Item[] {
  return (list?.children() ?? []).flatMap((element): Item[] => {
    const tests = testsOf(element, notes);
    return tests === false ? [] : [{ element, tests }];
  });
}

function testsOf(item: Element, notes: Notes<Code>): readonly string[] | false {
  const tests = testOfResults(readResults(item.child('results'), notes));
  if (tests === false) {
    notes.dropped('no-result', item);
    return false;
  }
  const role = item.child('role');
  const place = role?.text().trim().toUpperCase();
  if ((place === 'MASTER' && !isOnController(item)) || (place === 'SLAVE' && isOnController(item))) {
    notes.dropped('other-node', item);
    return false;
  }
  if (role !== undefined && place !== 'BOTH') role.judgeAll('dropped');
  const executeOn = item.child('executeOn');
  if (executeOn?.text().trim().toUpperCase() === 'MATRIX') {
    notes.needsHuman('matrix-parent', item);
    return false;
  }
  return tests;
}

function readResults(list: Element | undefined, notes: Notes<Code>): Set<Result> {
  const results = new Set<Result>();
  const others: Element[] = [];
  for (const entry of list?.children() ?? []) {
    const word = entry.text().trim();
    if (!isResult(word)) {
      notes.dropped('unknown-result', entry);
      continue;
    }
    results.add(word);
    if (RESULTS.indexOf(word) !== 0 && word !== 'FAILURE') others.push(entry);
  }
  // After every result there is: always, which Zuul knows as well.
  if (!EVERY_RESULT.every((result) => results.has(result))) {
    // One of them tells it all.
    together(others, 'dropped', (first) => notes.approximated('other-results', first));
  }
  return results;
}

/** Whether a job is tied to Jenkins' own node. */
function isOnController(element: Element): boolean {
  let root = element;
  while (root.parent !== undefined) root = root.parent;
  return ['master', 'built-in', '(master)', '(built-in)'].includes(root.child('assignedNode')?.rawText.trim() ?? '');
}

function scriptFile({ element, tests }: Item, notes: Notes<Code>, walk: Walk): readonly Step[] {
  const path = element.child('filePath');
  if (path === undefined || path.text().trim() === '') {
    notes.dropped('no-file', element);
    return [];
  }
  const isScript = element.textOf('scriptType', 'GENERIC').trim().toUpperCase() === 'GENERIC';
  if (!isScript) return groovyScript({ element, tests }, notes);
  return [withTests(scriptFileStep(path.text().trim(), walk.settings.jenkinsShell, element), tests)];
}

function groovyScript({ element, tests }: Item, notes: Notes<Code>): readonly Step[] {
  const script = element.child('content') ?? element.child('filePath');
  notes.needsHuman('groovy', script ?? element);
  // What kind of script it is has led here.
  element.child('scriptType')?.judgeAll('dropped');
  const fail: Step = {
    kind: 'fail',
    name: 'Do what a Groovy script did',
    at: element.at,
    code: 'post-build-script/groovy',
    message: FINDINGS.groovy,
  };
  return [withTests(fail, tests)];
}

/** Versions before 2.0: one condition for all, `scriptOnlyIfSuccess` is on unless it says otherwise. */
function convertOld(input: Element, notes: Notes<Code>, walk: Walk): Contribution {
  const results = new Set<Result>(['SUCCESS', 'FAILURE']);
  if (input.booleanOf('scriptOnlyIfSuccess', true)) results.delete('FAILURE');
  if (input.booleanOf('scriptOnlyIfFailure')) results.delete('SUCCESS');
  const tests = testOfResults(results);
  if (tests === false) {
    notes.dropped('no-result', input);
    return {};
  }
  const executeOn = input.child('executeOn');
  if (executeOn?.text().trim().toUpperCase() === 'MATRIX') {
    notes.needsHuman('matrix-parent', input);
    return {};
  }
  const all = (name: string): Item[] => (input.child(name)?.children() ?? []).map((element) => ({ element, tests }));
  const scripts = [
    ...all('genericScriptFileList').flatMap((item) => scriptFile(item, notes, walk)),
    ...[...all('groovyScriptFileList'), ...all('groovyScriptContentList')].flatMap((item) => groovyScript(item, notes)),
  ];
  const { run = [], post = [], ...rest } = walk.convert(input.child('buildSteps')?.children() ?? []);
  const steps = [...run, ...post].map((step) => withTests(step, tests));
  return { ...rest, post: [...scripts, ...steps].map(withResult) };
}
