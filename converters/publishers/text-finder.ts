import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { checkWarnings, type WarningReport } from '../../src/convert/elements/check-warnings.js';
import { javaToPython } from '../../src/convert/elements/java-regex.js';
import { unchecked } from '../../src/convert/elements/keep-report.js';
import { looksForJenkins } from '../../src/convert/elements/search-console.js';
import { together } from '../../src/convert/elements/together.js';
import type { Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  'java-regex': 'This expression needs what only Java has: write it anew, and take the step that fails out.',
  'jenkins-text': 'Jenkins itself wrote this text to the console, and Zuul does not: it is never found.',
  unstable: 'UNSTABLE, NOT_BUILT and ABORTED were failures for Zuul v2: the build fails.',
  nothing: 'It looks into no file and not into the console: it found nothing.',
  success: 'A text that makes a build a success changes nothing: a build that failed stays failed.',
} as const;

type Code = keyof typeof FINDINGS;

/**
 * Texts in files or in the console that decide about the result. Before version 1.13 there is one, its words are switches; later
 * ones have a list. Source: Text Finder plugin, TextFinderPublisher and TextFinder; jenkins-elements: TextFinderPublisher.
 */
export default defineConverter({
  element: 'hudson.plugins.textfinder.TextFinderPublisher',
  section: 'publishers',
  plugin: 'text-finder',
  summary: 'Looks for a text in files or in the console; whether it is there decides about the result',
  becomes: 'role warning-limits in post-run',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const finders = input.child('textFinders')?.children() ?? [input];
    return { post: finders.flatMap((finder) => stepsFor(finder, notes)) };
  },
});

function stepsFor(finder: Element, notes: Notes<Code>): readonly Step[] {
  const expression = finder.need('regexp');
  const places = placesOf(finder);
  if (places.length === 0) {
    notes.dropped('nothing', finder);
    return [];
  }
  const result = finder.child('buildResult');
  if (result?.text().trim().toUpperCase() === 'SUCCESS') {
    notes.dropped('success', finder);
    return [];
  }
  const words = [result, finder.child('unstableIfFound'), finder.child('notBuiltIfFound')];
  together(words, 'dropped', (first) => notes.dropped('unstable', first));
  const python = javaToPython(expression.text());
  if (python === undefined) {
    notes.needsHuman('java-regex', expression);
    for (const one of finder.elements) one.judgeAll('dropped');
    return [unchecked('text-finder/java-regex', FINDINGS['java-regex'], finder)];
  }
  if (places.some(({ include }) => include === undefined) && looksForJenkins(expression.text())) {
    notes.approximated('jenkins-text', expression);
  }
  const reports = places.map((place): WarningReport => ({ format: 'text', ...place, options: { expression: python } }));
  const missing = finder.textOf('changeCondition').trim().toUpperCase() === 'MATCH_NOT_FOUND';
  const mustBeThere = finder.booleanOf('succeedIfFound') || missing;
  const name = mustBeThere ? 'Check whether a text is there' : 'Check whether a text is not there';
  const limit = { found: mustBeThere ? 1 : 0 };
  return [checkWarnings(reports, mustBeThere ? {} : limit, finder, { name, least: mustBeThere ? limit : {} })];
}

/** Files, by Ant patterns that blanks, commas or semicolons part, and the console. */
function placesOf(finder: Element): readonly { readonly include?: string }[] {
  const files = finder
    .textOf('fileSet')
    .split(/[\s,;]+/)
    .filter((pattern) => pattern !== '');
  return [
    ...(files.length > 0 ? [{ include: files.join(',') }] : []),
    ...(finder.booleanOf('alsoCheckConsoleOutput') ? [{}] : []),
  ];
}
