import { defineConverter } from '../../src/convert/converter.js';
import { isResult, RESULTS, testOfResults, withTests, type Result } from '../../src/convert/elements/results.js';
import { jobNames } from '../../src/convert/elements/start-jobs.js';
import type { StartJobStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

/**
 * Starts other jobs when the build is over, by its result.
 * Source: Downstream-Ext plugin, DownstreamTrigger and DownstreamDependency; jenkins-elements: DownstreamTrigger.
 */
export default defineConverter({
  element: 'hudson.plugins.downstream_ext.DownstreamTrigger',
  section: 'publishers',
  plugin: 'downstream-ext',
  summary: 'Starts other jobs by the result of the build',
  becomes: 'jobs with dependencies, or the steps of those jobs in post-run',
  grade: 'approximate',
  findings: {
    'in-turn': 'Jenkins started these jobs at the same time. Here their steps run one after the other.',
    'never-starts': 'No job is named, or the result that this waits for never comes: nothing is started.',
    'other-results': 'Zuul knows success and failure only: whatever is not success counts as a failure.',
    'only-changes':
      'The jobs were left out where nobody had changed a file since the last build. Here a build is about a change anyway.',
    matrix: 'This is about the end of a matrix, which Zuul does not have.',
  },
  convert(input, notes) {
    const projects = input.need('childProjects');
    const jobs = jobNames(projects.text());
    const threshold = input.child('threshold');
    const word = threshold?.child('name');
    for (const element of threshold?.elements ?? []) if (element !== word) element.judgeAll('dropped');
    const results = resultsOf(word?.text().trim() ?? 'SUCCESS', input.textOf('thresholdStrategy', 'AND_HIGHER').trim());
    const tests = testOfResults(results);
    if (jobs.length === 0 || tests === false || results.every((result) => result === 'ABORTED')) {
      notes.dropped('never-starts', input);
      return {};
    }
    for (const name of ['onlyIfSCMChanges', 'onlyIfLocalSCMChanges']) noteOption(name, 'only-changes');
    const matrix = input.child('matrixTrigger');
    if (matrix !== undefined) notes.dropped('matrix', matrix);
    if (results.includes('UNSTABLE') !== results.includes('FAILURE'))
      notes.approximated('other-results', word ?? input);
    if (jobs.length > 1) notes.approximated('in-turn', projects);
    const start: StartJobStep = {
      kind: 'start-job',
      name: `Do what ${jobs.join(', ')} did`,
      at: input.at,
      jobs,
      parameters: {},
      passParameters: false,
      wait: false,
      failsOn: null,
    };
    return { post: [withTests(start, tests)] };

    function noteOption(name: string, code: 'only-changes'): void {
      const field: Element | undefined = input.child(name);
      if (field === undefined) return;
      if (input.booleanOf(name)) notes.approximated(code, field);
      else field.judgeAll('dropped');
    }
  },
});

/** Results with which the jobs are started. An unknown word is SUCCESS, as where the threshold is missing. */
function resultsOf(word: string, strategy: string): readonly Result[] {
  const at = RESULTS.indexOf(isResult(word) ? word : 'SUCCESS');
  if (strategy === 'EXACT') return [RESULTS[at]!];
  return strategy === 'AND_LOWER' ? RESULTS.slice(at) : RESULTS.slice(0, at + 1);
}
