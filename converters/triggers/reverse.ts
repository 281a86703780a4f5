import { defineConverter } from '../../src/convert/converter.js';
import { isResult, RESULTS, testOfResults } from '../../src/convert/elements/results.js';
import { jobNames } from '../../src/convert/elements/start-jobs.js';

/**
 * Starts the job after other jobs, with a result that is good enough. The other jobs do it then, as if they named this one
 * in a publisher. Source: Jenkins core, ReverseBuildTrigger; jenkins-elements: ReverseBuildTrigger.
 */
export default defineConverter({
  element: 'jenkins.triggers.ReverseBuildTrigger',
  section: 'triggers',
  plugin: 'core',
  summary: 'Starts a job after other jobs',
  becomes: 'a dependency on those jobs, or its steps at their end',
  grade: 'approximate',
  findings: {
    nothing: 'No job is named: this started nothing.',
    'other-results': 'Zuul knows success and failure only: whatever is not success counts as a failure.',
  },
  convert(input, notes) {
    const jobs = jobNames(input.textOf('upstreamProjects'));
    // The schedule that every trigger has is empty in this one.
    input.child('spec')?.judgeAll('dropped');
    if (jobs.length === 0) {
      notes.dropped('nothing', input);
      return {};
    }
    const threshold = input.child('threshold');
    const name = threshold?.child('name');
    for (const element of threshold?.elements ?? []) if (element !== name) element.judgeAll('dropped');
    const word = name?.text().trim() ?? 'SUCCESS';
    const worst = isResult(word) ? word : 'SUCCESS';
    if (worst === 'UNSTABLE') notes.approximated('other-results', name!);
    const tests = testOfResults(RESULTS.slice(0, RESULTS.indexOf(worst) + 1));
    return { triggers: [{ kind: 'upstream', jobs, when: tests === false ? [] : tests, at: input.at }] };
  },
});
